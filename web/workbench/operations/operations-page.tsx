import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Operations, operationsApi } from '#contract/operations';
import { useEndpoint } from '../../api.ts';
import { countText } from '../../ui/count-link.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { Section } from '../ui/section.tsx';
import { AlarmList } from './alarm-list.tsx';
import { LoopTable } from './loop-table.tsx';
import { ProcessTable } from './process-table.tsx';
import { QueueTable } from './queue-table.tsx';
import { StateTag } from './state-tag.tsx';

const refreshMs = 5_000;

/** How the system itself runs; it refreshes itself. */
export default function OperationsPage() {
  const { t } = useTranslation('workbench-operations');
  const query = useEndpoint(operationsApi.getOperations, {}, { refetchInterval: refreshMs });
  return (
    <>
      <PageHeader
        title={t('title')}
        sub={t('sub')}
        marks={query.data && <StateTag state={query.data.state} word={t(`overall.${query.data.state}`)} />}
      />
      <QueryView query={query}>{(found) => <Standing found={found} />}</QueryView>
      <AlarmList />
      <p className="wb-quiet">{t('hint')}</p>
    </>
  );
}

function Standing({ found }: { found: Operations }) {
  const { t } = useTranslation('workbench-operations');
  return (
    <>
      <p className="wb-quiet">
        {t('asOf')} <TimeText at={found.asOf} form="second" /> · {t('refreshes')}
      </p>
      <Section title={t('loops')}>
        <LoopTable loops={found.loops} />
      </Section>
      <Section title={t('queues')}>
        <QueueTable queues={found.queues} />
        <dl className="wb-facts">
          <dt>{t('checkpoint')}</dt>
          <dd>
            {found.checkpoint ? (
              <>
                {t('checkpointAt', {
                  count: found.checkpoint.size,
                })}{' '}
                <TimeText at={found.checkpoint.signedAt} form="second" />
              </>
            ) : (
              t('noCheckpoint')
            )}
          </dd>
          <dt>{t('imports')}</dt>
          <dd>{countText(found.importsRunning)}</dd>
          <dt>{t('schema')}</dt>
          <dd>
            <code>{found.schema}</code>
          </dd>
          <dt>{t('links')}</dt>
          <dd className="wb-links">
            <Link to="/workbench/imports">{t('toImports')}</Link>{' '}
            <Link to="/workbench/sources">{t('toSources')}</Link>{' '}
            <Link to="/workbench/messages">{t('toMessages')}</Link>
          </dd>
        </dl>
      </Section>
      <Section title={t('processes')}>
        <ProcessTable processes={found.processes} schema={found.schema} />
      </Section>
    </>
  );
}
