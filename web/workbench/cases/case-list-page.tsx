import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { casesApi } from '#contract/cases';
import { useEndpoint } from '../../api.ts';
import { DemoBadge } from '../../ui/demo-badge.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { PagedTable } from '../ui/paged-table.tsx';
import { CaseCard, useCaseColumns } from './case-columns.tsx';
import { CaseFilters } from './case-filters.tsx';
import type { CaseSearch } from './case-search.ts';

const route = getRouteApi('/workbench/cases');

/** Cases by number, place, organ, item, status and lateness. */
export default function CaseListPage() {
  const { t } = useTranslation('workbench-cases');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useEndpoint(casesApi.listCases, { query: search }, { keepPrevious: true });
  const columns = useCaseColumns();
  const change = (patch: CaseSearch) =>
    void navigate({ search: (now) => ({ ...now, page: undefined, ...patch }) });
  return (
    <>
      <PageHeader
        title={t('list.title')}
        sub={t('list.sub')}
        marks={query.data?.rows.some((row) => row.demonstration) && <DemoBadge />}
      />
      <CaseFilters search={search} onChange={change} />
      <PagedTable
        query={query}
        label={t('list.title')}
        rowKey={(row) => row.id}
        columns={columns}
        card={(row) => <CaseCard row={row} />}
        empty={<EmptyState title={t('list.empty')} hint={t('list.emptyHint')} />}
        onPage={(page, pageSize) => change({ page, pageSize })}
        onOpen={(row) => void navigate({ to: '/workbench/cases/$id', params: { id: row.id } })}
      />
    </>
  );
}
