import { Link } from '@tanstack/react-router';
import type { TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queueApi } from '#contract/services/queue';
import { type ResponseOf, useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { QueryView } from '../../../../ui/query-view.tsx';
import { FilterField } from '../../../../workbench/ui/filter-bar.tsx';
import { ListTable } from '../../../../workbench/ui/list-table.tsx';
import { SearchInput } from '../../../../workbench/ui/search-input.tsx';
import { Section } from '../../../../workbench/ui/section.tsx';

type Row = ResponseOf<typeof queueApi.listCounters>[number];

/** The windows at which one may call; the way to the screen of each. */
export default function WindowListPage() {
  const { t } = useTranslation('services-queue');
  const pick = usePick();
  const [search, setSearch] = useState<string>();
  const query = useEndpoint(
    queueApi.listCounters,
    { query: { search } },
    { keepPrevious: true, refetchInterval: 15_000 },
  );
  const link = (row: Row) => (
    <Link to="/workbench/services/windows/$point/$window" params={{ point: row.point, window: row.window }}>
      {pick(row.pointName)} {pick(row.windowName)}
    </Link>
  );
  const columns: TableColumnsType<Row> = [
    { key: 'window', title: t('window'), render: (_, row) => link(row) },
    { key: 'group', title: t('group'), render: (_, row) => pick(row.groupName) },
    { key: 'state', title: t('state'), render: (_, row) => t(`windowState.${row.state}`) },
    { key: 'clerk', title: t('clerk'), render: (_, row) => row.clerk ?? '—' },
    { key: 'waiting', title: t('waitingNow'), render: (_, row) => row.waiting },
  ];
  return (
    <>
      <PageHeader title={t('windows.title')} sub={t('windows.sub')} />
      <Section title={t('windows.title')}>
        <FilterField label={t('windows.search')} wide>
          {(id) => <SearchInput id={id} maxLength={40} value={search} onChange={setSearch} />}
        </FilterField>
        <QueryView query={query}>
          {(rows) =>
            rows.length === 0 ? (
              <EmptyState title={t('windows.empty')} hint={t('windows.emptyHint')} />
            ) : (
              <ListTable
                rows={rows}
                label={t('windows.title')}
                rowKey={(row) => `${row.point} ${row.window}`}
                columns={columns}
                card={(row) => (
                  <article className="wb-card">
                    <strong>{link(row)}</strong>
                    <div className="wb-quiet">
                      {t(`windowState.${row.state}`)} · {t('waitingCount', { count: row.waiting })}
                    </div>
                  </article>
                )}
              />
            )
          }
        </QueryView>
      </Section>
    </>
  );
}
