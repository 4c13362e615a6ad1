import { PlusOutlined } from '@ant-design/icons';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type GrantRow, grantState, peopleApi } from '#contract/people';
import { type Role, roles } from '#contract/roles';
import { useEndpoint } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import { useMay } from '../../session/permitted.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { FilterBar, FilterField } from '../ui/filter-bar.tsx';
import { PagedTable } from '../ui/paged-table.tsx';
import { SearchInput } from '../ui/search-input.tsx';
import { GrantCard, useGrantColumns } from './grant-table.tsx';
import { ProposeGrant } from './propose-grant.tsx';
import { ThreeAdministrators } from './three-administrators.tsx';

const route = getRouteApi('/workbench/people/grants');
type Search = ReturnType<typeof route.useSearch>;

/** Grants of roles: proposed by one administrator, approved by another, ended by time or revoked. */
export default function GrantListPage() {
  const { t } = useTranslation('workbench-people');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const may = useMay();
  const [proposing, setProposing] = useState(false);
  const query = useEndpoint(peopleApi.listGrants, { query: search }, { keepPrevious: true });
  const change = (patch: Search) =>
    void navigate({ search: (now) => ({ ...now, page: undefined, ...patch }) });
  return (
    <>
      <PageHeader
        title={t('grants.title')}
        sub={t('grants.sub')}
        actions={
          may('grants.propose') && (
            <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setProposing(true)}>
              {t('grants.propose')}
            </Button>
          )
        }
      />
      <ThreeAdministrators />
      <GrantFilters search={search} onChange={change} />
      <PagedTable
        query={query}
        label={t('grants.title')}
        rowKey={(row) => String(row.id)}
        columns={useGrantColumns(true)}
        card={(row) => <GrantCard row={row} ofAll />}
        empty={<EmptyState title={t('grants.empty')} hint={t('grants.emptyHint')} />}
        onPage={(page, pageSize) => change({ page, pageSize })}
      />
      <ProposeGrant open={proposing} onClose={() => setProposing(false)} />
    </>
  );
}

function GrantFilters({ search, onChange }: { search: Search; onChange: (patch: Search) => void }) {
  const { t } = useTranslation(['workbench-people', 'workbench']);
  const pick = usePick();
  const narrowing = ['account', 'role', 'state'] as const;
  return (
    <FilterBar
      active={narrowing.filter((name) => search[name] !== undefined).length}
      onClear={() => onChange({ account: undefined, role: undefined, state: undefined })}
    >
      <FilterField label={t('accounts.account')}>
        {(id) => (
          <SearchInput
            id={id}
            maxLength={60}
            value={search.account}
            onChange={(account) => onChange({ account })}
          />
        )}
      </FilterField>
      <FilterField label={t('grants.role')}>
        {(id) => (
          <Select
            id={id}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('workbench:select.any')}
            value={search.role}
            onChange={(role?: Role) => onChange({ role })}
            options={(Object.keys(roles) as Role[]).map((role) => ({
              value: role,
              label: pick(roles[role]),
            }))}
          />
        )}
      </FilterField>
      <FilterField label={t('grants.state')}>
        {(id) => (
          <Select
            id={id}
            allowClear
            placeholder={t('workbench:select.any')}
            value={search.state}
            onChange={(state?: GrantRow['state']) => onChange({ state })}
            options={grantState.options.map((value) => ({ value, label: t(`grantState.${value}`) }))}
          />
        )}
      </FilterField>
    </FilterBar>
  );
}
