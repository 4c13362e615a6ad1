import { getRouteApi, Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type AlertLevel, alertsApi } from '#contract/alerts';
import { useEndpoint } from '../../api.ts';
import { DemoBadge } from '../../ui/demo-badge.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LevelTag } from '../../ui/level-tag.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { CountTabs } from '../ui/count-tabs.tsx';
import { PagedTable } from '../ui/paged-table.tsx';
import { AlertCard, useAlertColumns } from './alert-columns.tsx';
import { AlertFilters } from './alert-filters.tsx';
import type { AlertSearch } from './alert-match.ts';
import { NewAlertsBar } from './new-alerts-bar.tsx';

const route = getRouteApi('/workbench/alerts');
const levels: AlertLevel[] = ['red', 'yellow', 'notice'];

/** The queue of alerts; its filter is the address. */
export default function AlertListPage() {
  const { t } = useTranslation('workbench-queues');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useEndpoint(alertsApi.listAlerts, { query: search }, { keepPrevious: true });
  const columns = useAlertColumns();
  const change = (patch: AlertSearch) =>
    void navigate({ to: '/workbench/alerts', search: (now) => ({ ...now, page: undefined, ...patch }) });
  const counts = query.data?.counts;
  const sum = counts && levels.reduce((total, level) => total + (counts[level] ?? 0), 0);
  return (
    <>
      <PageHeader
        title={t('alerts.title')}
        sub={t('alerts.sub')}
        marks={query.data?.rows.some((row) => row.demonstration) && <DemoBadge />}
      />
      <CountTabs
        label={t('alerts.byLevel')}
        current={search.level?.length === 1 ? (search.level[0] ?? 'all') : 'all'}
        onChange={(key) => change({ level: key === 'all' ? undefined : [key as AlertLevel] })}
        tabs={[
          { key: 'all', label: t('alerts.all'), count: sum },
          ...levels.map((level) => ({
            key: level,
            label: <LevelTag level={level} />,
            count: counts && (counts[level] ?? 0),
          })),
        ]}
      />
      <AlertFilters search={search} onChange={change} />
      <NewAlertsBar
        search={search}
        loadedAt={query.dataUpdatedAt}
        onShow={() => change({ sort: undefined })}
      />
      <PagedTable
        query={query}
        label={t('alerts.title')}
        rowKey={(row) => row.id}
        columns={columns}
        card={(row) => <AlertCard row={row} />}
        empty={<EmptyState title={t('alerts.empty')} hint={t('alerts.emptyHint')} />}
        onPage={(page, pageSize) => change({ page, pageSize })}
        onOpen={(row) =>
          void navigate({ to: '/workbench/alerts/$id', params: { id: row.id }, search: (now) => now })
        }
      />
      <Outlet />
    </>
  );
}
