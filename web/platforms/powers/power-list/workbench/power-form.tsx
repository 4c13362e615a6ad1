import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { type PowerDetail, powerListApi } from '#contract/powers/power-list';
import { useAction } from '../../../../api.ts';
import { ProblemError } from '../../../../problem-error.ts';
import { CivilDateInput } from '../../../../workbench/ui/civil-date-input.tsx';
import { ProblemAlert } from '../../../../workbench/ui/problem-alert.tsx';
import { problemPath } from '../../../../workbench/ui/problem-path.ts';
import { useRequired } from '../../../../workbench/ui/use-required.ts';
import { useLanguage } from '../../../../i18n/language.ts';
import { DifferenceTable } from '../version-comparison.tsx';
import { AccountabilityFields } from './accountability-fields.tsx';
import { BasisFields } from './basis-fields.tsx';
import { DiscretionFields } from './discretion-fields.tsx';
import { DutyFields } from './duty-fields.tsx';
import { entryOf, type PowerFields } from './power-fields.ts';
import { RiskFields } from './risk-fields.tsx';
import { WhatFields } from './what-fields.tsx';

interface Props {
  /** The entry that gets a new version; null for a new entry. */
  entry: PowerDetail['entry'] | null;
  /** Its newest version; 0 for a new entry. */
  after: number;
  onSaved: (code: string, version: number) => void;
  onClose: () => void;
}

const blank: Partial<PowerFields> = {
  basis: [{ law: '', article: '' }],
  duties: [{ stage: 'accept', text: { zh: '', en: '' } }],
  accountability: [],
  discretion: [],
  riskPoints: [],
};

/** Everything that an entry says, in one form; what it would change is shown before it is saved, and a fault at its field. */
export function PowerForm({ entry, after, onSaved, onClose }: Props) {
  const { t } = useTranslation('powers-power-list');
  const { language } = useLanguage();
  const required = useRequired();
  const [form] = Form.useForm<PowerFields>();
  const type = Form.useWatch('type', form);
  const showFault = (error: Error) => {
    if (!(error instanceof ProblemError) || !error.problem.field) return;
    const path = problemPath(error.problem.field.replace(/^(body\.)?entry\./, ''));
    const name = path as Parameters<typeof form.setFields>[0][number]['name'];
    form.setFields([{ name, errors: [error.sentence(language)] }]);
    form.scrollToField(name, { block: 'center' });
  };
  const save = useAction(powerListApi.savePower, {
    refreshes: [
      powerListApi.getPower,
      powerListApi.listPowers,
      powerListApi.listLaws,
      powerListApi.listCitations,
    ],
    onDone: ({ code, version }) => onSaved(code, version),
  });
  const preview = useAction(powerListApi.previewPower);
  const send = (values: PowerFields) => {
    const written = entryOf({ ...entry, ...values });
    const input = {
      params: { code: written.code },
      body: { entry: written, note: values.note.trim(), after },
    };
    save.mutate(input, { onError: showFault });
  };
  const compare = async () => {
    const values = await form.validateFields().catch(() => null);
    if (!values) return;
    const written = entryOf({ ...entry, ...values });
    preview.mutate({ params: { code: written.code }, body: { entry: written } }, { onError: showFault });
  };
  return (
    <Form<PowerFields>
      form={form}
      layout="vertical"
      initialValues={{ ...blank, ...entry, effectiveFrom: undefined }}
      onFinish={send}
      scrollToFirstError={{ block: 'center' }}
    >
      <WhatFields isNew={entry === null} />
      <BasisFields name={['basis']} title={t('basis')} />
      <DutyFields />
      <AccountabilityFields />
      {type === '02' && <DiscretionFields />}
      <RiskFields />
      <div className="wb-fields">
        <Form.Item name="effectiveFrom" label={t('edit.from')} rules={required(t('edit.from'))}>
          <CivilDateInput />
        </Form.Item>
        <Form.Item name="cancelledFrom" label={t('edit.cancelled')}>
          <CivilDateInput />
        </Form.Item>
      </div>
      <Form.Item
        name="note"
        label={t('edit.note')}
        rules={[...required(t('edit.note')), { min: 5, message: t('edit.short') }]}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} maxLength={500} />
      </Form.Item>
      {preview.data && (
        <DifferenceTable
          before={preview.data.after}
          after={preview.data.after + 1}
          differences={preview.data.differences}
        />
      )}
      <ProblemAlert error={save.error ?? preview.error} />
      <div className="wb-form-buttons">
        <Button onClick={onClose}>{t('edit.cancel')}</Button>
        {entry && (
          <Button onClick={() => void compare()} loading={preview.isPending}>
            {t('edit.compare')}
          </Button>
        )}
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t(entry ? 'edit.save' : 'edit.saveNew')}
        </Button>
      </div>
    </Form>
  );
}
