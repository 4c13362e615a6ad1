import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { identityApi, type Me } from '#contract/identity';
import { type ResponseOf, useAction } from '../api.ts';
import { SignInProblem } from '../session/sign-in-problem.tsx';
import { AuthenticatorSetup } from './authenticator-setup.tsx';
import { CodeQuestion } from './code-question.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { useTakeOver } from './take-over.ts';

type Begun = ResponseOf<typeof identityApi.beginTotp>;
/** So few recovery codes are worth a warning. */
const few = 3;

/** The authenticator app as second factor: set up, its recovery codes, and removed again. */
export function Authenticator({ me }: { me: Me }) {
  const { t } = useTranslation('account');
  const takeOver = useTakeOver();
  const [begun, setBegun] = useState<Begun | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const [removing, setRemoving] = useState(false);
  const begin = useAction(identityApi.beginTotp, { onDone: setBegun });
  const renew = useAction(identityApi.renewRecoveryCodes, {
    refreshes: [identityApi.getSession],
    onDone: ({ recoveryCodes }) => setCodes(recoveryCodes),
  });
  const remove = useAction(identityApi.removeTotp, {
    onDone: (answer) => {
      setRemoving(false);
      takeOver(answer.me);
    },
  });
  const { totp, recoveryCodesLeft } = me.secondFactors;
  if (codes) return <RecoveryCodes codes={codes} account={me.account} onKept={() => setCodes(null)} />;
  if (begun)
    return (
      <AuthenticatorSetup
        begun={begun}
        onCancel={() => setBegun(null)}
        onDone={(answer) => {
          setBegun(null);
          setCodes(answer.recoveryCodes);
          takeOver(answer.me);
        }}
      />
    );
  if (!totp)
    return (
      <div className="wb-stack-small">
        <p>{t('totp.none')}</p>
        <SignInProblem error={begin.error} />
        <Button type="primary" loading={begin.isPending} onClick={() => begin.mutate({ body: {} })}>
          {t('totp.begin')}
        </Button>
      </div>
    );
  return (
    <div className="wb-stack-small">
      <p>{t('totp.there', { count: recoveryCodesLeft })}</p>
      {recoveryCodesLeft < few && <Alert type="warning" showIcon title={t('totp.few')} />}
      <SignInProblem error={renew.error} />
      {removing ? (
        <CodeQuestion
          label={t('totp.removeCode')}
          submit={t('totp.removeNow')}
          danger
          busy={remove.isPending}
          error={remove.error}
          onSubmit={(code) => remove.mutate({ body: { code } })}
          onCancel={() => setRemoving(false)}
        />
      ) : (
        <div className="wb-actions">
          <Button loading={renew.isPending} onClick={() => renew.mutate({ body: {} })}>
            {t('totp.renew')}
          </Button>
          <Button danger onClick={() => setRemoving(true)}>
            {t('totp.remove')}
          </Button>
        </div>
      )}
    </div>
  );
}
