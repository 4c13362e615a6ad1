import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { SignInProblem } from '../session/sign-in-problem.tsx';

interface Props {
  label: string;
  submit: string;
  danger?: boolean;
  busy: boolean;
  error: Error | null;
  onSubmit: (code: string) => void;
  onCancel: () => void;
}

/** Asks for a code of the authenticator before something is done. */
export function CodeQuestion({ label, submit, danger = false, busy, error, onSubmit, onCancel }: Props) {
  const { t } = useTranslation(['account', 'session']);
  return (
    <Form
      name="code-question"
      layout="vertical"
      requiredMark={false}
      aria-label={label}
      onFinish={({ code }: { code: string }) => onSubmit(code.replaceAll(/\s/g, ''))}
    >
      <Form.Item
        name="code"
        label={label}
        rules={[{ required: true, whitespace: true, message: t('session:second.codeNeeded') }]}
      >
        <Input autoFocus autoComplete="one-time-code" maxLength={40} spellCheck={false} />
      </Form.Item>
      <SignInProblem error={error} />
      <div className="wb-form-buttons">
        <Button onClick={onCancel}>{t('cancel')}</Button>
        <Button type="primary" danger={danger} htmlType="submit" loading={busy}>
          {submit}
        </Button>
      </div>
    </Form>
  );
}
