import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import {
  type ApplicationRow,
  applicationStatuses,
  applicationsApi,
  applicationTabs,
} from '#contract/services/applications';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { useMay } from '../../../../session/permitted.ts';
import { DemoBadge } from '../../../../ui/demo-badge.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { TimeText } from '../../../../ui/time-text.tsx';
import { CountTabs } from '../../../../workbench/ui/count-tabs.tsx';
import { DueText } from '../../../../workbench/ui/due-text.tsx';
import { FilterBar, FilterField } from '../../../../workbench/ui/filter-bar.tsx';
import { ItemSelect } from '../../../../workbench/ui/item-select.tsx';
import { OrganSelect } from '../../../../workbench/ui/organ-select.tsx';
import { PagedTable } from '../../../../workbench/ui/paged-table.tsx';
import { SearchInput } from '../../../../workbench/ui/search-input.tsx';
import styles from '../application.module.css';

type Search = Partial<z.output<NonNullable<typeof applicationsApi.listApplications.query>>>;

/** Applications by what there is to do with them. */
export default function ApplicationListPage() {
  const { t } = useTranslation('services-applications');
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const query = useEndpoint(applicationsApi.listApplications, { query: search }, { keepPrevious: true });
  const columns = useColumns();
  const mayReceive = useMay()('cases.act');
  const change = (patch: Search) =>
    void navigate({ to: '.', search: { ...search, page: undefined, ...patch } as never });
  const counts = query.data?.counts;
  return (
    <>
      <PageHeader
        title={t('list.title')}
        sub={t('list.sub')}
        marks={query.data?.rows.some((row) => row.demonstration) && <DemoBadge />}
        actions={
          mayReceive && (
            <Link to={'/workbench/services/receive' as never}>
              <Button type="primary" tabIndex={-1}>
                {t('list.receive')}
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
          ...applicationTabs.map((tab) => ({ key: tab, label: t(`list.tabs.${tab}`), count: counts?.[tab] })),
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

function Filters({ search, change }: { search: Search; change: (patch: Search) => void }) {
  const { t } = useTranslation('services-applications');
  const active = [search.search, search.item, search.organ].filter(Boolean).length;
  return (
    <FilterBar
      active={active}
      onClear={() => change({ search: undefined, item: undefined, organ: undefined })}
    >
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
      <FilterField label={t('list.item')}>
        {(id) => <ItemSelect id={id} value={search.item} onChange={(item) => change({ item })} />}
      </FilterField>
      <FilterField label={t('list.organ')}>
        {(id) => <OrganSelect id={id} value={search.organ} onChange={(organ) => change({ organ })} />}
      </FilterField>
    </FilterBar>
  );
}

function CaseLink({ row }: { row: ApplicationRow }) {
  return (
    <Link to="/workbench/cases/$id" params={{ id: row.id }} className="wb-number">
      {row.number}
    </Link>
  );
}

function useColumns(): TableColumnsType<ApplicationRow> {
  const { t } = useTranslation('services-applications');
  const pick = usePick();
  return [
    {
      key: 'case',
      title: t('list.case'),
      render: (_, row) => (
        <>
          <CaseLink row={row} />
          <div className="wb-quiet">{pick(row.itemName)}</div>
        </>
      ),
    },
    { key: 'organ', title: t('list.organ'), width: 190, render: (_, row) => pick(row.organName) },
    {
      key: 'status',
      title: t('list.status'),
      width: 120,
      render: (_, row) => <span className={styles.tag}>{pick(applicationStatuses[row.status])}</span>,
    },
    { key: 'shape', title: t('list.shape'), width: 110, render: (_, row) => t(`list.shapes.${row.shape}`) },
    { key: 'messages', title: t('list.messages'), width: 70, render: (_, row) => row.messages || '—' },
    {
      key: 'opened',
      title: t('list.opened'),
      width: 150,
      render: (_, row) => <TimeText at={row.openedAt} />,
    },
    {
      key: 'due',
      title: t('list.due'),
      width: 170,
      render: (_, row) => <DueText at={row.dueAt} late={row.late} />,
    },
  ];
}

function Card({ row }: { row: ApplicationRow }) {
  const { t } = useTranslation('services-applications');
  const pick = usePick();
  return (
    <article className="wb-card">
      <div className="wb-card-head">
        <span className={styles.tag}>{pick(applicationStatuses[row.status])}</span>
        <span>{t(`list.shapes.${row.shape}`)}</span>
        <TimeText at={row.openedAt} form="day" />
      </div>
      <strong>
        <CaseLink row={row} />
      </strong>
      <div>{pick(row.itemName)}</div>
      <div className="wb-quiet">{pick(row.organName)}</div>
      <DueText at={row.dueAt} late={row.late} />
    </article>
  );
}
