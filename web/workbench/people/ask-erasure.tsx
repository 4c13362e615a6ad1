import { Button, Form, Input, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { type ErasureBasis, erasureApi, erasureBases } from '#contract/erasure';
import { peopleApi } from '#contract/people';
import { useAction } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { useRequired } from '../ui/use-required.ts';
import { ErasureEffect } from './erasure-effect.tsx';
import { ErasureWords } from './erasure-words.tsx';

interface Fields {
  person: string;
  basis: ErasureBasis;
  reason: string;
}
interface Props {
  open: boolean;
  /** Whom it is about, where that is known; asked when absent. */
  person?: string;
  onClose: () => void;
  onAsked?: () => void;
}

/** Asks that somebody be erased; nothing happens to their record until another person has decided. */
export function AskErasure({ open, person, onClose, onAsked }: Props) {
  const { t } = useTranslation('workbench-erasures');
  const pick = usePick();
  const required = useRequired();
  const ask = useAction(erasureApi.askErasure, {
    refreshes: [erasureApi.listErasures, peopleApi.listIdentityEvents],
    onDone: () => {
      onClose();
      onAsked?.();
    },
  });
  const close = () => {
    ask.reset();
    onClose();
  };
  const submit = ({ person: id, basis, reason }: Fields) =>
    ask.mutate({ params: { id: id.trim() }, body: { basis, reason: reason.trim() } });
  return (
    <Modal open={open} title={t('ask')} onCancel={close} footer={null} destroyOnHidden>
      <ErasureEffect />
      <Form<Fields> layout="vertical" initialValues={{ person }} onFinish={submit}>
        <Form.Item
          name="person"
          label={t('person')}
          extra={person === undefined ? t('personHint') : undefined}
          rules={[...required(t('person')), { pattern: /^\s*\d{1,15}\s*$/, message: t('personForm') }]}
        >
          <Input disabled={person !== undefined} inputMode="numeric" autoComplete="off" maxLength={20} />
        </Form.Item>
        <Form.Item name="basis" label={t('basis')} extra={t('basisHint')} rules={required(t('basis'))}>
          <Select
            options={(Object.keys(erasureBases) as ErasureBasis[]).map((value) => ({
              value,
              label: pick(erasureBases[value]),
            }))}
          />
        </Form.Item>
        <ErasureWords name="reason" label={t('reason')} />
        <ProblemAlert error={ask.error} />
        <div className="wb-form-buttons">
          <Button onClick={close}>{t('cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={ask.isPending}>
            {t('askNow')}
          </Button>
        </div>
      </Form>
    </Modal>
  );
}
