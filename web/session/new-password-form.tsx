import { Alert, Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { identityApi } from '#contract/identity';
import { useAction } from '../api.ts';
import { enter } from './session.ts';
import styles from './session.module.css';
import { SignInProblem } from './sign-in-problem.tsx';
import { SignOutButton } from './sign-out-button.tsx';

interface Fields {
  current: string;
  next: string;
  again: string;
}

/** Changes the own password. `forced`: a one-time password was used, and nothing else is open until it is changed. */
export function NewPasswordForm({ forced = false }: { forced?: boolean }) {
  const { t } = useTranslation('session');
  const [form] = Form.useForm<Fields>();
  const change = useAction(identityApi.changePassword, {
    refreshes: [identityApi.listSessions],
    onDone: ({ me }) => {
      form.resetFields();
      void enter(me);
    },
  });
  return (
    <div className={styles.stack}>
      {forced && <p>{t('password.forced')}</p>}
      <Form
        name="new-password"
        form={form}
        layout="vertical"
        requiredMark={false}
        aria-label={t('password.title')}
        onFinish={({ current, next }) => change.mutate({ body: { current, next } })}
      >
        <Form.Item
          name="current"
          label={t(forced ? 'password.oneTime' : 'password.current')}
          rules={[{ required: true, message: t('password.currentNeeded') }]}
        >
          <Input.Password autoComplete="current-password" maxLength={1024} />
        </Form.Item>
        <Form.Item
          name="next"
          label={t('password.next')}
          extra={t('password.hint')}
          rules={[{ required: true, message: t('password.nextNeeded') }]}
        >
          <Input.Password autoComplete="new-password" maxLength={1024} />
        </Form.Item>
        <Form.Item
          name="again"
          label={t('password.again')}
          dependencies={['next']}
          rules={[
            {
              validator: async (_, again: string | undefined) => {
                if (again !== form.getFieldValue('next')) throw new Error(t('password.different'));
              },
            },
          ]}
        >
          <Input.Password autoComplete="new-password" maxLength={1024} />
        </Form.Item>
        <SignInProblem error={change.error} />
        {change.isSuccess && !forced && (
          <Alert type="success" showIcon role="status" title={t('password.changed')} />
        )}
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {t('password.submit')}
        </Button>
      </Form>
      {forced && <SignOutButton type="link">{t('second.back')}</SignOutButton>}
    </div>
  );
}
