import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { assignmentRoles, assignmentStatuses } from '#contract/hotline/ticket-names';
import { type AssignmentRow, ticketsApi } from '#contract/hotline/tickets';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { DemoBadge } from '../../../../ui/demo-badge.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { CountTabs } from '../../../../workbench/ui/count-tabs.tsx';
import { DueText } from '../../../../workbench/ui/due-text.tsx';
import { FilterBar, FilterField } from '../../../../workbench/ui/filter-bar.tsx';
import { OrganSelect } from '../../../../workbench/ui/organ-select.tsx';
import { PagedTable } from '../../../../workbench/ui/paged-table.tsx';
import { SearchInput } from '../../../../workbench/ui/search-input.tsx';
import styles from '../tickets.module.css';

type Search = Partial<z.output<NonNullable<typeof ticketsApi.listAssignments.query>>>;

/** What the hotline has sent to the organs within one's reach, emergencies first. */
export default function AssignmentListPage() {
  const { t } = useTranslation('hotline-tickets');
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const query = useEndpoint(
    ticketsApi.listAssignments,
    { query: search },
    { keepPrevious: true, refetchInterval: 30_000 },
  );
  const columns = useColumns();
  const change = (patch: Search) =>
    void navigate({ to: '.', search: { ...search, page: undefined, ...patch } as never });
  const active = [search.search, search.organ].filter(Boolean).length;
  return (
    <>
      <PageHeader
        title={t('assignments.title')}
        sub={t('assignments.sub')}
        marks={query.data?.rows.some((row) => row.demonstration) && <DemoBadge />}
      />
      <CountTabs
        label={t('assignments.title')}
        current={search.open ?? ''}
        onChange={(open) => change({ open: (open || undefined) as Search['open'] })}
        tabs={[
          { key: '', label: t('assignments.all') },
          { key: 'true', label: t('assignments.open') },
          { key: 'false', label: t('assignments.done') },
        ]}
      />
      <FilterBar active={active} onClear={() => change({ search: undefined, organ: undefined })}>
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
        <FilterField label={t('list.organ')}>
          {(id) => <OrganSelect id={id} value={search.organ} onChange={(organ) => change({ organ })} />}
        </FilterField>
      </FilterBar>
      <PagedTable
        query={query}
        label={t('assignments.title')}
        rowKey={(row) => row.id}
        columns={columns}
        card={(row) => <Card row={row} />}
        empty={<EmptyState title={t('assignments.empty')} hint={t('assignments.emptyHint')} />}
        onPage={(page, pageSize) => change({ page, pageSize })}
        onOpen={(row) => void navigate({ to: '/workbench/cases/$id', params: { id: row.id } })}
      />
    </>
  );
}

function AssignmentLink({ row }: { row: AssignmentRow }) {
  return (
    <Link to="/workbench/cases/$id" params={{ id: row.id }} className="wb-number">
      {row.ticketNumber}
    </Link>
  );
}

function Marks({ row }: { row: AssignmentRow }) {
  const { t } = useTranslation('hotline-tickets');
  const pick = usePick();
  const tag = (text: string) => <span className={styles.tag}>{text}</span>;
  return (
    <span className={styles.row}>
      {row.emergency && <span className={`${styles.tag} ${styles.urgent}`}>{t('list.emergency')}</span>}
      {tag(pick(assignmentStatuses[row.status]))}
      {row.confidential && tag(t('list.confidential'))}
      {row.sentBack && tag(t('assignments.sentBack'))}
      {row.reminders > 0 && tag(t('assignments.reminders', { count: row.reminders }))}
    </span>
  );
}

function useColumns(): TableColumnsType<AssignmentRow> {
  const { t } = useTranslation('hotline-tickets');
  const pick = usePick();
  return [
    {
      key: 'ticket',
      title: t('list.ticket'),
      render: (_, row) => (
        <>
          <AssignmentLink row={row} />
          <div>{row.title}</div>
        </>
      ),
    },
    { key: 'status', title: t('list.status'), width: 190, render: (_, row) => <Marks row={row} /> },
    {
      key: 'organ',
      title: t('list.organ'),
      width: 190,
      render: (_, row) => (
        <>
          {pick(row.organName)}
          <div className="wb-quiet">{pick(assignmentRoles[row.role])}</div>
        </>
      ),
    },
    { key: 'place', title: t('list.place'), width: 120, render: (_, row) => pick(row.regionName) },
    { key: 'handler', title: t('section.handler'), width: 130, render: (_, row) => row.handler ?? '—' },
    {
      key: 'due',
      title: t('list.due'),
      width: 160,
      render: (_, row) => <DueText at={row.dueAt} late={row.late} />,
    },
  ];
}

function Card({ row }: { row: AssignmentRow }) {
  const pick = usePick();
  return (
    <article className="wb-card">
      <div className="wb-card-head">
        <Marks row={row} />
      </div>
      <strong>
        <AssignmentLink row={row} />
      </strong>
      <div>{row.title}</div>
      <div className="wb-quiet">{pick(row.organName)}</div>
      <DueText at={row.dueAt} late={row.late} />
    </article>
  );
}
