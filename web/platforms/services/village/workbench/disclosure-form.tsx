import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { UploadField } from '../../../../ui/upload-field.tsx';
import { ProblemAlert } from '../../../../workbench/ui/problem-alert.tsx';
import styles from './disclosure-form.module.css';

interface Values {
  reason?: string;
  text: string;
  items?: { name?: string; amount?: string }[];
  attachments?: string[];
}

interface DisclosureFormProps {
  /** Of what is public already: a correction says why. */
  correction: boolean;
  onSubmit: (values: Record<string, unknown>) => Promise<unknown>;
}

const amountForm = /^\d{1,14}(\.\d{1,2})?$/;

/** As the action takes it: one item a line. Lines without a name and an amount are left out. */
const linesOf = (items: Values['items']): string =>
  (items ?? [])
    .filter((item) => item?.name?.trim() || item?.amount?.trim())
    .map(({ name = '', amount = '' }) => `${name.trim()}\t${amount.trim()}`)
    .join('\n');

/** What a clerk writes: the text, and a table of items and amounts. */
export function DisclosureForm({ correction, onSubmit }: DisclosureFormProps) {
  const { t } = useTranslation('services-village');
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const [failure, setFailure] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const send = async ({ reason, text, items, attachments = [] }: Values) => {
    setBusy(true);
    setFailure(null);
    try {
      await onSubmit({ text, items: linesOf(items), attachments, ...(correction && { reason }) });
      form.resetFields();
      void message.success(t('duty.submitted'));
    } catch (error) {
      setFailure(error as Error);
    } finally {
      setBusy(false);
    }
  };
  const longText = (message: string, min: number) => [
    { required: true, whitespace: true, message },
    { min, message },
  ];
  return (
    <Form
      form={form}
      layout="vertical"
      aria-label={t(correction ? 'duty.correct' : 'duty.write')}
      onFinish={(values) => void send(values)}
    >
      {correction && (
        <Form.Item name="reason" label={t('duty.reason')} rules={longText(t('duty.reasonNeeded'), 5)}>
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} />
        </Form.Item>
      )}
      <Form.Item name="text" label={t('duty.text')} rules={longText(t('duty.textNeeded'), 10)}>
        <Input.TextArea autoSize={{ minRows: 4, maxRows: 16 }} maxLength={2000} />
      </Form.Item>
      <ItemRows />
      <Form.Item name="attachments" label={t('duty.attachments')}>
        <UploadField />
      </Form.Item>
      <ProblemAlert error={failure} />
      <Button type="primary" htmlType="submit" loading={busy}>
        {t('duty.submit')}
      </Button>
    </Form>
  );
}

function ItemRows() {
  const { t } = useTranslation('services-village');
  return (
    <fieldset className={styles.items}>
      <legend>{t('duty.items')}</legend>
      <Form.List name="items" initialValue={[{}]}>
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }, index) => (
              <div key={key} className={styles.row}>
                <Form.Item name={[name, 'name']} noStyle>
                  <Input
                    aria-label={`${t('duty.name')} ${index + 1}`}
                    placeholder={t('duty.name')}
                    maxLength={100}
                  />
                </Form.Item>
                <Form.Item
                  name={[name, 'amount']}
                  rules={[{ pattern: amountForm, message: t('duty.amountHint') }]}
                  className={styles.amount}
                >
                  <Input
                    aria-label={`${t('duty.amount')} ${index + 1}`}
                    placeholder={t('duty.amount')}
                    inputMode="decimal"
                    maxLength={17}
                  />
                </Form.Item>
                <Button
                  aria-label={t('duty.removeItem', { n: index + 1 })}
                  icon={<DeleteOutlined aria-hidden />}
                  onClick={() => remove(name)}
                />
              </div>
            ))}
            <Button icon={<PlusOutlined aria-hidden />} onClick={() => add({})}>
              {t('duty.addItem')}
            </Button>
          </>
        )}
      </Form.List>
    </fieldset>
  );
}
