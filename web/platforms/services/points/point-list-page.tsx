import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { pointsApi, type PointRow } from '#contract/services/points';
import { province } from '#contract/province';
import { useEndpoint } from '../../../api.ts';
import { usePick } from '../../../i18n/language.ts';
import { DemoBadge } from '../../../ui/demo-badge.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { PagedList } from '../../../ui/paged-list.tsx';
import { OpeningText } from './opening-text.tsx';
import { PointFilters, type PointSearch } from './point-filters.tsx';
import { PointMap } from './point-map.tsx';
import styles from './points.module.css';

const route = getRouteApi('/portal/services/points');

function PointEntry({ row, item }: { row: PointRow; item?: string }) {
  const { t } = useTranslation('services-points');
  const pick = usePick();
  return (
    <li>
      <h3>
        <Link to="/services/points/$id" params={{ id: row.id }}>
          {pick(row.name)}
        </Link>
      </h3>
      <OpeningText opening={row.opening} />
      <div className={styles.facts}>
        {[t(`level.${row.level as 2}`), row.address, row.phone && t('phoneIs', { phone: row.phone })]
          .filter(Boolean)
          .join(' · ')}
      </div>
      {row.bookable && row.opening.state !== 'suspended' && (
        <Link to="/services/points/$id/book" params={{ id: row.id }} search={{ item }}>
          {t('book', { name: pick(row.name) })}
        </Link>
      )}
    </li>
  );
}

/** Points near a place: by division, matter and map, with what is open now. */
export default function PointListPage() {
  const { t } = useTranslation('services-points');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useEndpoint(
    pointsApi.listPoints,
    { query: { ...search, pageSize: search.pageSize ?? 10 } },
    { keepPrevious: true, refetchInterval: 60_000 },
  );
  const change = (patch: PointSearch) =>
    void navigate({ search: (before) => ({ ...before, page: undefined, ...patch }), resetScroll: false });
  return (
    <>
      <PageHeader
        title={t('title')}
        sub={t('sub')}
        marks={query.data?.rows.some((row) => row.demonstration) && <DemoBadge />}
        actions={<Link to="/services/coverage">{t('coverage.link')}</Link>}
      />
      <PointFilters search={search} onChange={change} />
      <div className={styles.columns}>
        <section className={styles.panel} aria-labelledby="point-list">
          <h2 id="point-list">{t('list', { count: query.data?.total ?? 0 })}</h2>
          <PagedList
            query={query}
            className={styles.list}
            entry={(row) => <PointEntry key={row.id} row={row} item={search.item} />}
            empty={<EmptyState title={t('empty')} hint={t('emptyHint')} />}
            onPage={(to) => change({ page: to })}
          />
        </section>
        <section className={styles.panel} aria-labelledby="point-map">
          <h2 id="point-map">{t('map.title')}</h2>
          <PointMap
            region={search.region ?? province}
            points={query.data?.rows ?? []}
            onRegion={(region) => change({ region })}
          />
          <p className={styles.soft}>{t('map.hint')}</p>
        </section>
      </div>
    </>
  );
}
