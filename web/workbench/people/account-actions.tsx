import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { peopleApi } from '#contract/people';
import { type ResponseOf, useAction } from '../../api.ts';
import { OneTimePassword } from './one-time-password.tsx';
import { ReasonDialogue } from './reason-dialogue.tsx';

type Account = Pick<ResponseOf<typeof peopleApi.getAccount>, 'account' | 'kind' | 'state'>;
type State = Account['state'];
type Asked = State | 'reset';
const refreshes = [peopleApi.getAccount, peopleApi.listAccounts, peopleApi.listIdentityEvents];

/** Locking, unlocking, disabling an account, and giving it a new one-time password: each with its reason. */
export function AccountActions({ account: { account, kind, state } }: { account: Account }) {
  const { t } = useTranslation('workbench-people');
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  const set = useAction(peopleApi.setAccountState, { refreshes, onDone: close });
  const reset = useAction(peopleApi.resetPassword, { refreshes, onDone: close });
  const ask = (what: Asked) => {
    set.reset();
    reset.reset();
    setAsked(what);
  };
  const ways: State[] =
    state === 'active' ? ['locked', 'disabled'] : state === 'locked' ? ['active', 'disabled'] : [];
  return (
    <>
      {ways.map((to) => (
        <Button key={to} danger={to !== 'active'} onClick={() => ask(to)}>
          {t(`account.to.${to}`)}
        </Button>
      ))}
      {kind === 'official' && state !== 'disabled' && (
        <Button onClick={() => ask('reset')}>{t('account.to.reset')}</Button>
      )}
      {asked && (
        <ReasonDialogue
          open
          title={t('account.askTitle', { action: t(`account.to.${asked}`), account })}
          submit={t(`account.to.${asked}`)}
          danger={asked === 'locked' || asked === 'disabled'}
          busy={set.isPending || reset.isPending}
          error={set.error ?? reset.error}
          onClose={close}
          onSubmit={(reason) =>
            asked === 'reset'
              ? reset.mutate({ params: { account }, body: { reason } })
              : set.mutate({ params: { account }, body: { state: asked, reason } })
          }
        >
          {t(`account.effect.${asked}`)}
        </ReasonDialogue>
      )}
      <Modal
        open={reset.data !== undefined}
        title={t('oneTime.title')}
        footer={null}
        closable={false}
        mask={{ closable: false }}
        keyboard={false}
      >
        {reset.data && (
          <OneTimePassword
            account={account}
            password={reset.data.oneTimePassword}
            onClose={() => reset.reset()}
          />
        )}
      </Modal>
    </>
  );
}
