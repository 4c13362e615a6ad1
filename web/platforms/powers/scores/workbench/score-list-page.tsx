import { getRouteApi, Link } from '@tanstack/react-router';
import { Select, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { type ScoreRow, scoresApi } from '#contract/powers/scores';
import { type ScoreGrade, scoreGrades } from '#contract/score-schemes';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { CountLink } from '../../../../ui/count-link.tsx';
import { DemoBadge } from '../../../../ui/demo-badge.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { RegionCascader } from '../../../../ui/region-cascader.tsx';
import { CountTabs } from '../../../../workbench/ui/count-tabs.tsx';
import { FilterBar, FilterField } from '../../../../workbench/ui/filter-bar.tsx';
import { PagedTable } from '../../../../workbench/ui/paged-table.tsx';
import { SearchInput } from '../../../../workbench/ui/search-input.tsx';
import { PeriodSelect } from './period-select.tsx';
import { lastMonth } from './last-month.ts';
import { GradeTag, OnTimeText, PublicationTag, RankText } from './score-tags.tsx';

const route = getRouteApi('/workbench/powers/scores');
type Search = ReturnType<typeof route.useSearch>;

/** Scores of organs over a period: grade, place, how sure it is; each number is a link. */
export default function ScoreListPage() {
  const { t } = useTranslation('powers-scores');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const period = search.period ?? lastMonth();
  const query = useEndpoint(scoresApi.listScores, { query: { ...search, period } }, { keepPrevious: true });
  const change = (patch: Search) =>
    void navigate({ search: (now: Search) => ({ ...now, page: undefined, ...patch }) });
  const counts = query.data?.counts;
  const every = counts && scoreGrades.reduce((sum, grade) => sum + (counts[grade] ?? 0), 0);
  return (
    <>
      <PageHeader
        title={t('title')}
        sub={t('sub')}
        marks={query.data?.rows.some((row) => row.demonstration) && <DemoBadge />}
        actions={
          <>
            <Link to="/workbench/powers/score-appeals">{t('appealsLink')}</Link>
            <Link to="/workbench/powers/score-schemes">{t('schemesLink')}</Link>
          </>
        }
      />
      <Filters search={search} period={period} schemes={query.data?.schemes ?? []} onChange={change} />
      <CountTabs
        label={t('gradeTabs')}
        current={search.grade?.length === 1 ? search.grade[0]! : 'all'}
        onChange={(key) => change({ grade: key === 'all' ? undefined : [key as ScoreGrade] })}
        tabs={[
          { key: 'all', label: t('all'), count: every },
          ...scoreGrades.map((grade) => ({
            key: grade,
            label: t(`grades.${grade}`),
            count: counts?.[grade],
          })),
        ]}
      />
      <PagedTable
        query={query}
        label={t('title')}
        rowKey={(row) => row.organ}
        columns={useColumns(period)}
        card={(row) => <ScoreCard row={row} period={period} />}
        empty={<EmptyState title={t('empty')} hint={t('emptyHint')} />}
        onPage={(page, pageSize) => change({ page, pageSize })}
      />
    </>
  );
}

interface FiltersProps {
  search: Search;
  period: string;
  schemes: { code: string; name: { zh: string; en: string } }[];
  onChange: (patch: Search) => void;
}

function Filters({ search, period, schemes, onChange }: FiltersProps) {
  const { t } = useTranslation('powers-scores');
  const pick = usePick();
  const active = [search.region, search.scheme, search.search].filter(Boolean).length;
  return (
    <FilterBar
      active={active}
      onClear={() => onChange({ region: undefined, scheme: undefined, search: undefined })}
    >
      <PeriodSelect period={period} onChange={(chosen) => onChange({ period: chosen })} />
      <FilterField label={t('region')}>
        {(id) => <RegionCascader id={id} value={search.region} onChange={(region) => onChange({ region })} />}
      </FilterField>
      <FilterField label={t('scheme')}>
        {(id) => (
          <Select
            id={id}
            allowClear
            placeholder={t('any')}
            value={search.scheme}
            onChange={(scheme?: string) => onChange({ scheme })}
            options={schemes.map(({ code, name }) => ({ value: code, label: pick(name) }))}
          />
        )}
      </FilterField>
      <FilterField label={t('search')}>
        {(id) => (
          <SearchInput id={id} value={search.search} onChange={(text) => onChange({ search: text })} />
        )}
      </FilterField>
      <FilterField label={t('sort')}>
        {(id) => (
          <Select
            id={id}
            value={search.sort ?? 'highest'}
            onChange={(sort: 'highest' | 'lowest' | 'organ') => onChange({ sort })}
            options={(['highest', 'lowest', 'organ'] as const).map((value) => ({
              value,
              label: t(`sorts.${value}`),
            }))}
          />
        )}
      </FilterField>
    </FilterBar>
  );
}

function OrganLink({ row, period }: { row: ScoreRow; period: string }) {
  const pick = usePick();
  return (
    <Link to="/workbench/powers/scores/$organ" params={{ organ: row.organ }} search={{ period }}>
      {pick(row.organName)}
    </Link>
  );
}

function Counted({
  row,
  period,
  line,
  count,
}: {
  row: ScoreRow;
  period: string;
  line: string;
  count: number;
}) {
  const { t } = useTranslation('powers-scores');
  const pick = usePick();
  return (
    <CountLink
      to="/workbench/powers/scores/$organ/cases"
      params={{ organ: row.organ }}
      search={{ period, line }}
      count={count}
      label={`${pick(row.organName)} ${t(line === 'late' ? 'late' : 'volume')}`}
    />
  );
}

function useColumns(period: string): TableColumnsType<ScoreRow> {
  const { t } = useTranslation('powers-scores');
  const pick = usePick();
  return [
    {
      key: 'organ',
      title: t('organ'),
      render: (_, row) => (
        <>
          <OrganLink row={row} period={period} />
          <div className="wb-quiet">
            {pick(row.regionName)} · {pick(row.schemeName)}
          </div>
        </>
      ),
    },
    {
      key: 'score',
      title: t('score'),
      width: 100,
      align: 'right',
      render: (_, row) => (
        <Link
          to="/workbench/powers/scores/$organ"
          params={{ organ: row.organ }}
          search={{ period }}
          aria-label={`${pick(row.organName)} ${t('points', { points: row.total })}`}
        >
          <strong>{row.total}</strong>
        </Link>
      ),
    },
    { key: 'grade', title: t('grade'), width: 90, render: (_, row) => <GradeTag grade={row.grade} /> },
    { key: 'rank', title: t('rank'), width: 180, render: (_, row) => <RankText row={row} /> },
    {
      key: 'volume',
      title: t('volume'),
      width: 80,
      align: 'right',
      render: (_, row) => <Counted row={row} period={period} line="volume" count={row.volume} />,
    },
    {
      key: 'late',
      title: t('late'),
      width: 80,
      align: 'right',
      render: (_, row) => <Counted row={row} period={period} line="late" count={row.late} />,
    },
    { key: 'onTime', title: t('onTime'), width: 240, render: (_, row) => <OnTimeText onTime={row.onTime} /> },
    {
      key: 'publication',
      title: t('publicationTitle'),
      width: 120,
      render: (_, row) => <PublicationTag publication={row.publication} />,
    },
  ];
}

function ScoreCard({ row, period }: { row: ScoreRow; period: string }) {
  const { t } = useTranslation('powers-scores');
  const pick = usePick();
  return (
    <article className="wb-card">
      <div className="wb-card-head">
        <GradeTag grade={row.grade} />
        <PublicationTag publication={row.publication} />
        <strong>{t('points', { points: row.total })}</strong>
      </div>
      <strong>
        <OrganLink row={row} period={period} />
      </strong>
      <div className="wb-quiet">
        {pick(row.regionName)} · {pick(row.schemeName)}
      </div>
      <div>
        <RankText row={row} />
      </div>
      <div>
        {t('volume')} <Counted row={row} period={period} line="volume" count={row.volume} /> · {t('late')}{' '}
        <Counted row={row} period={period} line="late" count={row.late} />
      </div>
      <div className="wb-quiet">
        {t('onTime')} <OnTimeText onTime={row.onTime} />
      </div>
    </article>
  );
}
