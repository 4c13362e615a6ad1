import { PlusOutlined } from '@ant-design/icons';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Select, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { accountState, peopleApi } from '#contract/people';
import { type ResponseOf, useEndpoint } from '../../api.ts';
import { useMay } from '../../session/permitted.ts';
import { DemoBadge } from '../../ui/demo-badge.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { FilterBar, FilterField } from '../ui/filter-bar.tsx';
import { PagedTable } from '../ui/paged-table.tsx';
import { SearchInput } from '../ui/search-input.tsx';
import { NewAccount } from './new-account.tsx';
import { AccountState } from './person-state.tsx';
import { ThreeAdministrators } from './three-administrators.tsx';

type Row = ResponseOf<typeof peopleApi.listAccounts>['rows'][number];
const route = getRouteApi('/workbench/people/accounts');
type Search = ReturnType<typeof route.useSearch>;

/** Accounts of officials and citizens: found by name, kind and state. */
export default function AccountListPage() {
  const { t } = useTranslation('workbench-people');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const may = useMay();
  const [making, setMaking] = useState(false);
  const query = useEndpoint(peopleApi.listAccounts, { query: search }, { keepPrevious: true });
  const change = (patch: Search) =>
    void navigate({ search: (now) => ({ ...now, page: undefined, ...patch }) });
  return (
    <>
      <PageHeader
        title={t('accounts.title')}
        sub={t('accounts.sub')}
        marks={query.data?.rows.some((row) => row.demonstration) && <DemoBadge />}
        actions={
          may('people.manage') && (
            <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setMaking(true)}>
              {t('accounts.new')}
            </Button>
          )
        }
      />
      <ThreeAdministrators />
      <AccountFilters search={search} onChange={change} />
      <PagedTable
        query={query}
        label={t('accounts.title')}
        rowKey={(row) => row.account}
        columns={useColumns()}
        card={(row) => <AccountCard row={row} />}
        empty={<EmptyState title={t('accounts.empty')} hint={t('accounts.emptyHint')} />}
        onPage={(page, pageSize) => change({ page, pageSize })}
        onOpen={(row) =>
          void navigate({ to: '/workbench/people/accounts/$account', params: { account: row.account } })
        }
      />
      <NewAccount open={making} onClose={() => setMaking(false)} />
    </>
  );
}

function AccountFilters({ search, onChange }: { search: Search; onChange: (patch: Search) => void }) {
  const { t } = useTranslation(['workbench-people', 'workbench']);
  const narrowing = ['search', 'kind', 'state'] as const;
  return (
    <FilterBar
      active={narrowing.filter((name) => search[name] !== undefined).length}
      onClear={() => onChange({ search: undefined, kind: undefined, state: undefined })}
    >
      <FilterField label={t('accounts.search')} wide>
        {(id) => (
          <SearchInput
            id={id}
            maxLength={60}
            value={search.search}
            onChange={(text) => onChange({ search: text })}
          />
        )}
      </FilterField>
      <FilterField label={t('accounts.kind')}>
        {(id) => (
          <Select
            id={id}
            allowClear
            placeholder={t('workbench:select.any')}
            value={search.kind}
            onChange={(kind?: Row['kind']) => onChange({ kind })}
            options={(['official', 'citizen'] as const).map((value) => ({
              value,
              label: t(`kind.${value}`),
            }))}
          />
        )}
      </FilterField>
      <FilterField label={t('accounts.state')}>
        {(id) => (
          <Select
            id={id}
            allowClear
            placeholder={t('workbench:select.any')}
            value={search.state}
            onChange={(state?: Row['state']) => onChange({ state })}
            options={accountState.options.map((value) => ({ value, label: t(`accountState.${value}`) }))}
          />
        )}
      </FilterField>
    </FilterBar>
  );
}

function AccountLink({ row }: { row: Row }) {
  return (
    <Link to="/workbench/people/accounts/$account" params={{ account: row.account }}>
      {row.account}
    </Link>
  );
}

function useColumns(): TableColumnsType<Row> {
  const { t } = useTranslation('workbench-people');
  return [
    { key: 'account', title: t('accounts.account'), render: (_, row) => <AccountLink row={row} /> },
    { key: 'kind', title: t('accounts.kind'), render: (_, row) => t(`kind.${row.kind}`) },
    { key: 'state', title: t('accounts.state'), render: (_, row) => <AccountState state={row.state} /> },
    {
      key: 'factors',
      title: t('accounts.factors'),
      render: (_, row) => t(row.twoFactors ? 'accounts.two' : 'accounts.one'),
    },
    { key: 'seen', title: t('accounts.seen'), render: (_, row) => <TimeText at={row.seenAt} /> },
    { key: 'made', title: t('accounts.made'), render: (_, row) => <TimeText at={row.madeAt} /> },
  ];
}

function AccountCard({ row }: { row: Row }) {
  const { t } = useTranslation('workbench-people');
  return (
    <article className="wb-card">
      <div className="wb-card-head">
        <AccountState state={row.state} />
        <span>{t(`kind.${row.kind}`)}</span>
      </div>
      <strong>
        <AccountLink row={row} />
      </strong>
      <div className="wb-quiet">
        {t(row.twoFactors ? 'accounts.two' : 'accounts.one')} · {t('accounts.seen')}{' '}
        <TimeText at={row.seenAt} />
      </div>
    </article>
  );
}
