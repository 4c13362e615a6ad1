import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Pagination } from 'antd';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { applicationsApi } from '#contract/services/applications';
import { type ResponseOf, useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import tables from '../../../../ui/plain-table.module.css';
import { QueryView } from '../../../../ui/query-view.tsx';
import styles from '../application.module.css';

type Row = ResponseOf<typeof applicationsApi.listRatings>['rows'][number];

/** A figure of an organ as a link to the ratings that it counts; `stars`: those alone. */
function Counted(props: { row: Row; stars?: number[]; label: string; children: number | string }) {
  const { row, stars, label, children } = props;
  const pick = usePick();
  return (
    <Link
      to="/services/ratings/$organ"
      params={{ organ: row.organ }}
      search={{ stars } as never}
      aria-label={`${pick(row.organName)} ${label} ${children}`}
    >
      {children}
    </Link>
  );
}

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
                    <th scope="col">{t('ratings.satisfied')}</th>
                    <th scope="col">{t('ratings.distribution')}</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={row.organ}>
                      <th scope="row" style={{ whiteSpace: 'normal' }}>
                        {pick(row.organName)}
                      </th>
                      <td>
                        <Counted row={row} label={t('ratings.rated')}>
                          {row.rated}
                        </Counted>
                      </td>
                      <td>
                        <Counted row={row} label={t('ratings.average')}>
                          {row.average.toFixed(2)}
                        </Counted>
                      </td>
                      <td>
                        <Counted row={row} stars={[3, 4, 5]} label={t('ratings.satisfied')}>
                          {`${row.satisfied} %`}
                        </Counted>
                      </td>
                      <td>
                        {row.byStars.map((count, at) => (
                          <Fragment key={at}>
                            {at > 0 && ' / '}
                            <Counted row={row} stars={[at + 1]} label={t('ratings.starCount', { n: at + 1 })}>
                              {count}
                            </Counted>
                          </Fragment>
                        ))}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
              {total > pageSize && (
                <Pagination
                  simple
                  current={page}
                  pageSize={pageSize}
                  total={total}
                  onChange={(next) => void navigate({ to: '.', search: { page: next } as never })}
                />
              )}
            </section>
          )
        }
      </QueryView>
    </div>
  );
}
