import { Alert, Button, Form, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AvailableAction } from '#contract/cases';
import { useLanguage, usePick } from '../../i18n/language.ts';
import { ProblemError } from '../../problem-error.ts';
import { UploadField } from '../../ui/upload-field.tsx';
import { CivilDateInput } from './civil-date-input.tsx';
import { ProblemAlert } from './problem-alert.tsx';

type Field = AvailableAction['fields'][number];

interface ActionFormProps {
  action: AvailableAction;
  onSubmit: (values: Record<string, unknown>) => Promise<void>;
  onCancel: () => void;
}

/** The form of one action, made from the fields that the server names; a refusal stands at its field. */
export function ActionForm({ action, onSubmit, onCancel }: ActionFormProps) {
  const { t } = useTranslation('workbench');
  const { language } = useLanguage();
  const pick = usePick();
  const [form] = Form.useForm<Record<string, unknown>>();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Error | null>(null);

  const submit = async (values: Record<string, unknown>) => {
    setBusy(true);
    setFailure(null);
    try {
      await onSubmit(given(values));
    } catch (error) {
      const name = error instanceof ProblemError ? error.field?.replace(/^values\./, '') : undefined;
      if (error instanceof ProblemError && name && action.fields.some((field) => field.name === name))
        form.setFields([{ name, errors: [error.expectedIn(language) ?? error.title(language)] }]);
      else setFailure(error as Error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Form form={form} layout="vertical" onFinish={(values) => void submit(values)} requiredMark>
      {action.hint && <Alert className="wb-form-hint" type="info" showIcon title={pick(action.hint)} />}
      {action.fields.length === 0 && <p>{t('actions.confirm', { action: pick(action.title) })}</p>}
      {action.fields.map((field) => (
        <ActionField key={field.name} field={field} />
      ))}
      <ProblemAlert error={failure} />
      <div className="wb-form-buttons">
        <Button onClick={onCancel}>{t('actions.cancel')}</Button>
        <Button type="primary" htmlType="submit" danger={action.danger} loading={busy}>
          {pick(action.title)}
        </Button>
      </div>
    </Form>
  );
}

/** What was left empty is not sent. */
function given(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  );
}

/** As the server reads amounts in yuan. */
const moneyPattern = /^\s*\d{1,14}(\.\d{1,2})?\s*$/;

function ActionField({ field }: { field: Field }) {
  const { t } = useTranslation('workbench');
  const title = usePick()(field.title);
  const rules = [
    { required: field.required, whitespace: true, message: t('fields.required', { field: title }) },
    ...(field.minLength && field.minLength > 1
      ? [{ min: field.minLength, message: t('fields.minLength', { field: title, count: field.minLength }) }]
      : []),
    ...(field.kind === 'money' ? [{ pattern: moneyPattern, message: t('fields.money') }] : []),
  ];
  if (field.kind === 'number')
    return (
      <Form.Item
        name={field.name}
        label={title}
        rules={[{ required: field.required, message: rules[0]?.message }]}
      >
        <InputNumber className="wb-full" />
      </Form.Item>
    );
  if (field.kind === 'choices')
    return (
      <Form.Item
        name={field.name}
        label={title}
        rules={[{ required: field.required, type: 'array', message: rules[0]?.message }]}
      >
        <Choices field={field} />
      </Form.Item>
    );
  if (field.kind === 'files')
    return (
      <Form.Item
        name={field.name}
        label={title}
        rules={[{ required: field.required, type: 'array', message: rules[0]?.message }]}
      >
        <UploadField most={field.most} />
      </Form.Item>
    );
  return (
    <Form.Item name={field.name} label={title} rules={rules} hasFeedback={false}>
      <FieldInput field={field} />
    </Form.Item>
  );
}

/** Several options of one field. */
function Choices({ field, ...bound }: { field: Field; id?: string }) {
  const pick = usePick();
  return (
    <Select
      {...bound}
      mode="multiple"
      optionFilterProp="label"
      options={(field.options ?? []).map(({ value, title }) => ({ value, label: pick(title) }))}
    />
  );
}

/** The control of a field by its kind; the form passes id, value and onChange. */
function FieldInput({ field, ...bound }: { field: Field; id?: string }) {
  const { t } = useTranslation('workbench');
  const pick = usePick();
  switch (field.kind) {
    case 'long-text':
      return <Input.TextArea {...bound} autoSize={{ minRows: 3, maxRows: 10 }} />;
    case 'select':
      return (
        <Select
          {...bound}
          options={(field.options ?? []).map(({ value, title }) => ({ value, label: pick(title) }))}
        />
      );
    case 'money':
      return <Input {...bound} inputMode="decimal" maxLength={17} suffix={t('fields.yuan')} />;
    case 'date':
      return <CivilDateInput {...bound} />;
    default:
      return <Input {...bound} />;
  }
}
