import { getRouteApi } from '@tanstack/react-router';
import { Alert, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { type ImportRun, importsApi } from '#contract/imports';
import { PageHeader } from '../../ui/page-header.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { Facts } from '../ui/facts.tsx';
import { PageQuery } from '../ui/page-query.tsx';
import { Section } from '../ui/section.tsx';
import { usePolled } from '../ui/use-polled.ts';
import { bytesText } from '../../ui/bytes-text.ts';
import { RefusalReport } from './refusal-report.tsx';
import { RunCounts } from './run-counts.tsx';
import { RunStatus } from './run-status.tsx';

const route = getRouteApi('/workbench/imports/$id');

/** One import: how far it is, what came of it, and every refused row. */
export default function ImportRunPage() {
  const { t } = useTranslation('workbench-imports');
  const { id } = route.useParams();
  const query = usePolled(
    importsApi.getImport,
    { params: { id } },
    { every: 1000, running: (run) => run.status === 'running' },
  );
  return (
    <PageQuery query={query} title={t('run.one')} list={{ title: t('title'), to: '/workbench/imports' }}>
      {(run) => <Run run={run} />}
    </PageQuery>
  );
}

function Run({ run }: { run: ImportRun }) {
  const { t } = useTranslation('workbench-imports');
  const percent = run.bytesTotal > 0 ? Math.min(100, (100 * run.bytesDone) / run.bytesTotal) : 0;
  const status = run.status === 'done' ? 'success' : run.status === 'failed' ? 'exception' : 'active';
  return (
    <>
      <PageHeader
        title={run.file}
        crumbs={[{ title: t('title'), to: '/workbench/imports' }, { title: run.file }]}
        marks={<RunStatus status={run.status} />}
      />
      <Section title={t('run.title')}>
        <div className="wb-stack">
          <div role="status" aria-live="polite">
            <Progress
              percent={run.status === 'done' ? 100 : Math.floor(percent)}
              status={status}
              aria-label={t('run.progress')}
            />
            {run.status === 'running' && (
              <p className="wb-quiet">
                {t('run.bytes', { done: bytesText(run.bytesDone), total: bytesText(run.bytesTotal) })}
              </p>
            )}
          </div>
          {run.failure && <Alert type="error" showIcon title={t('run.failed')} description={run.failure} />}
          <Facts
            facts={[
              { label: t('history.source'), value: run.source },
              { label: t('history.started'), value: <TimeText at={run.startedAt} form="second" /> },
              run.finishedAt !== null && {
                label: t('history.finished'),
                value: <TimeText at={run.finishedAt} form="second" />,
              },
            ]}
          />
          <RunCounts run={run} />
        </div>
      </Section>
      <Section title={t('refused.report')}>
        <RefusalReport run={run} />
      </Section>
    </>
  );
}
