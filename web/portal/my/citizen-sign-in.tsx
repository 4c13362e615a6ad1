import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { identityApi } from '#contract/identity';
import { type ResponseOf, useAction, useEndpoint } from '../../api.ts';
import { enter } from '../../session/session.ts';
import { SignInProblem } from '../../session/sign-in-problem.tsx';
import { useTimeText } from '../../ui/time-text.tsx';
import styles from './my-page.module.css';

type Sent = ResponseOf<typeof identityApi.askCitizenCode> & { to: string };

/** Sign-in by a code that is sent to a phone or an e-mail address; without a password, without a form to register. */
export function CitizenSignIn() {
  const { t } = useTranslation('portal');
  const methods = useEndpoint(identityApi.getSignInMethods, {}, { staleTime: 600_000 }).data;
  const [sent, setSent] = useState<Sent | null>(null);
  if (methods?.citizen.length === 0) return <p>{t('my.notOffered')}</p>;
  return sent ? (
    <CodeForm sent={sent} onAgain={() => setSent(null)} />
  ) : (
    <AddressForm demonstration={methods?.demonstration ?? false} onSent={setSent} />
  );
}

function AddressForm({ demonstration, onSent }: { demonstration: boolean; onSent: (sent: Sent) => void }) {
  const { t } = useTranslation('portal');
  const ask = useAction(identityApi.askCitizenCode);
  const submit = ({ to }: { to: string }) => {
    const address = to.trim();
    ask.mutate({ body: { to: address } }, { onSuccess: (answer) => onSent({ ...answer, to: address }) });
  };
  return (
    <Form layout="vertical" requiredMark={false} aria-label={t('my.signIn')} onFinish={submit}>
      <Form.Item
        name="to"
        label={t('my.to')}
        extra={demonstration ? t('my.demoHint') : t('my.toHint')}
        rules={[{ required: true, whitespace: true, message: t('my.toNeeded') }]}
      >
        <Input size="large" autoComplete="email" inputMode="email" maxLength={254} spellCheck={false} />
      </Form.Item>
      <div className={styles.form}>
        <SignInProblem error={ask.error} />
        <Button type="primary" size="large" htmlType="submit" loading={ask.isPending}>
          {t('my.send')}
        </Button>
      </div>
    </Form>
  );
}

function CodeForm({ sent, onAgain }: { sent: Sent; onAgain: () => void }) {
  const { t } = useTranslation('portal');
  const write = useTimeText();
  const [form] = Form.useForm<{ code: string }>();
  const signIn = useAction(identityApi.signInAsCitizen, { onDone: ({ me }) => void enter(me) });
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      aria-label={t('my.signIn')}
      onFinish={({ code }) =>
        signIn.mutate(
          { body: { to: sent.to, code: code.replaceAll(/\s/g, '') } },
          { onError: () => form.resetFields() },
        )
      }
    >
      <p role="status">{t('my.sent', { to: sent.to, until: write(sent.expiresAt) })}</p>
      <Form.Item
        name="code"
        label={t('my.code')}
        extra={t('my.tries', { count: sent.tries })}
        rules={[{ required: true, whitespace: true, message: t('my.codeNeeded') }]}
      >
        <Input size="large" autoFocus autoComplete="one-time-code" inputMode="numeric" maxLength={40} />
      </Form.Item>
      <div className={styles.form}>
        <SignInProblem error={signIn.error} />
        <div className={styles.buttons}>
          <Button type="primary" size="large" htmlType="submit" loading={signIn.isPending}>
            {t('my.enter')}
          </Button>
          <Button size="large" onClick={onAgain}>
            {t('my.again')}
          </Button>
        </div>
      </div>
    </Form>
  );
}
