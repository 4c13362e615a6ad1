import { useTranslation } from 'react-i18next';
import { identityApi } from '#contract/identity';
import { useEndpoint } from '../api.ts';
import { AccountForm } from './account-form.tsx';
import { NewPasswordForm } from './new-password-form.tsx';
import { PasskeyButton } from './passkey-button.tsx';
import { ProviderButton } from './provider-button.tsx';
import { SecondFactorForm } from './second-factor-form.tsx';
import { useMe } from './session.ts';
import styles from './session.module.css';

interface Props {
  /** Where one came from; the identity provider leads away and needs to know. */
  from?: string;
  /** Filled in: who was signed in before. */
  account?: string;
}

/** The step of signing in that is due now, as the server says it. */
export function SignInSteps({ from, account }: Props) {
  const { t } = useTranslation('session');
  const me = useMe();
  const methods = useEndpoint(identityApi.getSignInMethods, {}, { staleTime: 600_000 }).data;
  if (me?.step === 'second-factor') return <SecondFactorForm me={me} />;
  if (me?.step === 'change-password') return <NewPasswordForm forced />;
  return (
    <div className={styles.stack}>
      <AccountForm account={account} />
      {(methods?.passkey || methods?.openId) && (
        <>
          <p className={styles.or}>
            <span>{t('signIn.or')}</span>
          </p>
          {methods.passkey && <PasskeyButton />}
          {methods.openId && <ProviderButton from={from} />}
        </>
      )}
    </div>
  );
}
