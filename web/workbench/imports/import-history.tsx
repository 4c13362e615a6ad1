import { getRouteApi, Link } from '@tanstack/react-router';
import { Progress, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { type ImportRun, importsApi } from '#contract/imports';
import { countText } from '../../ui/count-link.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { PagedTable } from '../ui/paged-table.tsx';
import { usePolled } from '../ui/use-polled.ts';
import { RunStatus } from './run-status.tsx';

const route = getRouteApi('/workbench/imports');

/** Imports of before, newest first; those that run are read again every two seconds. */
export function ImportHistory() {
  const { t } = useTranslation('workbench-imports');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = usePolled(
    importsApi.listImports,
    { query: search },
    { every: 2000, running: ({ rows }) => rows.some((run) => run.status === 'running'), keepPrevious: true },
  );
  const columns: TableColumnsType<ImportRun> = [
    { key: 'file', title: t('history.file'), render: (_, run) => <RunLink run={run} /> },
    { key: 'source', title: t('history.source'), render: (_, run) => run.source ?? '–' },
    { key: 'status', title: t('history.status'), render: (_, run) => <RunStatus status={run.status} /> },
    { key: 'started', title: t('history.started'), render: (_, run) => <TimeText at={run.startedAt} /> },
    figure('cases', (run) => run.counts.cases),
    figure('events', (run) => run.counts.events),
    figure('accepted', (run) => run.counts.accepted),
    figure('duplicates', (run) => run.counts.duplicates),
    figure('refused', (run) => run.counts.refused),
  ];
  function figure(name: keyof ImportRun['counts'], of: (run: ImportRun) => number) {
    return {
      key: name,
      title: t(`counts.${name}`),
      align: 'end' as const,
      render: (_: unknown, run: ImportRun) => countText(of(run)),
    };
  }
  return (
    <PagedTable
      query={query}
      label={t('history.title')}
      rowKey={(run) => run.id}
      columns={columns}
      card={(run) => (
        <article className="wb-card">
          <div className="wb-card-head">
            <RunStatus status={run.status} />
            <TimeText at={run.startedAt} />
          </div>
          <strong>
            <RunLink run={run} />
          </strong>
          <div>
            {t('history.line', {
              events: countText(run.counts.events),
              refused: countText(run.counts.refused),
            })}
          </div>
        </article>
      )}
      empty={<EmptyState title={t('history.empty')} hint={t('history.emptyHint')} />}
      onPage={(page, pageSize) => void navigate({ search: { page, pageSize } })}
      onOpen={(run) => void navigate({ to: '/workbench/imports/$id', params: { id: run.id } })}
    />
  );
}

function RunLink({ run }: { run: ImportRun }) {
  const { t } = useTranslation('workbench-imports');
  return (
    <>
      <Link to="/workbench/imports/$id" params={{ id: run.id }}>
        {run.file}
      </Link>
      {run.status === 'running' && (
        <Progress
          percent={run.bytesTotal > 0 ? Math.floor((100 * run.bytesDone) / run.bytesTotal) : 0}
          size="small"
          aria-label={t('run.progress')}
        />
      )}
    </>
  );
}
