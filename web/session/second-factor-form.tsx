import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { identityApi, type Me } from '#contract/identity';
import { useAction } from '../api.ts';
import { PasskeyButton } from './passkey-button.tsx';
import { enter } from './session.ts';
import { SignInProblem } from './sign-in-problem.tsx';
import { SignOutButton } from './sign-out-button.tsx';
import styles from './session.module.css';

/** The second step: the code of an authenticator, a recovery code, or a passkey. */
export function SecondFactorForm({ me }: { me: Me }) {
  const { t } = useTranslation('session');
  const [recovering, setRecovering] = useState(false);
  const [form] = Form.useForm<{ code: string }>();
  const give = useAction(identityApi.giveSecondFactor, { onDone: (answer) => void enter(answer.me) });
  const { totp, passkeys, recoveryCodesLeft } = me.secondFactors;
  const turn = () => {
    setRecovering(!recovering);
    form.resetFields();
    give.reset();
  };
  return (
    <div className={styles.stack}>
      {totp && (
        <>
          <p>{t(recovering ? 'second.recoverySub' : 'second.sub')}</p>
          <Form
            name="second-factor"
            form={form}
            layout="vertical"
            requiredMark={false}
            aria-label={t('second.title')}
            onFinish={({ code }) =>
              give.mutate(
                { body: { code: code.replaceAll(/\s/g, '') } },
                { onError: () => form.resetFields() },
              )
            }
          >
            <Form.Item
              name="code"
              label={t(recovering ? 'second.recovery' : 'second.code')}
              rules={[
                {
                  required: true,
                  whitespace: true,
                  message: t(recovering ? 'second.recoveryNeeded' : 'second.codeNeeded'),
                },
              ]}
            >
              <Input
                key={String(recovering)}
                size="large"
                autoFocus
                className={styles.code}
                autoComplete={recovering ? 'off' : 'one-time-code'}
                inputMode={recovering ? 'text' : 'numeric'}
                maxLength={40}
                spellCheck={false}
              />
            </Form.Item>
            <SignInProblem error={give.error} />
            <Button type="primary" size="large" htmlType="submit" block loading={give.isPending}>
              {t('second.submit')}
            </Button>
          </Form>
        </>
      )}
      {passkeys > 0 && <PasskeyButton primary={!totp} />}
      {totp && recoveryCodesLeft > 0 && (
        <Button type="link" onClick={turn}>
          {t(recovering ? 'second.useCode' : 'second.useRecovery')}
        </Button>
      )}
      <SignOutButton type="link">{t('second.back')}</SignOutButton>
    </div>
  );
}
