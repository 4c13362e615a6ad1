import type { ReactNode } from 'react';
import styles from './state.module.css';

/** Nothing to show: says so, why, and what can be done. */
export function EmptyState({ title, hint, action }: { title: string; hint?: ReactNode; action?: ReactNode }) {
  return (
    <div className={styles.state} role="status">
      <svg width="56" height="56" viewBox="0 0 56 56" aria-hidden="true">
        <circle cx="28" cy="24" r="15" fill="none" stroke="var(--mj-line-strong)" strokeWidth="2.5" />
        <path
          d="M19 24a9 9 0 0 1 8-9"
          fill="none"
          stroke="var(--mj-line-strong)"
          strokeWidth="2"
          strokeLinecap="round"
        />
        <path d="M28 39v8M20 48h16" stroke="var(--mj-line-strong)" strokeWidth="2.5" strokeLinecap="round" />
      </svg>
      <h2>{title}</h2>
      {hint && <div>{hint}</div>}
      {action}
    </div>
  );
}
