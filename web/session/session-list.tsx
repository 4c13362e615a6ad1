import { Button, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { identityApi } from '#contract/identity';
import { type ResponseOf, useAction, useEndpoint } from '../api.ts';
import { QueryView } from '../ui/query-view.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { deviceOf } from './device.ts';
import lists from './lists.module.css';
import { SignInProblem } from './sign-in-problem.tsx';

type Session = ResponseOf<typeof identityApi.listSessions>[number];

/** Where one is signed in now, and ending what is not wanted or not known. */
export function SessionList() {
  const { t } = useTranslation('account');
  const query = useEndpoint(identityApi.listSessions, {});
  const end = useAction(identityApi.endSession, { refreshes: [identityApi.listSessions] });
  const endOthers = useAction(identityApi.endOtherSessions, { refreshes: [identityApi.listSessions] });
  return (
    <QueryView query={query}>
      {(sessions) => (
        <>
          <ul className={lists.list} aria-label={t('sessions.title')}>
            {[...sessions]
              .sort((one, other) => Number(other.current) - Number(one.current))
              .map((session) => (
                <li key={session.id}>
                  <SessionFacts session={session} />
                  {!session.current && (
                    <Button
                      danger
                      size="small"
                      loading={end.isPending && end.variables.params.id === session.id}
                      aria-label={t('sessions.endThis', { device: deviceOf(session.userAgent) })}
                      onClick={() => end.mutate({ params: { id: session.id } })}
                    >
                      {t('sessions.end')}
                    </Button>
                  )}
                </li>
              ))}
          </ul>
          <SignInProblem error={end.error ?? endOthers.error} />
          {sessions.length > 1 && (
            <Popconfirm
              title={t('sessions.endOthersAsk')}
              okText={t('sessions.endOthers')}
              cancelText={t('cancel')}
              onConfirm={() => endOthers.mutate({})}
            >
              <Button danger loading={endOthers.isPending}>
                {t('sessions.endOthers')}
              </Button>
            </Popconfirm>
          )}
        </>
      )}
    </QueryView>
  );
}

function SessionFacts({ session }: { session: Session }) {
  const { t } = useTranslation('account');
  return (
    <div>
      <strong>
        {deviceOf(session.userAgent)}{' '}
        {session.current && <span className={lists.mark}>{t('sessions.this')}</span>}
      </strong>
      <div className={lists.quiet}>
        {session.address} ·{' '}
        {t(session.strength === 'two-factor' ? 'sessions.twoFactors' : 'sessions.oneFactor')}
      </div>
      <div className={lists.quiet}>
        {t('sessions.made')} <TimeText at={session.madeAt} /> · {t('sessions.seen')}{' '}
        <TimeText at={session.seenAt} />
      </div>
    </div>
  );
}
