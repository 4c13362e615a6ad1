import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { overviewApi } from '#contract/overview';
import { useEndpoint } from '../api.ts';
import { usePick } from '../i18n/language.ts';
import { DemoBadge } from '../ui/demo-badge.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { useTimeText } from '../ui/time-text.tsx';
import type { Overview } from './answers.ts';
import { FiguresCharts } from './figures-charts.tsx';
import styles from './figures-page.module.css';
import { FiguresTable } from './figures-table.tsx';
import { FiguresTotals } from './figures-totals.tsx';

function PlacePath({ path }: { path: Overview['path'] }) {
  const { t } = useTranslation('portal');
  const pick = usePick();
  if (path.length < 2) return null;
  return (
    <nav aria-label={t('figures.path')}>
      <ol className={styles.path}>
        {path.map(({ region, name }, index) => (
          <li key={region}>
            {index === path.length - 1 ? (
              <span aria-current="page">{pick(name)}</span>
            ) : (
              <Link
                to="/figures"
                search={(before) => ({ ...before, region: index === 0 ? undefined : region })}
              >
                {pick(name)}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** The figures of a place for everybody: totals, by place below with exact sums, by day. */
export default function FiguresPage() {
  const { t } = useTranslation('portal');
  const pick = usePick();
  const write = useTimeText();
  const search = useSearch({ from: '/portal/figures' });
  const navigate = useNavigate({ from: '/figures' });
  const query = useEndpoint(
    overviewApi.getOverview,
    { query: search },
    { keepPrevious: true, refetchInterval: 30_000 },
  );
  return (
    <QueryView query={query}>
      {(overview) => (
        <>
          <PlacePath path={overview.path} />
          <PageHeader
            title={t('figures.title', { place: pick(overview.name) })}
            sub={t('figures.sub', { time: write(overview.asOf) })}
            marks={overview.demonstration && <DemoBadge />}
            actions={
              <>
                <Link to="/open-data">{t('nav.openData')}</Link>
                <Link to="/services/ratings">{t('nav.ratings')}</Link>
                <Segmented
                  aria-label={t('figures.days')}
                  value={search.days ?? 30}
                  options={[7, 30, 90].map((days) => ({
                    value: days,
                    label: t('figures.dayCount', { count: days }),
                  }))}
                  onChange={(days) => void navigate({ search: (before) => ({ ...before, days }) })}
                />
              </>
            }
          />
          {overview.total.opened === 0 ? (
            <EmptyState title={t('figures.none')} hint={t('figures.noneHint')} />
          ) : (
            <>
              <FiguresTotals total={overview.total} />
              <FiguresCharts overview={overview} />
              <FiguresTable overview={overview} />
            </>
          )}
        </>
      )}
    </QueryView>
  );
}
