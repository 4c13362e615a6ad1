import type { AlertLevel } from '#contract/alerts';

/** A circle for a notice, a triangle for yellow, an octagon for red: told apart without any colour. */
export function LevelIcon({ level, size = 14 }: { level: AlertLevel; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {level === 'notice' && (
        <>
          <circle cx="8" cy="8" r="7" fill="none" stroke="currentColor" strokeWidth="1.6" />
          <path d="M8 7.2v4.2M8 4.4v1.4" stroke="currentColor" strokeWidth="1.7" />
        </>
      )}
      {level === 'yellow' && (
        <>
          <path
            d="M8 1.6 15 14.2H1z"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.6"
            strokeLinejoin="round"
          />
          <path d="M8 6v4.2M8 11.4v1.5" stroke="currentColor" strokeWidth="1.7" />
        </>
      )}
      {level === 'red' && (
        <>
          <path d="M5 .8h6L15.2 5v6L11 15.2H5L.8 11V5z" fill="currentColor" />
          <path d="M8 3.8v5M8 10.6v1.7" stroke="var(--mj-level-red-bg)" strokeWidth="2" />
        </>
      )}
    </svg>
  );
}
