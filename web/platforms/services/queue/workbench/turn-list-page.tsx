import { getRouteApi, Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Select, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { queueApi, turnOutcomes, type WindowTurn } from '#contract/services/queue';
import { type ResponseOf, useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { TimeText } from '../../../../ui/time-text.tsx';
import { FilterBar, FilterField } from '../../../../workbench/ui/filter-bar.tsx';
import { PagedTable } from '../../../../workbench/ui/paged-table.tsx';

const route = getRouteApi('/workbench/services/points/$point/turns');
type Search = Partial<z.output<NonNullable<typeof queueApi.listTurns.query>>>;

const minutes = (from: string, to: string | null) =>
  to === null ? '—' : ((Date.parse(to) - Date.parse(from)) / 60_000).toFixed(1);

/** The turns that the figures of windows count, with the rating of each. */
export default function TurnListPage() {
  const { t } = useTranslation('services-queue');
  const pick = usePick();
  const navigate = useNavigate();
  const { point } = route.useParams();
  const search = useSearch({ strict: false }) as Search;
  const query = useEndpoint(
    queueApi.listTurns,
    { params: { id: point }, query: search },
    { keepPrevious: true },
  );
  const change = (patch: Search) =>
    void navigate({ to: '.', search: { ...search, page: undefined, ...patch } as never });
  const { data } = query;
  return (
    <>
      <PageHeader
        title={t('turns.title')}
        crumbs={[
          { title: t('windows.title'), to: '/workbench/services/windows' },
          { title: t('turns.title') },
        ]}
        sub={data && t('turns.sub', { point: pick(data.pointName), from: data.from, to: data.to })}
      />
      <Filters search={search} change={change} windows={data?.windows ?? []} />
      <PagedTable
        query={query}
        label={t('turns.title')}
        rowKey={(row) => row.id}
        columns={useColumns()}
        card={(row) => <Card row={row} />}
        empty={<EmptyState title={t('turns.empty')} />}
        onPage={(page, pageSize) => change({ page, pageSize })}
      />
    </>
  );
}

function Filters(props: {
  search: Search;
  change: (patch: Search) => void;
  windows: ResponseOf<typeof queueApi.listTurns>['windows'];
}) {
  const { search, change, windows } = props;
  const { t } = useTranslation('services-queue');
  const pick = usePick();
  const { outcome, stars, rated, window } = search;
  return (
    <FilterBar
      active={[outcome, stars, rated, window].filter(Boolean).length}
      onClear={() => change({ outcome: undefined, stars: undefined, rated: undefined, window: undefined })}
    >
      <FilterField label={t('window')}>
        {(id) => (
          <Select
            id={id}
            allowClear
            value={window}
            onChange={(value) => change({ window: value })}
            options={windows.map(({ code, name }) => ({ value: code, label: pick(name) }))}
          />
        )}
      </FilterField>
      <FilterField label={t('turns.outcome')}>
        {(id) => (
          <Select
            id={id}
            allowClear
            value={outcome}
            onChange={(value) => change({ outcome: value })}
            options={turnOutcomes.map((value) => ({ value, label: t(`turns.outcomes.${value}`) }))}
          />
        )}
      </FilterField>
      <FilterField label={t('turns.stars')}>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            allowClear
            value={stars ?? []}
            onChange={(value: number[]) => change({ stars: value.length > 0 ? value : undefined })}
            options={[1, 2, 3, 4, 5].map((n) => ({ value: n, label: t('turns.starCount', { n }) }))}
          />
        )}
      </FilterField>
      <FilterField label={t('turns.rating')}>
        {(id) => (
          <Select
            id={id}
            allowClear
            value={rated}
            onChange={(value) => change({ rated: value })}
            options={[{ value: 'true' as const, label: t('turns.rated') }]}
          />
        )}
      </FilterField>
    </FilterBar>
  );
}

function CaseLink({ row }: { row: WindowTurn }) {
  const { t } = useTranslation('services-queue');
  if (row.caseId === null) return '—';
  return (
    <Link to="/workbench/cases/$id" params={{ id: row.caseId }}>
      {t('turns.openCase')}
    </Link>
  );
}

function useOutcome() {
  const { t } = useTranslation('services-queue');
  return ({ outcome }: WindowTurn) =>
    outcome === null ? t('turns.underWay') : t(`turns.outcomes.${outcome}`);
}

function useColumns(): TableColumnsType<WindowTurn> {
  const { t } = useTranslation('services-queue');
  const pick = usePick();
  const outcome = useOutcome();
  return [
    { key: 'number', title: t('turns.number'), render: (_, row) => row.number },
    { key: 'window', title: t('window'), render: (_, row) => pick(row.windowName) },
    { key: 'group', title: t('group'), render: (_, row) => pick(row.groupName) },
    { key: 'called', title: t('turns.calledAt'), render: (_, row) => <TimeText at={row.calledAt} /> },
    { key: 'waited', title: t('turns.waited'), render: (_, row) => minutes(row.queuedAt, row.calledAt) },
    { key: 'handled', title: t('turns.handled'), render: (_, row) => minutes(row.calledAt, row.endedAt) },
    { key: 'outcome', title: t('turns.outcome'), render: (_, row) => outcome(row) },
    {
      key: 'rating',
      title: t('turns.rating'),
      render: (_, row) => (row.rating === null ? '—' : t('turns.starCount', { n: row.rating })),
    },
    { key: 'case', title: t('turns.case'), render: (_, row) => <CaseLink row={row} /> },
  ];
}

function Card({ row }: { row: WindowTurn }) {
  const { t } = useTranslation('services-queue');
  const pick = usePick();
  const outcome = useOutcome();
  return (
    <article className="wb-card">
      <div className="wb-card-head">
        <strong>{row.number}</strong>
        <span>{outcome(row)}</span>
        <TimeText at={row.calledAt} />
      </div>
      <div>{pick(row.windowName)}</div>
      {row.rating !== null && <div>{t('turns.starCount', { n: row.rating })}</div>}
      {row.caseId !== null && <CaseLink row={row} />}
    </article>
  );
}
