import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from './error-state.tsx';
import { WaitingLines } from './waiting-lines.tsx';

interface Props<T> {
  query: UseQueryResult<T, Error>;
  children: (data: T) => ReactNode;
  /** What stands there while it loads; by default lines of grey. */
  loading?: ReactNode;
}

/** Shows a query as it is: loading, failed with a way to try again, or its data. Old data stays in sight. */
export function QueryView<T>({ query, children, loading }: Props<T>) {
  const { t } = useTranslation();
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <div role="status" aria-live="polite">
      <span className="mj-sr-only">{t('loading')}</span>
      {loading ?? <WaitingLines />}
    </div>
  );
}
