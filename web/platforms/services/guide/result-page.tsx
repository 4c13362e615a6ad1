import { useNavigate, useSearch } from '@tanstack/react-router';
import { Alert, Pagination, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { regionsApi } from '#contract/regions';
import { guideApi } from '#contract/services/guide';
import { useEndpoint } from '../../../api.ts';
import { usePick } from '../../../i18n/language.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { QueryView } from '../../../ui/query-view.tsx';
import { GuideSearch } from './guide-search.tsx';
import { useKeptRegion } from './kept-region.ts';
import { RegionBar } from './region-bar.tsx';
import { ResultFilters } from './result-filters.tsx';
import { ResultRow } from './result-row.tsx';
import styles from './result-page.module.css';

/** The one organ that the list is narrowed to, by its name. */
function OrganTag({ organ, onClose }: { organ: string; onClose: () => void }) {
  const { t } = useTranslation('services-guide');
  const pick = usePick();
  const found = useEndpoint(regionsApi.listOrgans, { query: { code: organ } }, { staleTime: 600_000 });
  const name = found.data?.rows[0]?.name;
  return (
    <Tag closable onClose={onClose} className={styles.organ}>
      {t('list.organ', { name: name ? pick(name) : organ })}
    </Tag>
  );
}

/** What the guide finds: searched and filtered, the filter standing in the address. */
export default function ResultPage() {
  const { t } = useTranslation('services-guide');
  const search = useSearch({ from: '/portal/services/guide/items' });
  const navigate = useNavigate({ from: '/services/guide/items' });
  const [, keep] = useKeptRegion();
  const items = useEndpoint(guideApi.search, { query: search }, { keepPrevious: true });
  const put = (change: Partial<typeof search>) =>
    void navigate({ search: (before) => ({ ...before, page: undefined, ...change }) });
  return (
    <>
      <PageHeader
        title={t('list.title')}
        crumbs={[{ title: t('title'), to: '/services/guide' }, { title: t('list.title') }]}
      />
      <GuideSearch
        search={search.search ?? ''}
        region={search.region}
        onRegion={keep}
        onSearch={(words) => put({ search: words })}
      />
      <RegionBar
        region={search.region}
        onRegion={(region) => {
          keep(region);
          put({ region });
        }}
      />
      <ResultFilters facets={items.data?.facets} />
      <QueryView query={items}>
        {({ rows, total, page, pageSize, closest }) => (
          <>
            <p className={styles.found} role="status">
              {t('list.found', { count: total })}
              {search.organ && <OrganTag organ={search.organ} onClose={() => put({ organ: undefined })} />}
            </p>
            {closest && <Alert type="info" showIcon title={t('list.closest')} className={styles.closest} />}
            {rows.length === 0 ? (
              <EmptyState title={t('list.none')} hint={t('list.noneHint')} />
            ) : (
              <ul className={styles.list} aria-label={t('list.results')}>
                {rows.map((row) => (
                  <ResultRow key={row.base} row={row} />
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
