import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { applicationsApi } from '#contract/services/applications';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { Pager } from '../../../../ui/pager.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import tables from '../../../../ui/plain-table.module.css';
import { QueryView } from '../../../../ui/query-view.tsx';
import styles from '../application.module.css';

/** How applicants have rated each organ: for everybody. */
export default function RatingsPage() {
  const { t } = useTranslation('services-applications');
  const pick = usePick();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as { page?: number };
  const query = useEndpoint(applicationsApi.listRatings, { query: search }, { keepPrevious: true });
  return (
    <div className={styles.page}>
      <PageHeader title={t('ratings.title')} sub={t('ratings.sub')} />
      <QueryView query={query}>
        {({ rows, total, page, pageSize }) =>
          total === 0 ? (
            <EmptyState title={t('ratings.empty')} />
          ) : (
            <section
              className={styles.panel}
              style={{ overflowX: 'auto' }}
              tabIndex={0}
              aria-label={t('ratings.title')}
            >
              <table className={tables.table}>
                <thead>
                  <tr>
                    <th scope="col">{t('ratings.organ')}</th>
                    <th scope="col">{t('ratings.rated')}</th>
                    <th scope="col">{t('ratings.average')}</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={row.organ}>
                      <th scope="row" style={{ whiteSpace: 'normal' }}>
                        {pick(row.organName)}
                      </th>
                      <td>{row.rated}</td>
                      <td>{row.average.toFixed(1)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
              <Pager
                of={{ page, pageSize, total }}
                onPage={(next) => void navigate({ to: '.', search: { page: next } as never })}
              />
            </section>
          )
        }
      </QueryView>
    </div>
  );
}
