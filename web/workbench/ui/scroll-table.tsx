import { Table, type TableProps } from 'antd';

/**
 * A table without links, wider than a narrow screen: what scrolls is a region of its own that the keyboard reaches,
 * which Ant Design's own scrolling is not.
 */
export function ScrollTable<Row extends object>({ label, ...table }: TableProps<Row> & { label: string }) {
  return (
    // A group and no landmark: it stands in a section of the same name. What scrolls must be reachable by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div role="group" className="wb-scroll" aria-label={label} tabIndex={0}>
      <Table<Row> className="wb-table wb-table-top" size="small" pagination={false} {...table} />
    </div>
  );
}
