import type { UseQueryResult } from '@tanstack/react-query';
import { Grid, Pagination, Spin, Table, type TableColumnsType, type TableProps } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../ui/error-state.tsx';

/** One page of a list as the contract gives it (`pageOf`). */
export interface PageOf<Row> {
  rows: Row[];
  total: number;
  page: number;
  pageSize: number;
}

interface PagedTableProps<Row extends object> {
  query: UseQueryResult<PageOf<Row>, Error>;
  /** What the table lists, for those who do not see it. */
  label: string;
  rowKey: (row: Row) => string;
  columns: TableColumnsType<Row>;
  /** The same row as a card for a narrow screen. */
  card: (row: Row) => ReactNode;
  empty: ReactNode;
  onPage: (page: number, pageSize: number) => void;
  selection?: TableProps<Row>['rowSelection'];
  onOpen?: (row: Row) => void;
  rowClassName?: (row: Row) => string;
}

/** A list with paging by the server: a table on a wide screen, cards on a narrow one. */
export function PagedTable<Row extends object>(props: PagedTableProps<Row>) {
  const { query, empty } = props;
  const narrow = !Grid.useBreakpoint().md;
  if (query.isError && !query.data)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data && query.data.total === 0) return <>{empty}</>;
  return (
    <div aria-busy={query.isFetching}>
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {narrow ? <CardList {...props} /> : <WideTable {...props} />}
      <Pages {...props} narrow={narrow} />
    </div>
  );
}

function WideTable<Row extends object>(props: PagedTableProps<Row>) {
  const { query, label, rowKey, columns, selection, onOpen, rowClassName } = props;
  return (
    <Table<Row>
      className="wb-table"
      size="middle"
      aria-label={label}
      columns={columns}
      dataSource={query.data?.rows ?? []}
      rowKey={rowKey}
      loading={query.isPending || query.isPlaceholderData}
      pagination={false}
      scroll={{ x: 'max-content' }}
      rowSelection={selection}
      rowClassName={rowClassName}
      onRow={
        onOpen &&
        ((row) => ({
          className: 'wb-row-opens',
          // The mouse may hit the whole row; the keyboard has the link inside it.
          onClick: (event) => {
            const hit = event.target as HTMLElement;
            if (!hit.closest('a, button, input, label, .ant-checkbox-wrapper, .ant-table-selection-column'))
              onOpen(row);
          },
        }))
      }
    />
  );
}

function CardList<Row extends object>({ query, label, rowKey, card }: PagedTableProps<Row>) {
  return (
    <Spin spinning={query.isPending || query.isPlaceholderData}>
      <ul className="wb-cards" aria-label={label}>
        {(query.data?.rows ?? []).map((row) => (
          <li key={rowKey(row)}>{card(row)}</li>
        ))}
      </ul>
    </Spin>
  );
}

function Pages<Row extends object>({ query, onPage, narrow }: PagedTableProps<Row> & { narrow: boolean }) {
  const { t } = useTranslation('workbench');
  if (!query.data) return null;
  const { page, pageSize, total } = query.data;
  return (
    <Pagination
      className="wb-pages no-print"
      current={page}
      pageSize={pageSize}
      total={total}
      simple={narrow}
      showSizeChanger={!narrow}
      pageSizeOptions={[20, 50, 100, 200]}
      showTotal={(count) => t('paging.total', { count })}
      onChange={onPage}
    />
  );
}
