import type { ErrorComponentProps } from '@tanstack/react-router';
import { Spin } from 'antd';
import { ErrorState } from './error-state.tsx';
import styles from './state.module.css';

/** A page's script is on its way. */
export function PageLoading() {
  return (
    <div className={styles.loading} role="status" aria-label="…">
      <Spin size="large" />
    </div>
  );
}

/** A page failed while it was drawn. */
export function PageFault({ error, reset }: ErrorComponentProps) {
  return (
    <main id="content">
      <ErrorState error={error} onRetry={reset} />
    </main>
  );
}
