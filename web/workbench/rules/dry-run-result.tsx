import { Link } from '@tanstack/react-router';
import { Alert, Button, Progress, Radio, type TableColumnsType, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DryRun, rulesApi } from '#contract/rules';
import { type ResponseOf, useAction, useEndpoint } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import { countText } from '../../ui/count-link.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LevelTag } from '../../ui/level-tag.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { PagedTable } from '../ui/paged-table.tsx';
import { usePolled } from '../ui/use-polled.ts';

type Hit = ResponseOf<typeof rulesApi.listDryRunHits>['rows'][number];

/** How far a trial is, what it came to, and the cases in which the rule would have fired. */
export function DryRunResult({ id }: { id: string }) {
  const query = usePolled(
    rulesApi.getDryRun,
    { params: { id } },
    { every: 700, running: ({ status }) => status === 'running' },
  );
  return <QueryView query={query}>{(run) => <Result run={run} />}</QueryView>;
}

function Result({ run }: { run: DryRun }) {
  const { t } = useTranslation('workbench-rules');
  const stop = useAction(rulesApi.stopDryRun, { refreshes: [rulesApi.getDryRun] });
  const ended = run.status === 'done' || run.status === 'stopped';
  const percent = run.status === 'done' ? 100 : run.total > 0 ? Math.floor((100 * run.done) / run.total) : 0;
  return (
    <div className="wb-stack">
      <div role="status" aria-live="polite">
        <Progress
          percent={percent}
          status={run.status === 'failed' ? 'exception' : undefined}
          aria-label={t('try.progress')}
        />
        <p>{t('try.told', { done: countText(run.done), total: countText(run.total) })}</p>
        {ended && (
          <strong>
            {t('try.would', {
              would: countText(run.would),
              did: countText(run.did),
              added: countText(run.added),
              gone: countText(run.did - (run.would - run.added)),
            })}
          </strong>
        )}
      </div>
      {run.status === 'running' && (
        <div>
          <Button onClick={() => stop.mutate({ params: { id: run.id } })} loading={stop.isPending}>
            {t('try.stop')}
          </Button>
        </div>
      )}
      {run.status === 'stopped' && <Alert type="info" showIcon title={t('try.stopped')} />}
      {run.status === 'failed' && <Alert type="error" showIcon title={t('try.failed')} />}
      {run.leftOut > 0 && (
        <Alert type="warning" showIcon title={t('try.leftOut', { cases: countText(run.leftOut) })} />
      )}
      {ended && run.would > 0 && <Hits id={run.id} />}
    </div>
  );
}

function Hits({ id }: { id: string }) {
  const { t } = useTranslation('workbench-rules');
  const [paging, setPaging] = useState({ page: 1, pageSize: 20 });
  const [which, setWhich] = useState<'all' | 'true' | 'false'>('all');
  const query = useEndpoint(
    rulesApi.listDryRunHits,
    { params: { id }, query: { ...paging, ...(which === 'all' ? {} : { added: which }) } },
    { keepPrevious: true },
  );
  return (
    <>
      <Radio.Group
        aria-label={t('try.which')}
        value={which}
        onChange={({ target }) => {
          setWhich(target.value);
          setPaging({ ...paging, page: 1 });
        }}
        options={[
          { value: 'all', label: t('try.all') },
          { value: 'true', label: t('try.added') },
          { value: 'false', label: t('try.already') },
        ]}
      />
      <PagedTable
        query={query}
        label={t('try.cases')}
        rowKey={(hit) => `${hit.caseId} ${hit.firedAt} ${hit.already}`}
        columns={useColumns()}
        card={(hit) => <HitCard hit={hit} />}
        empty={<EmptyState title={t('try.none')} />}
        onPage={(page, pageSize) => setPaging({ page, pageSize })}
      />
    </>
  );
}

function useColumns(): TableColumnsType<Hit> {
  const { t } = useTranslation('workbench-rules');
  const pick = usePick();
  return [
    { key: 'level', title: t('level'), width: 90, render: (_, hit) => <LevelTag level={hit.level} /> },
    { key: 'case', title: t('try.case'), render: (_, hit) => <CaseLink hit={hit} /> },
    { key: 'organ', title: t('try.organ'), render: (_, hit) => pick(hit.organName) },
    {
      key: 'at',
      title: t('try.at'),
      width: 160,
      render: (_, hit) => <TimeText at={hit.firedAt} form="minute" />,
    },
    { key: 'evidence', title: t('try.evidence'), render: (_, hit) => <Evidence hit={hit} /> },
    { key: 'already', title: t('try.atTheTime'), width: 110, render: (_, hit) => <Already hit={hit} /> },
  ];
}

function CaseLink({ hit }: { hit: Hit }) {
  const pick = usePick();
  return (
    <>
      <Link to="/workbench/cases/$id" params={{ id: hit.caseId }}>
        {hit.caseNumber}
      </Link>
      <div className="wb-quiet">{pick(hit.itemName)}</div>
    </>
  );
}

function Evidence({ hit }: { hit: Hit }) {
  const { t } = useTranslation('workbench-rules');
  const pick = usePick();
  return (
    <span className="wb-quiet">
      {hit.evidence
        .slice(0, 4)
        .map(({ label, value, name }) => `${pick(label)}${t('colon')}${name ? pick(name) : value}`)
        .join(' · ')}
    </span>
  );
}

function Already({ hit }: { hit: Hit }) {
  const { t } = useTranslation('workbench-rules');
  return <Tag>{hit.already ? t('try.already') : t('try.added')}</Tag>;
}

function HitCard({ hit }: { hit: Hit }) {
  const pick = usePick();
  return (
    <article className="wb-card">
      <div className="wb-card-head">
        <LevelTag level={hit.level} />
        <Already hit={hit} />
      </div>
      <CaseLink hit={hit} />
      <div>{pick(hit.organName)}</div>
      <TimeText at={hit.firedAt} form="minute" />
      <Evidence hit={hit} />
    </article>
  );
}
