import type { UseQueryResult } from '@tanstack/react-query';
import { Pagination } from 'antd';
import type { ReactNode } from 'react';
import { QueryView } from './query-view.tsx';

interface Page<Row> {
  rows: Row[];
  total: number;
  page: number;
  pageSize: number;
}

interface Props<Row> {
  query: UseQueryResult<Page<Row>, Error>;
  className?: string;
  /** One row, an `li` with its key. */
  entry: (row: Row) => ReactNode;
  empty: ReactNode;
  onPage: (page: number) => void;
}

/** A list of entries for the public, a page at a time. */
export function PagedList<Row>({ query, className, entry, empty, onPage }: Props<Row>) {
  return (
    <QueryView query={query}>
      {({ rows, total, page, pageSize }) =>
        total === 0 ? (
          empty
        ) : (
          <>
            <ul className={className}>{rows.map(entry)}</ul>
            <Pagination
              simple
              current={page}
              pageSize={pageSize}
              total={total}
              showSizeChanger={false}
              onChange={onPage}
            />
          </>
        )
      }
    </QueryView>
  );
}
