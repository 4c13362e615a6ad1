import { useNavigate, useSearch } from '@tanstack/react-router';
import { Pagination } from 'antd';
import { useTranslation } from 'react-i18next';
import { catalogueApi } from '#contract/catalogue-api';
import { useEndpoint } from '../api.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { CatalogueFilters } from './catalogue-filters.tsx';
import styles from './catalogue-page.module.css';
import { ItemEntry } from './item-entry.tsx';

/** The public catalogue: searched and filtered, the filter standing in the address. */
export default function CataloguePage() {
  const { t } = useTranslation('portal');
  const search = useSearch({ from: '/portal/catalogue' });
  const navigate = useNavigate({ from: '/catalogue' });
  const items = useEndpoint(catalogueApi.listItems, { query: search }, { keepPrevious: true });
  return (
    <>
      <PageHeader title={t('catalogue.title')} sub={t('catalogue.sub')} />
      <CatalogueFilters />
      <QueryView query={items}>
        {({ rows, total, page, pageSize }) => (
          <>
            <p className={styles.found} role="status">
              {t('catalogue.found', { count: total })}
            </p>
            {rows.length === 0 ? (
              <EmptyState title={t('catalogue.none')} hint={t('catalogue.noneHint')} />
            ) : (
              <ul className={styles.list} aria-label={t('catalogue.results')}>
                {rows.map((row) => (
                  <ItemEntry key={row.code} row={row} />
                ))}
              </ul>
            )}
            {total > pageSize && (
              <div className={styles.pages}>
                <Pagination
                  current={page}
                  pageSize={pageSize}
                  total={total}
                  showSizeChanger={false}
                  onChange={(next) => void navigate({ search: (before) => ({ ...before, page: next }) })}
                />
              </div>
            )}
          </>
        )}
      </QueryView>
    </>
  );
}
