import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type CorrectionRow,
  type CorrectionStatus,
  correctionStatuses,
  correctionsApi,
} from '#contract/corrections';
import { useEndpoint } from '../../api.ts';
import { DemoBadge } from '../../ui/demo-badge.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { CountTabs } from '../ui/count-tabs.tsx';
import { PagedTable } from '../ui/paged-table.tsx';
import { BulkSign } from './bulk-sign.tsx';
import { CorrectionCard, useCorrectionColumns } from './correction-columns.tsx';
import { CorrectionFilters } from './correction-filters.tsx';
import type { CorrectionSearch } from './correction-search.ts';

const route = getRouteApi('/workbench/corrections');

/** The queue of corrections: by status, with signing in bulk. */
export default function CorrectionListPage() {
  const { t } = useTranslation(['workbench-queues', 'terms']);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [chosen, setChosen] = useState<CorrectionRow[]>([]);
  const query = useEndpoint(correctionsApi.listCorrections, { query: search }, { keepPrevious: true });
  const columns = useCorrectionColumns();
  const change = (patch: CorrectionSearch) => {
    setChosen([]);
    void navigate({ search: (now) => ({ ...now, page: undefined, ...patch }) });
  };
  const counts = query.data?.counts;
  const sum = counts && Object.values(counts).reduce((total, count) => total + count, 0);
  return (
    <>
      <PageHeader
        title={t('corrections.title')}
        sub={t('corrections.sub')}
        marks={query.data?.rows.some((row) => row.demonstration) && <DemoBadge />}
      />
      <CountTabs
        label={t('corrections.byStatus')}
        current={search.status?.length === 1 ? (search.status[0] ?? 'all') : 'all'}
        onChange={(key) => change({ status: key === 'all' ? undefined : [key as CorrectionStatus] })}
        tabs={[
          { key: 'all', label: t('corrections.all'), count: sum },
          ...correctionStatuses.map((status) => ({
            key: status,
            label: t(`terms:correctionStatus.${status}`),
            count: counts && (counts[status] ?? 0),
          })),
        ]}
      />
      <CorrectionFilters search={search} onChange={change} />
      <BulkSign rows={query.data?.rows ?? []} chosen={chosen} onChoose={setChosen} />
      <PagedTable
        query={query}
        label={t('corrections.title')}
        rowKey={(row) => row.id}
        columns={columns}
        card={(row) => (
          <CorrectionCard
            row={row}
            chosen={chosen.some((one) => one.id === row.id)}
            onChoose={(on) =>
              setChosen((before) => [...before.filter((one) => one.id !== row.id), ...(on ? [row] : [])])
            }
          />
        )}
        empty={<EmptyState title={t('corrections.empty')} hint={t('corrections.emptyHint')} />}
        onPage={(page, pageSize) => change({ page, pageSize })}
        onOpen={(row) => void navigate({ to: '/workbench/corrections/$id', params: { id: row.id } })}
        selection={{
          selectedRowKeys: chosen.map((row) => row.id),
          onChange: (_, rows) => setChosen(rows),
          getCheckboxProps: (row) => ({
            disabled: !row.availableActions.includes('sign'),
            'aria-label': t('corrections.choose', { number: row.number }),
          }),
          // Choosing all stands above the table, where it is on a narrow screen too.
          hideSelectAll: true,
          columnTitle: <span className="mj-sr-only">{t('corrections.chosenColumn')}</span>,
        }}
      />
    </>
  );
}
