import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Pagination, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { applicationsApi } from '#contract/services/applications';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import tables from '../../../../ui/plain-table.module.css';
import { QueryView } from '../../../../ui/query-view.tsx';
import { TimeText } from '../../../../ui/time-text.tsx';
import styles from '../application.module.css';

type Search = Partial<z.output<NonNullable<typeof applicationsApi.listRatingsOfOrgan.query>>>;

/** The ratings of an organ one by one: what the figures of the table count. */
export default function OrganRatingsPage() {
  const { t } = useTranslation('services-applications');
  const pick = usePick();
  const navigate = useNavigate();
  const { organ = '' } = useParams({ strict: false }) as { organ?: string };
  const search = useSearch({ strict: false }) as Search;
  const query = useEndpoint(
    applicationsApi.listRatingsOfOrgan,
    { params: { organ }, query: search },
    { keepPrevious: true },
  );
  const change = (patch: Search) =>
    void navigate({ to: '.', search: { ...search, page: undefined, ...patch } as never });
  const title = query.data ? t('ratings.ofOrgan', { organ: pick(query.data.organName) }) : t('ratings.title');
  return (
    <div className={styles.page}>
      <PageHeader
        title={title}
        sub={t('ratings.listSub')}
        actions={<Link to="/services/ratings">{t('ratings.back')}</Link>}
      />
      <Select
        mode="multiple"
        allowClear
        aria-label={t('ratings.stars')}
        placeholder={t('ratings.all')}
        style={{ maxWidth: 360 }}
        value={search.stars ?? []}
        onChange={(stars: number[]) => change({ stars: stars.length > 0 ? stars : undefined })}
        options={[1, 2, 3, 4, 5].map((n) => ({ value: n, label: t('ratings.starCount', { n }) }))}
      />
      <QueryView query={query}>
        {({ rows, total, page, pageSize }) =>
          total === 0 ? (
            <EmptyState title={t('ratings.none')} />
          ) : (
            <section className={styles.panel} style={{ overflowX: 'auto' }} tabIndex={0} aria-label={title}>
              <table className={tables.table}>
                <thead>
                  <tr>
                    <th scope="col">{t('ratings.item')}</th>
                    <th scope="col">{t('ratings.stars')}</th>
                    <th scope="col">{t('ratings.ratedAt')}</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row, n) => (
                    <tr key={n}>
                      <th scope="row" style={{ whiteSpace: 'normal' }}>
                        {pick(row.itemName)}
                      </th>
                      <td>{t('ratings.starCount', { n: row.stars })}</td>
                      <td>
                        <TimeText at={row.ratedAt} form="day" />
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
                  onChange={(next) => change({ page: next })}
                />
              )}
            </section>
          )
        }
      </QueryView>
    </div>
  );
}
