import { Link } from '@tanstack/react-router';
import { Alert, Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { type ObjectionSubject, objectionSubjects, villageApi } from '#contract/services/village';
import { useAction } from '../../../../api.ts';
import { useLanguage, usePick } from '../../../../i18n/language.ts';
import panels from '../../../../ui/panels.module.css';
import { ProblemError } from '../../../../problem-error.ts';
import { useMe } from '../../../../session/session.ts';

interface Values {
  subject: ObjectionSubject;
  text: string;
  receipt?: string;
}

/** A villager objects: signed in, or with the receipt code of the disclosure. */
export function ObjectionForm({ id }: { id: string }) {
  const { t } = useTranslation('services-village');
  const { language } = useLanguage();
  const pick = usePick();
  const me = useMe();
  const [form] = Form.useForm<Values>();
  const raise = useAction(villageApi.raiseObjection, {
    refreshes: [villageApi.getDisclosure],
    onDone: () => form.resetFields(),
  });
  const send = ({ receipt, ...values }: Values) =>
    raise.mutate({
      params: { id },
      body: { ...values, ...(receipt?.trim() && { receipt: receipt.trim() }) },
    });
  return (
    <section className={`${panels.panel} no-print`}>
      <h2>{t('object.title')}</h2>
      <p className={panels.quiet}>{t('object.hint')}</p>
      <Form
        form={form}
        layout="vertical"
        onFinish={send}
        aria-label={t('object.title')}
        style={{ maxWidth: 640 }}
      >
        {!me && (
          <>
            <p>{t('object.or')}</p>
            <p>
              <Link to="/my">{t('object.signIn')}</Link>
            </p>
            <Form.Item
              name="receipt"
              label={t('object.receipt')}
              extra={t('object.receiptHint')}
              rules={[{ required: true, whitespace: true, message: t('object.needed') }]}
            >
              <Input maxLength={60} spellCheck={false} autoComplete="off" />
            </Form.Item>
          </>
        )}
        <Form.Item
          name="subject"
          label={t('object.subject')}
          rules={[{ required: true, message: t('object.needed') }]}
        >
          <Select
            options={Object.entries(objectionSubjects).map(([value, title]) => ({
              value,
              label: pick(title),
            }))}
          />
        </Form.Item>
        <Form.Item
          name="text"
          label={t('object.text')}
          rules={[
            { required: true, whitespace: true, message: t('object.needed') },
            { min: 5, message: t('object.short') },
          ]}
        >
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={2000} />
        </Form.Item>
        {raise.error && (
          <Alert
            type="error"
            showIcon
            role="alert"
            title={raise.error instanceof ProblemError ? raise.error.sentence(language) : raise.error.message}
          />
        )}
        {raise.data && (
          <Alert
            type="success"
            showIcon
            role="status"
            title={t('object.done', { number: raise.data.objection })}
          />
        )}
        <Button type="primary" htmlType="submit" loading={raise.isPending}>
          {t('object.send')}
        </Button>
      </Form>
    </section>
  );
}
