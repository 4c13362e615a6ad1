import { getRouteApi } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Analysis, analysisApi, analysisDays } from '#contract/hotline/analysis';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { type ChartColours, chartAxis, chartBase } from '../../../../ui/chart-colours.ts';
import { DemoBadge } from '../../../../ui/demo-badge.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { QueryView } from '../../../../ui/query-view.tsx';
import { RegionCascader } from '../../../../ui/region-cascader.tsx';
import { CivilDateInput } from '../../../../workbench/ui/civil-date-input.tsx';
import { FilterBar, FilterField } from '../../../../workbench/ui/filter-bar.tsx';
import { Section } from '../../../../workbench/ui/section.tsx';
import { HourMap } from './hour-map.tsx';
import { OrganRanking } from './organ-ranking.tsx';
import { PlaceHeatMap } from './place-map.tsx';
import { PlaceTable } from './place-table.tsx';
import { ReportButtons } from './report-buttons.tsx';
import { TopicTable } from './topic-table.tsx';

const route = getRouteApi('/workbench/hotline/analysis');
const Chart = lazy(async () => ({ default: (await import('../../../../ui/chart.tsx')).Chart }));
const trendHeight = 200;

function DayTrend({ days }: { days: Analysis['days'] }) {
  const { t, i18n } = useTranslation('hotline-analysis');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the names change with the language
  const option = useMemo(
    () => (colours: ChartColours) => {
      const axis = chartAxis(colours);
      return {
        ...chartBase(colours),
        legend: { show: false },
        grid: { left: 4, right: 8, top: 12, bottom: 4, containLabel: true },
        xAxis: { ...axis, type: 'category', data: days.map(({ day }) => day.slice(5)) },
        yAxis: { ...axis, type: 'value', minInterval: 1 },
        series: [
          {
            name: t('received'),
            type: 'bar',
            barMaxWidth: 24,
            itemStyle: { color: colours.notice },
            data: days.map(({ count }) => count),
          },
        ],
      };
    },
    [days, i18n.language],
  );
  return (
    <Suspense fallback={<div style={{ height: trendHeight }} />}>
      <Chart label={t('days.label')} option={option} height={trendHeight} />
    </Suspense>
  );
}

function Sections({ analysis, days }: { analysis: Analysis; days: 7 | 30 | 90 }) {
  const { t } = useTranslation('hotline-analysis');
  const navigate = route.useNavigate();
  const onRegion = (region: string) =>
    void navigate({ search: (now) => ({ ...now, region }), resetScroll: false });
  return (
    <>
      <p role="status">
        {t('total', {
          from: analysis.from,
          to: analysis.to,
          count: analysis.total,
          before: analysis.before[0] ?? 0,
        })}
      </p>
      <ReportButtons key={`${analysis.region} ${analysis.to} ${days}`} analysis={analysis} days={days} />
      <Section title={t('topics.title')}>
        <TopicTable analysis={analysis} />
      </Section>
      <Section title={t('days.title')}>
        <DayTrend days={analysis.days} />
      </Section>
      <div className="wb-columns-even">
        <Section title={t('map.title')}>
          <PlaceHeatMap analysis={analysis} onRegion={onRegion} />
        </Section>
        <Section title={t('places.title')}>
          <PlaceTable analysis={analysis} />
        </Section>
      </div>
      <Section title={t('hours.title')}>
        <HourMap counts={analysis.hours} />
      </Section>
      <Section title={t('organs.title')}>
        <OrganRanking analysis={analysis} />
      </Section>
    </>
  );
}

/** What people complain of, where and when, and how organs keep their limits. */
export default function AnalysisPage() {
  const { t } = useTranslation('hotline-analysis');
  const pick = usePick();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useEndpoint(analysisApi.getAnalysis, { query: search }, { keepPrevious: true });
  const change = (patch: typeof search) =>
    void navigate({ search: (now) => ({ ...now, ...patch }), resetScroll: false });
  const days = search.days ?? 7;
  const active = [search.region, search.to].filter(Boolean).length;
  return (
    <>
      <PageHeader
        title={t('title')}
        sub={query.data ? t('sub', { place: pick(query.data.name) }) : undefined}
        marks={query.data?.demonstration && <DemoBadge />}
        actions={
          <Segmented
            aria-label={t('period')}
            value={days}
            options={analysisDays.map((value) => ({ value, label: t('dayCount', { count: value }) }))}
            onChange={(value) => change({ days: value })}
          />
        }
      />
      <FilterBar active={active} onClear={() => change({ region: undefined, to: undefined })}>
        <FilterField label={t('filters.region')}>
          {(id) => (
            <RegionCascader
              id={id}
              value={search.region}
              onChange={(region) => change({ region })}
              style={{ width: '100%' }}
            />
          )}
        </FilterField>
        <FilterField label={t('filters.to')}>
          {(id) => <CivilDateInput id={id} value={search.to} onChange={(to) => change({ to })} />}
        </FilterField>
      </FilterBar>
      <QueryView query={query}>
        {(analysis) =>
          analysis.total === 0 ? (
            <EmptyState title={t('none')} hint={t('noneHint')} />
          ) : (
            <Sections analysis={analysis} days={days} />
          )
        }
      </QueryView>
    </>
  );
}
