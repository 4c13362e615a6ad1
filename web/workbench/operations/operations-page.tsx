import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Operations, operationsApi } from '#contract/operations';
import { useEndpoint } from '../../api.ts';
import { countText } from '../../ui/count-link.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { Facts } from '../ui/facts.tsx';
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
        sub={
          <>
            {t('sub')}
            {query.data && (
              <div>
                {t('asOf')} <TimeText at={query.data.asOf} form="second" /> · {t('refreshes')}
              </div>
            )}
          </>
        }
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
      <Section title={t('loops')}>
        <LoopTable loops={found.loops} />
      </Section>
      <Section title={t('queues')}>
        <QueueTable queues={found.queues} />
      </Section>
      <Section title={t('more')}>
        <Facts
          facts={[
            { label: t('checkpoint'), value: <Checkpoint of={found.checkpoint} />, wide: true },
            { label: t('imports'), value: countText(found.importsRunning) },
            { label: t('schema'), value: <code>{found.schema}</code> },
            {
              label: t('links'),
              value: (
                <>
                  <Link to="/workbench/imports">{t('toImports')}</Link>
                  {' · '}
                  <Link to="/workbench/sources">{t('toSources')}</Link>
                  {' · '}
                  <Link to="/workbench/messages">{t('toMessages')}</Link>
                </>
              ),
            },
          ]}
        />
      </Section>
      <Section title={t('processes')}>
        <ProcessTable processes={found.processes} schema={found.schema} />
      </Section>
    </>
  );
}

function Checkpoint({ of }: { of: Operations['checkpoint'] }) {
  const { t } = useTranslation('workbench-operations');
  if (!of) return t('noCheckpoint');
  return (
    <>
      {t('checkpointAt', { count: of.size })} <TimeText at={of.signedAt} form="second" />
    </>
  );
}
