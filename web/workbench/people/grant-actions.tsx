import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type GrantRow, peopleApi } from '#contract/people';
import { useAction } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import { useMay } from '../../session/permitted.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { ReasonDialogue } from './reason-dialogue.tsx';

const refreshes = [peopleApi.listGrants, peopleApi.getAccount, peopleApi.listIdentityEvents];

/** What can be done about a grant: deciding a proposal, revoking what counts. Whether it may, the server judges. */
export function GrantActions({ row }: { row: GrantRow }) {
  const { t } = useTranslation('workbench-people');
  const pick = usePick();
  const may = useMay();
  const [asked, setAsked] = useState<'refuse' | 'revoke' | null>(null);
  const close = () => setAsked(null);
  const approve = useAction(peopleApi.approveGrant, { refreshes });
  const refuse = useAction(peopleApi.refuseGrant, { refreshes, onDone: close });
  const revoke = useAction(peopleApi.revokeGrant, { refreshes, onDone: close });
  const decides = row.state === 'proposed' && may('grants.approve');
  const revokes =
    (row.state === 'in-force' || row.state === 'coming') && (may('grants.approve') || may('grants.propose'));
  if (!decides && !revokes) return null;
  const what = { role: pick(row.roleName), account: row.account };
  const ask = (action: 'refuse' | 'revoke') => {
    refuse.reset();
    revoke.reset();
    setAsked(action);
  };
  return (
    <div className="wb-grant-actions">
      {decides && (
        <>
          <Popconfirm
            title={t('grants.approveAsk', what)}
            okText={t('grants.approve')}
            cancelText={t('cancel')}
            onConfirm={() => approve.mutate({ params: { id: row.id }, body: {} })}
          >
            <Button
              size="small"
              type="primary"
              loading={approve.isPending}
              aria-label={t('grants.approveThis', what)}
            >
              {t('grants.approve')}
            </Button>
          </Popconfirm>
          <Button size="small" onClick={() => ask('refuse')} aria-label={t('grants.refuseThis', what)}>
            {t('grants.refuse')}
          </Button>
        </>
      )}
      {revokes && (
        <Button size="small" danger onClick={() => ask('revoke')} aria-label={t('grants.revokeThis', what)}>
          {t('grants.revoke')}
        </Button>
      )}
      <ProblemAlert error={approve.error} />
      {asked && (
        <ReasonDialogue
          open
          title={t(`grants.${asked}This`, what)}
          submit={t(`grants.${asked}`)}
          danger={asked === 'revoke'}
          busy={refuse.isPending || revoke.isPending}
          error={asked === 'refuse' ? refuse.error : revoke.error}
          onClose={close}
          onSubmit={(reason) =>
            (asked === 'refuse' ? refuse : revoke).mutate({ params: { id: row.id }, body: { reason } })
          }
        >
          {t(`grants.${asked}Effect`)}
        </ReasonDialogue>
      )}
    </div>
  );
}
