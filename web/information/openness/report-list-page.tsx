import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { opennessApi } from '#contract/openness';
import { useEndpoint } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { PagedList } from '../../ui/paged-list.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import styles from '../bulletins/bulletins.module.css';

const route = getRouteApi('/portal/openness');

/** Annual reports that were issued, the newest first. */
export default function ReportListPage() {
  const { t } = useTranslation('openness');
  const pick = usePick();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useEndpoint(opennessApi.list, { query: search }, { keepPrevious: true });
  return (
    <>
      <PageHeader title={t('title')} sub={t('sub')} />
      <p className={styles.found} role="status">
        {t('found', { count: query.data?.total ?? 0 })}
      </p>
      <PagedList
        query={query}
        className={styles.list}
        entry={(row) => (
          <li key={`${row.organ} ${row.year}`}>
            <h2>
              <Link to="/openness/$organ/$year" params={{ organ: row.organ, year: String(row.year) }}>
                {t('reportOf', { organ: pick(row.organName), year: row.year })}
              </Link>
            </h2>
            <div className={styles.facts}>
              <span>
                {t('issuedAt')} <TimeText at={row.issuedAt} form="day" />
              </span>
              <a href={row.pdf}>{t('pdf')}</a>
            </div>
          </li>
        )}
        empty={<EmptyState title={t('none')} />}
        onPage={(page) => void navigate({ search: (now) => ({ ...now, page }) })}
      />
    </>
  );
}
