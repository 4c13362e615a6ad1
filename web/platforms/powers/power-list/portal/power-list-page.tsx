import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { itemTypes } from '#contract/catalogue';
import { powerListApi, type PowerRow } from '#contract/powers/power-list';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { DemoBadge } from '../../../../ui/demo-badge.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { PagedList } from '../../../../ui/paged-list.tsx';
import { PowerFilters, type PowerSearch } from '../power-filters.tsx';
import styles from '../power-list.module.css';

const route = getRouteApi('/portal/powers/power-list');

/** The list of powers and duties for everybody: by words, type, level and place. */
export default function PowerListPage() {
  const { t } = useTranslation(['powers-power-list', 'portal']);
  const search = route.useSearch() as PowerSearch;
  const navigate = route.useNavigate();
  const query = useEndpoint(powerListApi.listPowers, { query: search }, { keepPrevious: true });
  const change = (patch: PowerSearch) =>
    void navigate({ search: (before) => ({ ...before, page: undefined, ...patch }), resetScroll: false });
  return (
    <>
      <PageHeader
        title={t('title')}
        sub={t('sub')}
        marks={query.data?.rows.some((row) => row.demonstration) && <DemoBadge />}
        actions={<Link to="/powers/penalties">{t('portal:nav.penalties')}</Link>}
      />
      <PowerFilters search={search} types={query.data?.types} onChange={change} />
      <section className={styles.panel} aria-labelledby="power-list">
        <h2 id="power-list">{t('list', { count: query.data?.total ?? 0 })}</h2>
        <PagedList
          query={query}
          className={styles.list}
          entry={(row) => <Entry key={row.code} row={row} />}
          empty={<EmptyState title={t('empty')} hint={t('emptyHint')} />}
          onPage={(to) => change({ page: to })}
        />
      </section>
    </>
  );
}

function Entry({ row }: { row: PowerRow }) {
  const { t } = useTranslation(['powers-power-list', 'terms']);
  const pick = usePick();
  return (
    <li>
      <h3>
        <Link to="/powers/power-list/$code" params={{ code: row.code }}>
          {pick(row.name)}
        </Link>
      </h3>
      <div>{pick(row.organName)}</div>
      <div className={styles.facts}>
        {[
          pick(itemTypes[row.type]),
          t(`terms:regionLevel.${row.level as 2}`),
          pick(row.regionName),
          t('since', { version: row.version, day: row.effectiveFrom }),
        ].join(' · ')}
      </div>
    </li>
  );
}
