import { PlusOutlined } from '@ant-design/icons';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Select, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { type BulletinDeskRow, bulletinsApi, bulletinStates } from '#contract/bulletins';
import { useEndpoint } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import { useMay } from '../../session/permitted.ts';
import { DemoBadge } from '../../ui/demo-badge.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { FilterBar, FilterField } from '../../workbench/ui/filter-bar.tsx';
import { PagedTable } from '../../workbench/ui/paged-table.tsx';
import { SearchInput } from '../../workbench/ui/search-input.tsx';
import { Section } from '../../workbench/ui/section.tsx';
import { BulletinDrawer } from './bulletin-drawer.tsx';
import { BulletinTags } from './bulletin-tags.tsx';
import { useColumns } from './column-nav.tsx';

const route = getRouteApi('/workbench/bulletins');
type Search = ReturnType<typeof route.useSearch>;

function Filters({ search, onChange }: { search: Search; onChange: (patch: Search) => void }) {
  const { t } = useTranslation('bulletins');
  const pick = usePick();
  const columns = useColumns();
  const active = [search.search, search.state, search.column].filter(Boolean).length;
  return (
    <FilterBar
      active={active}
      onClear={() => onChange({ search: undefined, state: undefined, column: undefined })}
    >
      <FilterField label={t('search.words')} wide>
        {(id) => (
          <SearchInput
            id={id}
            value={search.search}
            maxLength={80}
            onChange={(words) => onChange({ search: words })}
          />
        )}
      </FilterField>
      <FilterField label={t('fields.state')}>
        {(id) => (
          <Select
            id={id}
            allowClear
            placeholder={t('any')}
            value={search.state}
            onChange={(state?: Search['state']) => onChange({ state })}
            options={bulletinStates.map((value) => ({ value, label: t(`state.${value}`) }))}
          />
        )}
      </FilterField>
      <FilterField label={t('fields.column')}>
        {(id) => (
          <Select
            id={id}
            allowClear
            placeholder={t('any')}
            value={search.column}
            onChange={(column?: string) => onChange({ column })}
            options={columns.map(({ code, name }) => ({ value: code, label: pick(name) }))}
          />
        )}
      </FilterField>
    </FilterBar>
  );
}

function useTableColumns(link: (row: BulletinDeskRow) => React.ReactNode): TableColumnsType<BulletinDeskRow> {
  const { t } = useTranslation('bulletins');
  const pick = usePick();
  return [
    { key: 'title', title: t('fields.title'), width: 340, render: (_, row) => link(row) },
    { key: 'state', title: t('fields.state'), width: 190, render: (_, row) => <BulletinTags row={row} /> },
    { key: 'column', title: t('fields.column'), width: 120, render: (_, row) => pick(row.columnName) },
    { key: 'organ', title: t('fields.organ'), width: 200, render: (_, row) => pick(row.organName) },
    { key: 'version', title: t('fields.version'), width: 80, render: (_, row) => row.version },
    { key: 'changedAt', title: t('fields.changedAt'), render: (_, row) => <TimeText at={row.changedAt} /> },
  ];
}

/** Bulletins at the desk: what waits for approval first, the list, and one of them beside it. */
export default function BulletinDeskPage() {
  const { t } = useTranslation('bulletins');
  const pick = usePick();
  const { bulletin: _bulletin, create: _create, ...search } = route.useSearch();
  const navigate = route.useNavigate();
  const may = useMay();
  const query = useEndpoint(bulletinsApi.desk, { query: search }, { keepPrevious: true });
  const change = (patch: Search) =>
    void navigate({ search: (now) => ({ ...now, page: undefined, ...patch }), resetScroll: false });
  const link = (row: BulletinDeskRow) => (
    <Link to="/workbench/bulletins" search={(now) => ({ ...now, bulletin: row.id }) as never} lang="zh-CN">
      {row.title}
    </Link>
  );
  return (
    <>
      <PageHeader
        title={t('desk.title')}
        sub={t('desk.sub')}
        marks={query.data?.rows.some((row) => row.demonstration) && <DemoBadge />}
        actions={
          may('bulletins.edit') && (
            <Button
              type="primary"
              icon={<PlusOutlined aria-hidden />}
              onClick={() => change({ create: 'true' })}
            >
              {t('desk.new')}
            </Button>
          )
        }
      />
      <Filters search={search} onChange={change} />
      <Section title={t('found', { count: query.data?.total ?? 0 })}>
        <PagedTable
          query={query}
          label={t('desk.title')}
          rowKey={(row) => row.id}
          columns={useTableColumns(link)}
          card={(row) => (
            <article className="wb-card">
              <strong>{link(row)}</strong>
              <BulletinTags row={row} />
              <div className="wb-quiet">
                {pick(row.columnName)} · {pick(row.organName)} · <TimeText at={row.changedAt} form="day" />
              </div>
            </article>
          )}
          empty={<EmptyState title={t('none')} hint={t('desk.noneHint')} />}
          onPage={(page, pageSize) => change({ page, pageSize })}
          onOpen={(row) => change({ bulletin: row.id, page: search.page })}
        />
      </Section>
      <BulletinDrawer />
    </>
  );
}
