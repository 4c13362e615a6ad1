import { Grid, Table, type TableColumnsType } from 'antd';
import type { ReactNode } from 'react';

interface ListTableProps<Row extends object> {
  rows: Row[];
  /** What the table lists, for those who do not see it. */
  label: string;
  rowKey: (row: Row) => string;
  columns: TableColumnsType<Row>;
  /** The same row as a card for a narrow screen. */
  card: (row: Row) => ReactNode;
}

/** A list that is there as a whole: a table on a wide screen, cards on a narrow one. */
export function ListTable<Row extends object>({ rows, label, rowKey, columns, card }: ListTableProps<Row>) {
  const narrow = !Grid.useBreakpoint().md;
  if (narrow)
    return (
      <ul className="wb-cards" aria-label={label}>
        {rows.map((row) => (
          <li key={rowKey(row)}>{card(row)}</li>
        ))}
      </ul>
    );
  return (
    <Table<Row>
      className="wb-table wb-table-top"
      size="middle"
      aria-label={label}
      pagination={false}
      rowKey={rowKey}
      columns={columns}
      dataSource={rows}
    />
  );
}
