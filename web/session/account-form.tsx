import { LockOutlined, UserOutlined } from '@ant-design/icons';
import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { identityApi } from '#contract/identity';
import { useAction } from '../api.ts';
import { enter } from './session.ts';
import { SignInProblem } from './sign-in-problem.tsx';

interface Fields {
  account: string;
  password: string;
}

/** The first step: account and password. What was typed stays when it is refused, but for the password. */
export function AccountForm({ account }: { account?: string }) {
  const { t } = useTranslation('session');
  const [form] = Form.useForm<Fields>();
  const signIn = useAction(identityApi.signIn, { onDone: ({ me }) => void enter(me) });
  const submit = (body: Fields) =>
    signIn.mutate(
      { body: { ...body, account: body.account.trim() } },
      {
        onError: () => {
          form.setFieldValue('password', '');
          form.focusField('password');
        },
      },
    );
  return (
    <Form
      // Its fields must not share their ids with a form of the page beneath.
      name="sign-in"
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ account }}
      onFinish={submit}
      aria-label={t('signIn.title')}
    >
      <Form.Item
        name="account"
        label={t('signIn.account')}
        rules={[{ required: true, whitespace: true, message: t('signIn.accountNeeded') }]}
      >
        <Input
          size="large"
          prefix={<UserOutlined aria-hidden />}
          autoComplete="username webauthn"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={200}
        />
      </Form.Item>
      <Form.Item
        name="password"
        label={t('signIn.password')}
        rules={[{ required: true, message: t('signIn.passwordNeeded') }]}
      >
        <Input.Password
          size="large"
          prefix={<LockOutlined aria-hidden />}
          autoComplete="current-password"
          maxLength={1024}
        />
      </Form.Item>
      <SignInProblem error={signIn.error} />
      <Button type="primary" size="large" htmlType="submit" block loading={signIn.isPending}>
        {t('signIn.submit')}
      </Button>
    </Form>
  );
}
