import { getRouteApi, Link } from '@tanstack/react-router';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { figuresApi } from '#contract/figures';
import { useEndpoint } from '../api.ts';
import { usePick } from '../i18n/language.ts';
import { DemoBadge } from '../ui/demo-badge.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { useTimeText } from '../ui/time-text.tsx';
import type { Figures } from './answers.ts';
import { FiguresCharts } from './figures-charts.tsx';
import styles from './figures-page.module.css';
import { FiguresPlatforms } from './figures-platforms.tsx';
import { FiguresTable } from './figures-table.tsx';
import { FiguresTotals } from './figures-totals.tsx';

const route = getRouteApi('/portal/figures');

function PlacePath({ path }: { path: Figures['path'] }) {
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

/** What a number that is not shown means, what is not counted here, and where the tables are. */
function Method({ figures: { least, month, region } }: { figures: Figures }) {
  const { t } = useTranslation('portal');
  return (
    <section className={styles.method} aria-label={t('figures.method')}>
      <p>{t('figures.hiddenMeans', { least, below: least - 1 })}</p>
      <p>{t('figures.notCounted')}</p>
      <p className={styles.ways}>
        {(['case-counts', 'alert-counts'] as const).map((code) => (
          <Link key={code} to="/open-data/$code" params={{ code }} search={{ month, region }}>
            {t(`figures.tables.${code}`)}
          </Link>
        ))}
      </p>
    </section>
  );
}

function Charts({ region }: { region: string }) {
  const query = useEndpoint(figuresApi.getMonths, { query: { region } }, { keepPrevious: true });
  return <QueryView query={query}>{(months) => <FiguresCharts months={months} />}</QueryView>;
}

/** The published figures of a place and month for everybody: whole, by place below, by platform, by month. */
export default function FiguresPage() {
  const { t } = useTranslation('portal');
  const pick = usePick();
  const write = useTimeText();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useEndpoint(figuresApi.getFigures, { query: search }, { keepPrevious: true });
  return (
    <QueryView query={query}>
      {(figures) => (
        <>
          <PlacePath path={figures.path} />
          <PageHeader
            title={t('figures.title', { place: pick(figures.name) })}
            sub={t('figures.sub', { month: figures.month, day: write(figures.publishedAt, 'day') })}
            marks={figures.demonstration && <DemoBadge />}
            actions={
              <>
                <Link to="/open-data">{t('nav.openData')}</Link>
                <Link to="/services/ratings">{t('nav.ratings')}</Link>
                <Select
                  aria-label={t('figures.month')}
                  value={figures.month}
                  style={{ minWidth: 120 }}
                  options={figures.months.map((month) => ({ value: month, label: month }))}
                  onChange={(month) =>
                    void navigate({ search: (before) => ({ ...before, month }), resetScroll: false })
                  }
                />
              </>
            }
          />
          {figures.total.received === 0 && figures.total.alerts === 0 ? (
            <EmptyState title={t('figures.none')} hint={t('figures.noneHint')} />
          ) : (
            <>
              <FiguresTotals total={figures.total} />
              <Method figures={figures} />
              {figures.children.length > 0 && <FiguresTable figures={figures} />}
              <FiguresPlatforms figures={figures} />
            </>
          )}
          <div className={styles.below}>
            <Charts region={figures.region} />
          </div>
        </>
      )}
    </QueryView>
  );
}
