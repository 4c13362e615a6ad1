import { KeyOutlined } from '@ant-design/icons';
import { browserSupportsWebAuthn, startAuthentication } from '@simplewebauthn/browser';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { identityApi, type Me } from '#contract/identity';
import { call } from '../api.ts';
import { ProblemError } from '../problem-error.ts';
import { enter } from './session.ts';
import { SignInProblem } from './sign-in-problem.tsx';

async function signIn(): Promise<Me> {
  const { ceremony, options } = await call(identityApi.askPasskeySignIn, { body: {} });
  const response = await startAuthentication({ optionsJSON: options as never });
  return (await call(identityApi.signInWithPasskey, { body: { ceremony, response: { ...response } } })).me;
}

/** Signs in with a passkey of this device, alone or as the second step. */
export function PasskeyButton({ primary = false }: { primary?: boolean }) {
  const { t } = useTranslation('session');
  const passkey = useMutation<Me, Error>({ mutationFn: signIn, onSuccess: enter });
  if (!browserSupportsWebAuthn()) return null;
  // Whatever the browser throws means that the person or the device gave none; its words are for programmers.
  const byBrowser = passkey.error !== null && !(passkey.error instanceof ProblemError);
  return (
    <>
      <Button
        size="large"
        block
        type={primary ? 'primary' : 'default'}
        icon={<KeyOutlined aria-hidden />}
        loading={passkey.isPending}
        onClick={() => passkey.mutate()}
      >
        {t('signIn.passkey')}
      </Button>
      {byBrowser ? (
        <Alert type="warning" showIcon role="alert" title={t('signIn.passkeyFailed')} />
      ) : (
        <SignInProblem error={passkey.error} />
      )}
    </>
  );
}
