import { Table, type TableProps } from 'antd';

/**
 * A table without links, wider than a narrow screen: what scrolls is a region of its own that the keyboard reaches,
 * which Ant Design's own scrolling is not.
 */
export function ScrollTable<Row extends object>({ label, ...table }: TableProps<Row> & { label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="wb-scroll" aria-label={label} tabIndex={0}>
      <Table<Row> className="wb-table wb-table-top" size="small" pagination={false} {...table} />
    </section>
  );
}
