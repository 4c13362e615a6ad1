import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Select, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { measures } from '#contract/hotline/ticket-names';
import type { TicketRow } from '#contract/hotline/ticket-parts';
import { ticketsApi, ticketTabs } from '#contract/hotline/tickets';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { useMe } from '../../../../session/session.ts';
import { DemoBadge } from '../../../../ui/demo-badge.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { RegionCascader } from '../../../../ui/region-cascader.tsx';
import { TimeText } from '../../../../ui/time-text.tsx';
import { CountTabs } from '../../../../workbench/ui/count-tabs.tsx';
import { DueText } from '../../../../workbench/ui/due-text.tsx';
import { FilterBar, FilterField } from '../../../../workbench/ui/filter-bar.tsx';
import { OrganSelect } from '../../../../workbench/ui/organ-select.tsx';
import { PagedTable } from '../../../../workbench/ui/paged-table.tsx';
import { SearchInput } from '../../../../workbench/ui/search-input.tsx';
import { CategorySelect } from '../category-select.tsx';
import { TicketMarks } from '../ticket-marks.tsx';

type Search = Partial<z.output<NonNullable<typeof ticketsApi.listTickets.query>>>;
const only = ['supervised', 'referred', 'excluded', 'late'] as const;

/** Tickets by what there is to do with them, emergencies first. */
export default function TicketListPage() {
  const { t } = useTranslation('hotline-tickets');
  const pick = usePick();
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const me = useMe();
  const query = useEndpoint(
    ticketsApi.listTickets,
    { query: search },
    { keepPrevious: true, refetchInterval: 30_000 },
  );
  const columns = useColumns();
  const change = (patch: Search) =>
    void navigate({ to: '.', search: { ...search, page: undefined, ...patch } as never });
  const counts = query.data?.counts;
  return (
    <>
      <PageHeader
        title={t('list.title')}
        sub={
          search.measure
            ? `${t('list.measured', { measure: pick(measures[search.measure]) })}${search.good ? ` · ${t(search.good === 'true' ? 'list.good' : 'list.bad')}` : ''}`
            : search.about
              ? t('list.about')
              : t('list.sub')
        }
        marks={query.data?.rows.some((row) => row.demonstration) && <DemoBadge />}
        actions={
          me?.grants.some(({ role }) => role === 'hotline-agent') && (
            <Link to={'/workbench/hotline/take' as never}>
              <Button type="primary" tabIndex={-1}>
                {t('list.take')}
              </Button>
            </Link>
          )
        }
      />
      <CountTabs
        label={t('list.title')}
        current={search.tab ?? 'all'}
        onChange={(tab) => change({ tab: tab as Search['tab'] })}
        tabs={[
          { key: 'all', label: t('list.tabs.all') },
          ...ticketTabs.map((tab) =>
            tab === 'ended'
              ? { key: tab, label: t(`list.tabs.${tab}`) }
              : { key: tab, label: t(`list.tabs.${tab}`), count: counts?.[tab] },
          ),
        ]}
      />
      <Filters search={search} change={change} />
      <PagedTable
        query={query}
        label={t('list.title')}
        rowKey={(row) => row.id}
        columns={columns}
        card={(row) => <Card row={row} />}
        empty={<EmptyState title={t('list.empty')} hint={t('list.emptyHint')} />}
        onPage={(page, pageSize) => change({ page, pageSize })}
        onOpen={(row) => void navigate({ to: '/workbench/cases/$id', params: { id: row.id } })}
      />
    </>
  );
}

const cleared: Search = {
  search: undefined,
  region: undefined,
  organ: undefined,
  category: undefined,
  supervised: undefined,
  referred: undefined,
  excluded: undefined,
  late: undefined,
  measure: undefined,
  good: undefined,
  about: undefined,
  from: undefined,
  to: undefined,
};

function Filters({ search, change }: { search: Search; change: (patch: Search) => void }) {
  const { t } = useTranslation('hotline-tickets');
  const active = (Object.keys(cleared) as (keyof Search)[]).filter((name) => search[name]).length;
  const chosen = only.find((name) => search[name]);
  return (
    <FilterBar active={active} onClear={() => change(cleared)}>
      <FilterField label={t('list.search')} wide>
        {(id) => (
          <SearchInput
            id={id}
            value={search.search}
            maxLength={80}
            onChange={(text) => change({ search: text })}
          />
        )}
      </FilterField>
      <FilterField label={t('list.region')}>
        {(id) => <RegionCascader id={id} value={search.region} onChange={(region) => change({ region })} />}
      </FilterField>
      <FilterField label={t('list.category')}>
        {(id) => (
          <CategorySelect id={id} value={search.category} onChange={(category) => change({ category })} />
        )}
      </FilterField>
      <FilterField label={t('list.organ')}>
        {(id) => <OrganSelect id={id} value={search.organ} onChange={(organ) => change({ organ })} />}
      </FilterField>
      <FilterField label={t('list.filter')}>
        {(id) => (
          <Select
            id={id}
            allowClear
            value={chosen}
            placeholder={t('list.tabs.all')}
            onChange={(name: (typeof only)[number] | undefined) =>
              change({
                ...Object.fromEntries(only.map((one) => [one, undefined])),
                ...(name ? { [name]: 'true' } : null),
              })
            }
            options={only.map((value) => ({ value, label: t(`list.filters.${value}`) }))}
          />
        )}
      </FilterField>
    </FilterBar>
  );
}

function TicketLink({ row }: { row: TicketRow }) {
  return (
    <Link to="/workbench/cases/$id" params={{ id: row.id }} className="wb-number">
      {row.number}
    </Link>
  );
}

function useColumns(): TableColumnsType<TicketRow> {
  const { t } = useTranslation('hotline-tickets');
  const pick = usePick();
  return [
    {
      key: 'ticket',
      title: t('list.ticket'),
      render: (_, row) => (
        <>
          <TicketLink row={row} />
          <div>{row.title}</div>
          <div className="wb-quiet">{pick(row.categoryName)}</div>
        </>
      ),
    },
    { key: 'status', title: t('list.status'), width: 190, render: (_, row) => <TicketMarks ticket={row} /> },
    { key: 'place', title: t('list.place'), width: 110, render: (_, row) => pick(row.regionName) },
    {
      key: 'organ',
      title: t('list.organ'),
      width: 170,
      render: (_, row) => (row.organName ? pick(row.organName) : '—'),
    },
    {
      key: 'opened',
      title: t('list.opened'),
      width: 130,
      render: (_, row) => <TimeText at={row.openedAt} />,
    },
    {
      key: 'due',
      title: t('list.due'),
      width: 150,
      render: (_, row) => <DueText at={row.dueAt} late={row.late} />,
    },
  ];
}

function Card({ row }: { row: TicketRow }) {
  const pick = usePick();
  return (
    <article className="wb-card">
      <div className="wb-card-head">
        <TicketMarks ticket={row} />
        <TimeText at={row.openedAt} form="day" />
      </div>
      <strong>
        <TicketLink row={row} />
      </strong>
      <div>{row.title}</div>
      <div className="wb-quiet">
        {pick(row.regionName)}
        {row.organName && ` · ${pick(row.organName)}`}
      </div>
      <DueText at={row.dueAt} late={row.late} />
    </article>
  );
}
