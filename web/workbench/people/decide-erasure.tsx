import { Button, Form, Modal, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Erasure, erasureApi } from '#contract/erasure';
import { peopleApi } from '#contract/people';
import { useAction } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import { useMay } from '../../session/permitted.ts';
import { useMe } from '../../session/session.ts';
import { Facts } from '../ui/facts.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { useRequired } from '../ui/use-required.ts';
import { ErasureEffect } from './erasure-effect.tsx';
import { ErasureWords } from './erasure-words.tsx';

/** What whoever looks at a request can do about it: decide, unless it is decided or they asked for it themselves. */
export function DecideErasure({ row, onDecide }: { row: Erasure; onDecide: (row: Erasure) => void }) {
  const { t } = useTranslation('workbench-erasures');
  const may = useMay();
  const me = useMe();
  if (row.decision !== null || !may('personal.erase')) return null;
  if (row.askedBy === me?.account) return <span className="wb-quiet">{t('byAnother')}</span>;
  return (
    <Button
      size="small"
      type="primary"
      aria-label={t('decideThis', { person: row.person })}
      onClick={() => onDecide(row)}
    >
      {t('decide')}
    </Button>
  );
}

interface Fields {
  decision: 'erased' | 'refused';
  note: string;
}

/** Deciding, above the list: rows are drawn anew when a phone is turned, and what was typed stays. */
export function ErasureDecision({ row, onClose }: { row: Erasure; onClose: () => void }) {
  const { t } = useTranslation('workbench-erasures');
  const pick = usePick();
  const required = useRequired();
  const [form] = Form.useForm<Fields>();
  const chosen = Form.useWatch('decision', form);
  const decide = useAction(erasureApi.decideErasure, {
    refreshes: [erasureApi.listErasures, peopleApi.listIdentityEvents],
    onDone: onClose,
  });
  const submit = ({ decision, note }: Fields) =>
    decide.mutate({ params: { id: row.id }, body: { decision, note: note.trim() } });
  return (
    <Modal
      open
      title={t('decideThis', { person: row.person })}
      onCancel={onClose}
      footer={null}
      destroyOnHidden
    >
      <Facts
        facts={[
          { label: t('basis'), value: pick(row.basisText), wide: true },
          { label: t('reason'), value: row.reason, wide: true },
          { label: t('askedBy'), value: row.askedBy },
        ]}
      />
      <Form<Fields> form={form} layout="vertical" onFinish={submit}>
        <Form.Item name="decision" label={t('decision')} rules={required(t('decision'))}>
          <Radio.Group
            options={[
              { value: 'erased', label: t('erase') },
              { value: 'refused', label: t('refuse') },
            ]}
          />
        </Form.Item>
        {chosen === 'erased' && <ErasureEffect />}
        <ErasureWords name="note" label={t('note')} />
        <ProblemAlert error={decide.error} />
        <div className="wb-form-buttons">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="primary" danger={chosen === 'erased'} htmlType="submit" loading={decide.isPending}>
            {chosen === 'erased' ? t('eraseNow') : t('decideNow')}
          </Button>
        </div>
      </Form>
    </Modal>
  );
}
