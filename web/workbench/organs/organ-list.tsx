import { Link } from '@tanstack/react-router';
import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { regionsApi } from '#contract/regions';
import { type ResponseOf, useEndpoint } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterField } from '../ui/filter-bar.tsx';
import { PagedTable } from '../ui/paged-table.tsx';
import { SearchInput } from '../ui/search-input.tsx';
import { Section } from '../ui/section.tsx';
import { organRoute } from './organ-route.ts';

export type OrganRow = ResponseOf<typeof regionsApi.listOrgans>['rows'][number];

/** Organs of a division and all below it, with their windows and posts. */
export function OrganList({ region }: { region: string }) {
  const { t } = useTranslation('workbench-organs');
  const pick = usePick();
  const { search, page, pageSize } = organRoute.useSearch();
  const navigate = organRoute.useNavigate();
  const query = useEndpoint(
    regionsApi.listOrgans,
    { query: { region, search, page, pageSize } },
    { keepPrevious: true },
  );
  const link = (row: OrganRow) => (
    <Link to="/workbench/organs" search={(now) => ({ ...now, edit: row.code }) as never}>
      {pick(row.name)}
    </Link>
  );
  const columns: TableColumnsType<OrganRow> = [
    {
      key: 'name',
      title: t('fields.name'),
      width: 260,
      render: (_, row) => (
        <>
          {link(row)}
          <div>
            <code className="wb-quiet">{row.code}</code>
          </div>
        </>
      ),
    },
    { key: 'kind', title: t('fields.kind'), width: 110, render: (_, row) => t(`kind.${row.kind}`) },
    { key: 'region', title: t('fields.region'), width: 120, render: (_, row) => pick(row.regionName) },
    {
      key: 'places',
      title: t('fields.places'),
      width: 260,
      render: (_, row) => (
        <>
          <Names of={row.windows} />
          <Names of={row.posts} />
        </>
      ),
    },
  ];
  return (
    <Section title={t('list')}>
      <FilterField label={t('search')} wide>
        {(id) => (
          <SearchInput
            id={id}
            maxLength={40}
            value={search}
            onChange={(text) =>
              void navigate({ search: (now) => ({ ...now, page: undefined, search: text }) })
            }
          />
        )}
      </FilterField>
      <PagedTable
        query={query}
        label={t('list')}
        rowKey={(row) => row.code}
        columns={columns}
        card={(row) => (
          <article className="wb-card">
            <strong>{link(row)}</strong>
            <div className="wb-quiet">
              {t(`kind.${row.kind}`)} · {pick(row.regionName)}
            </div>
            <div>{t('counts', { windows: row.windows.length, posts: row.posts.length })}</div>
          </article>
        )}
        empty={<EmptyState title={t('empty')} hint={t('emptyHint')} />}
        onPage={(to, size) => void navigate({ search: (now) => ({ ...now, page: to, pageSize: size }) })}
        onOpen={(row) => void navigate({ search: (now) => ({ ...now, edit: row.code }), resetScroll: false })}
      />
    </Section>
  );
}

function Names({ of }: { of: OrganRow['windows'] }) {
  const { t } = useTranslation('workbench-organs');
  const pick = usePick();
  if (of.length === 0) return null;
  const shown = of.slice(0, 3).map(({ name }) => pick(name));
  return (
    <div>
      {shown.join('、')}
      {of.length > shown.length && (
        <span className="wb-quiet"> {t('more', { count: of.length - shown.length })}</span>
      )}
    </div>
  );
}
