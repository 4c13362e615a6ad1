import { PlusOutlined } from '@ant-design/icons';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Select, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { itemTypes, platformNames } from '#contract/catalogue';
import { catalogueApi } from '#contract/catalogue-api';
import { type ResponseOf, useEndpoint } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LimitText } from '../../ui/limit-text.tsx';
import { useMay } from '../../session/permitted.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { FilterBar, FilterField } from '../ui/filter-bar.tsx';
import { OrganSelect } from '../ui/organ-select.tsx';
import { PagedTable } from '../ui/paged-table.tsx';
import { PlatformSelect } from '../ui/platform-select.tsx';
import { SearchInput } from '../ui/search-input.tsx';

const route = getRouteApi('/workbench/catalogue');
type ItemRow = ResponseOf<typeof catalogueApi.listItems>['rows'][number];
type ItemSearch = Partial<z.output<NonNullable<typeof catalogueApi.listItems.query>>>;

/** The catalogue of items, to be searched and edited. */
export default function ItemListPage() {
  const { t } = useTranslation('workbench-catalogue');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useEndpoint(catalogueApi.listItems, { query: search }, { keepPrevious: true });
  const columns = useItemColumns();
  const change = (patch: ItemSearch) =>
    void navigate({ search: (now) => ({ ...now, page: undefined, ...patch }) });
  const may = useMay();
  return (
    <>
      <PageHeader
        title={t('list.title')}
        sub={t('list.sub')}
        actions={
          may('catalogue.edit') && (
            <Link to="/workbench/new-item" className="wb-button-link wb-button-primary">
              <PlusOutlined aria-hidden /> {t('list.new')}
            </Link>
          )
        }
      />
      <ItemFilters search={search} onChange={change} />
      <PagedTable
        query={query}
        label={t('list.title')}
        rowKey={(row) => row.code}
        columns={columns}
        card={(row) => <ItemCard row={row} />}
        empty={<EmptyState title={t('list.empty')} hint={t('list.emptyHint')} />}
        onPage={(page, pageSize) => change({ page, pageSize })}
        onOpen={(row) =>
          void navigate({ to: '/workbench/catalogue/$code', params: { code: row.code }, search: {} })
        }
      />
    </>
  );
}

function ItemLink({ row }: { row: ItemRow }) {
  const pick = usePick();
  return (
    <Link to="/workbench/catalogue/$code" params={{ code: row.code }} search={{}}>
      {pick(row.name)}
    </Link>
  );
}

function useItemColumns(): TableColumnsType<ItemRow> {
  const { t } = useTranslation(['workbench-catalogue', 'terms']);
  const pick = usePick();
  const typeName = (type: string) =>
    pick(itemTypes[type as keyof typeof itemTypes] ?? { zh: type, en: type });
  const platformName = (code: string) =>
    pick(platformNames[code as keyof typeof platformNames] ?? { zh: code, en: code });
  return [
    { key: 'name', title: t('fields.name'), width: 240, render: (_, row) => <ItemLink row={row} /> },
    {
      key: 'code',
      title: t('fields.code'),
      width: 170,
      render: (_, row) => <span className="wb-number">{row.code}</span>,
    },
    { key: 'type', title: t('fields.type'), width: 110, render: (_, row) => typeName(row.type) },
    {
      key: 'platform',
      title: t('fields.platform'),
      width: 150,
      render: (_, row) => platformName(row.platform),
    },
    { key: 'organ', title: t('fields.organ'), width: 200, render: (_, row) => pick(row.organName) },
    {
      key: 'legal',
      title: t('terms:limit.legal'),
      width: 110,
      render: (_, row) => <LimitText limit={row.limits.legal} />,
    },
    {
      key: 'promised',
      title: t('terms:limit.promised'),
      width: 110,
      render: (_, row) => <LimitText limit={row.limits.promised} />,
    },
    {
      key: 'version',
      title: t('list.version'),
      width: 120,
      render: (_, row) => (
        <>
          {t('list.versionN', { version: row.version })}
          <div className="wb-quiet">
            {row.cancelledFrom ? t('list.cancelled', { date: row.cancelledFrom }) : row.effectiveFrom}
          </div>
        </>
      ),
    },
  ];
}

function ItemCard({ row }: { row: ItemRow }) {
  const { t } = useTranslation(['workbench-catalogue', 'terms']);
  const pick = usePick();
  return (
    <article className="wb-card">
      <strong>
        <ItemLink row={row} />
      </strong>
      <div className="wb-number">{row.code}</div>
      <div className="wb-quiet">{pick(row.organName)}</div>
      <div>
        {t(row.limits.promised ? 'terms:limit.promised' : 'terms:limit.legal')}{' '}
        <LimitText limit={row.limits.promised ?? row.limits.legal} />
      </div>
    </article>
  );
}

const narrowing = ['search', 'platform', 'type', 'level', 'organ'] as const;

function ItemFilters({ search, onChange }: { search: ItemSearch; onChange: (patch: ItemSearch) => void }) {
  const { t } = useTranslation(['workbench-catalogue', 'terms', 'workbench']);
  const pick = usePick();
  const active = narrowing.filter((name) => search[name] !== undefined).length;
  const clear = () => onChange(Object.fromEntries(narrowing.map((name) => [name, undefined])));
  return (
    <FilterBar active={active} onClear={clear}>
      <FilterField label={t('list.search')} wide>
        {(id) => (
          <SearchInput
            id={id}
            maxLength={60}
            value={search.search}
            onChange={(text) => onChange({ search: text })}
            placeholder={t('list.searchHint')}
          />
        )}
      </FilterField>
      <FilterField label={t('fields.platform')}>
        {(id) => (
          <PlatformSelect id={id} value={search.platform} onChange={(platform) => onChange({ platform })} />
        )}
      </FilterField>
      <FilterField label={t('fields.type')}>
        {(id) => (
          <Select
            id={id}
            allowClear
            placeholder={t('workbench:select.any')}
            value={search.type}
            onChange={(type?: string) => onChange({ type: type || undefined })}
            options={Object.entries(itemTypes).map(([code, name]) => ({ value: code, label: pick(name) }))}
          />
        )}
      </FilterField>
      <FilterField label={t('fields.level')}>
        {(id) => (
          <Select
            id={id}
            allowClear
            placeholder={t('workbench:select.any')}
            value={search.level}
            onChange={(level?: number) => onChange({ level: level || undefined })}
            options={([2, 3, 4, 5, 6] as const).map((level) => ({
              value: level,
              label: t(`terms:regionLevel.${level}`),
            }))}
          />
        )}
      </FilterField>
      <FilterField label={t('fields.organ')}>
        {(id) => <OrganSelect id={id} value={search.organ} onChange={(organ) => onChange({ organ })} />}
      </FilterField>
    </FilterBar>
  );
}
