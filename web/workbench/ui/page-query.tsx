import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';

interface PageQueryProps<T> {
  query: UseQueryResult<T, Error>;
  /** What the page is called until it knows what it shows, and when that cannot be read. */
  title: string;
  /** The list that it belongs to. */
  list: { title: string; to: string };
  children: (data: T) => ReactNode;
}

/** A page of one thing: while that loads or cannot be read, the page still has its head and the way back. */
export function PageQuery<T>({ query, title, list, children }: PageQueryProps<T>) {
  return (
    <>
      {query.data === undefined && <PageHeader title={title} crumbs={[list, { title }]} />}
      <QueryView query={query}>{children}</QueryView>
    </>
  );
}
