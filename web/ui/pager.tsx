import { Pagination } from 'antd';

interface Props {
  /** The page that is shown. */
  of: { page: number; pageSize: number; total: number };
  onPage: (page: number) => void;
}

/** Leads through the pages of a list for everybody; nothing where there is one page alone. */
export function Pager({ of: { page, pageSize, total }, onPage }: Props) {
  if (total <= pageSize) return null;
  return (
    <Pagination
      simple
      style={{ marginTop: 12 }}
      current={page}
      pageSize={pageSize}
      total={total}
      showSizeChanger={false}
      onChange={onPage}
    />
  );
}
