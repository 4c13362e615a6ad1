import { getRouteApi, Link } from '@tanstack/react-router';
import { Pagination } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Statistics, statisticsApi } from '#contract/statistics';
import { useEndpoint } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import { countText } from '../../ui/count-link.tsx';
import { DemoBadge } from '../../ui/demo-badge.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Section } from '../ui/section.tsx';
import { SavedViews } from './saved-views.tsx';
import styles from './statistics.module.css';
import { type StatisticsSearch, viewOf } from './statistics-search.ts';
import { ViewActions } from './view-actions.tsx';
import { ViewChart } from './view-chart.tsx';
import { ViewChoice } from './view-choice.tsx';
import { ViewFilters } from './view-filters.tsx';
import { ViewTable } from './view-table.tsx';

const route = getRouteApi('/workbench/statistics');

/** Which days are counted, whose, and beside which others. */
function About({ view }: { view: Statistics }) {
  const { t } = useTranslation('workbench-statistics');
  const pick = usePick();
  return (
    <>
      <nav aria-label={t('path')}>
        <ol className={styles.crumbs}>
          {view.path.map(({ region, name }, i) => (
            <li key={region}>
              {i === view.path.length - 1 ? (
                <span aria-current="page">{pick(name)}</span>
              ) : (
                <>
                  <Link
                    from="/workbench/statistics"
                    to="/workbench/statistics"
                    search={(now) => ({ ...now, region, page: undefined })}
                  >
                    {pick(name)}
                  </Link>{' '}
                  /
                </>
              )}
            </li>
          ))}
        </ol>
      </nav>
      <p role="status" className={styles.what}>
        {view.from && view.to ? t('fromTo', { from: view.from, to: view.to }) : t('allDays')} ·{' '}
        {t(`measure.${view.measure}`)} {t('countOf', { value: countText(view.total.count) })}
        {view.before && ` · ${t('beforeDays', view.before)}`}
        {view.organs && ` · ${view.organs.map(({ name }) => pick(name)).join('、')}`}
      </p>
    </>
  );
}

function View({
  view,
  search,
  onChange,
}: {
  view: Statistics;
  search: StatisticsSearch;
  onChange: (patch: StatisticsSearch) => void;
}) {
  const { t } = useTranslation('workbench-statistics');
  const show = search.show ?? 'table';
  const empty = view.total.count === 0 && !view.total.before;
  return (
    <>
      <About view={view} />
      {empty ? (
        <EmptyState title={t('none')} hint={t('noneHint')} />
      ) : (
        <>
          {show !== 'table' && (
            <Section title={t('chart')}>
              <ViewChart view={view} show={show} />
            </Section>
          )}
          <Section title={t('table')}>
            <ViewTable view={view} />
            {view.rowCount > view.pageSize && (
              <Pagination
                simple
                className="no-print"
                current={view.page}
                pageSize={view.pageSize}
                total={view.rowCount}
                showSizeChanger={false}
                onChange={(page) => onChange({ page })}
              />
            )}
          </Section>
          <p className="wb-quiet">{t('method')}</p>
        </>
      )}
    </>
  );
}

/** Counts by any two dimensions; the address is the view. */
export default function StatisticsPage() {
  const { t } = useTranslation('workbench-statistics');
  const pick = usePick();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [saved, setSaved] = useState(false);
  const { show: _show, ...asked } = search;
  const query = useEndpoint(statisticsApi.getStatistics, { query: asked }, { keepPrevious: true });
  const change = (patch: StatisticsSearch) =>
    void navigate({ search: (now) => ({ ...now, page: undefined, ...patch }), resetScroll: false });
  const view = viewOf(search);
  return (
    <>
      <PageHeader
        title={t('title')}
        sub={query.data ? t('sub', { place: pick(query.data.regionName) }) : undefined}
        marks={query.data?.demonstration && <DemoBadge />}
        actions={<ViewActions view={view} onViews={() => setSaved(true)} />}
      />
      <ViewChoice search={search} onChange={change} />
      <ViewFilters search={search} onChange={change} />
      <QueryView query={query}>{(data) => <View view={data} search={search} onChange={change} />}</QueryView>
      <SavedViews
        open={saved}
        view={view}
        onClose={() => setSaved(false)}
        onOpen={(one) => {
          setSaved(false);
          void navigate({ search: { ...one, show: search.show } });
        }}
      />
    </>
  );
}
