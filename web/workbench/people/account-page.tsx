import { getRouteApi } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { peopleApi } from '#contract/people';
import { type ResponseOf, useEndpoint } from '../../api.ts';
import { useMay } from '../../session/permitted.ts';
import { DemoBadge } from '../../ui/demo-badge.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { Facts } from '../ui/facts.tsx';
import { PageQuery } from '../ui/page-query.tsx';
import { Section } from '../ui/section.tsx';
import { AccountActions } from './account-actions.tsx';
import { GrantTable } from './grant-table.tsx';
import { AccountState } from './person-state.tsx';
import { PostTable } from './post-table.tsx';
import { ProposeGrant } from './propose-grant.tsx';

type Account = ResponseOf<typeof peopleApi.getAccount>;
const route = getRouteApi('/workbench/people/accounts/$account');

/** One account: its state, its grants and its posts in time. */
export default function AccountPage() {
  const { t } = useTranslation('workbench-people');
  const { account } = route.useParams();
  const query = useEndpoint(peopleApi.getAccount, { params: { account } });
  const list = { title: t('accounts.title'), to: '/workbench/people/accounts' };
  return (
    <PageQuery query={query} title={account} list={list}>
      {(found) => <AccountView of={found} list={list} />}
    </PageQuery>
  );
}

function AccountView({ of, list }: { of: Account; list: { title: string; to: string } }) {
  const { t } = useTranslation('workbench-people');
  const may = useMay();
  const [proposing, setProposing] = useState(false);
  const official = of.kind === 'official';
  return (
    <>
      <PageHeader
        title={of.account}
        crumbs={[list, { title: of.account }]}
        marks={
          <>
            <AccountState state={of.state} /> {of.demonstration && <DemoBadge />}
          </>
        }
        actions={may('people.manage') && <AccountActions account={of} />}
      />
      <div className="wb-stack">
        <Section title={t('account.facts')}>
          <Facts
            facts={[
              { label: t('accounts.kind'), value: t(`kind.${of.kind}`) },
              { label: t('accounts.factors'), value: t(of.twoFactors ? 'accounts.two' : 'accounts.one') },
              { label: t('accounts.seen'), value: <TimeText at={of.seenAt} /> },
              { label: t('accounts.made'), value: <TimeText at={of.madeAt} /> },
            ]}
          />
        </Section>
        <Section
          title={t('account.grants')}
          extra={
            official &&
            may('grants.propose') && <Button onClick={() => setProposing(true)}>{t('grants.propose')}</Button>
          }
        >
          {of.grants.length === 0 ? (
            <p className="wb-quiet">{t('account.noGrants')}</p>
          ) : (
            <GrantTable rows={of.grants} />
          )}
        </Section>
        {official && (
          <Section title={t('account.posts')}>
            {of.posts.length === 0 ? (
              <p className="wb-quiet">{t('account.noPosts')}</p>
            ) : (
              <PostTable rows={of.posts} account={of.account} />
            )}
          </Section>
        )}
      </div>
      <ProposeGrant open={proposing} account={of.account} onClose={() => setProposing(false)} />
    </>
  );
}
