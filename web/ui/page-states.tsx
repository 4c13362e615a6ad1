import type { ErrorComponentProps } from '@tanstack/react-router';
import { ErrorState } from './error-state.tsx';
import plain from './plain.module.css';
import styles from './state.module.css';

/** A page's script is on its way. */
export function PageLoading() {
  return (
    <div className={styles.loading} data-waiting role="status" aria-label="…">
      <span className={plain.wheel} />
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
