import { PlusOutlined } from '@ant-design/icons';
import { getRouteApi } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { peopleApi } from '#contract/people';
import { useEndpoint } from '../../api.ts';
import { useMay } from '../../session/permitted.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { FilterBar, FilterField } from '../ui/filter-bar.tsx';
import { OrganSelect } from '../ui/organ-select.tsx';
import { PagedTable } from '../ui/paged-table.tsx';
import { SearchInput } from '../ui/search-input.tsx';
import { NewPost } from './new-post.tsx';
import { PostActions } from './post-actions.tsx';
import { PostCard, usePostColumns } from './post-table.tsx';

const route = getRouteApi('/workbench/people/posts');
type Search = ReturnType<typeof route.useSearch>;

/** Posts of organs over time: who held which, from when, until when. */
export default function PostListPage() {
  const { t } = useTranslation('workbench-people');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const may = useMay();
  const [making, setMaking] = useState(false);
  const query = useEndpoint(peopleApi.listPosts, { query: search }, { keepPrevious: true });
  const change = (patch: Search) =>
    void navigate({ search: (now) => ({ ...now, page: undefined, ...patch }) });
  const columns = usePostColumns();
  const manages = may('people.manage');
  return (
    <>
      <PageHeader
        title={t('posts.title')}
        sub={t('posts.sub')}
        actions={
          manages && (
            <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setMaking(true)}>
              {t('posts.new')}
            </Button>
          )
        }
      />
      <FilterBar
        active={[search.organ, search.account].filter((value) => value !== undefined).length}
        onClear={() => change({ organ: undefined, account: undefined })}
      >
        <FilterField label={t('grants.organ')}>
          {(id) => <OrganSelect id={id} value={search.organ} onChange={(organ) => change({ organ })} />}
        </FilterField>
        <FilterField label={t('posts.holder')}>
          {(id) => (
            <SearchInput
              id={id}
              maxLength={60}
              value={search.account}
              onChange={(account) => change({ account })}
            />
          )}
        </FilterField>
      </FilterBar>
      <PagedTable
        query={query}
        label={t('posts.title')}
        rowKey={(row) => String(row.id)}
        columns={
          manages
            ? [
                ...columns,
                {
                  key: 'do',
                  title: t('grants.do'),
                  fixed: 'right',
                  render: (_, row) => <PostActions row={row} />,
                },
              ]
            : columns
        }
        card={(row) => (
          <>
            <PostCard row={row} />
            {manages && <PostActions row={row} />}
          </>
        )}
        empty={<EmptyState title={t('posts.empty')} hint={t('posts.emptyHint')} />}
        onPage={(page, pageSize) => change({ page, pageSize })}
      />
      <NewPost open={making} onClose={() => setMaking(false)} />
    </>
  );
}
