import { App, Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ApplicationView } from '#contract/services/applications';
import { useLanguage } from '../../../i18n/language.ts';
import { ProblemError } from '../../../problem-error.ts';
import { TimeText } from '../../../ui/time-text.tsx';
import styles from './application.module.css';

interface Props {
  messages: ApplicationView['messages'];
  /** Whose page it is: their own words stand at the right. */
  mine: 'applicant' | 'organ';
  /** Absent: nothing more can be written. */
  onSend?: (text: string) => Promise<unknown>;
}

/** What applicant and organs wrote to each other, and a field for more. */
export function ApplicationMessages({ messages, mine, onSend }: Props) {
  const { t } = useTranslation('services-applications');
  return (
    <>
      {messages.length === 0 && <p className={styles.quiet}>{t('page.noMessages')}</p>}
      <ul className={styles.list}>
        {messages.map(({ by, at, text }) => (
          <li key={`${at}${by}`}>
            <div className={`${styles.message} ${by === mine ? styles.own : ''}`}>
              <strong>{t(by === 'applicant' ? 'page.byApplicant' : 'page.byOrgan')}</strong>{' '}
              <TimeText at={at} />
              <div>{text || <em className={styles.quiet}>{t('page.erased')}</em>}</div>
            </div>
          </li>
        ))}
      </ul>
      {onSend && <Writing mine={mine} onSend={onSend} />}
    </>
  );
}

function Writing({ mine, onSend }: Required<Pick<Props, 'mine' | 'onSend'>>) {
  const { t } = useTranslation('services-applications');
  const { language } = useLanguage();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ text: string }>();
  const title = t(mine === 'organ' ? 'section.reply' : 'page.write');
  const send = ({ text }: { text: string }) =>
    onSend(text).then(
      () => {
        form.resetFields();
        void message.success(t('page.sent'));
      },
      (error: unknown) =>
        void message.error(error instanceof ProblemError ? error.sentence(language) : String(error)),
    );
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      className="no-print"
      onFinish={send}
      aria-label={title}
    >
      <Form.Item
        name="text"
        label={title}
        rules={[{ required: true, whitespace: true, message: t('apply.required') }]}
      >
        <Input.TextArea maxLength={2000} autoSize={{ minRows: 2, maxRows: 8 }} />
      </Form.Item>
      <Button htmlType="submit">{t('page.send')}</Button>
    </Form>
  );
}
