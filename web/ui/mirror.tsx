/** The mark of Mingjing: a round bronze mirror on its stand. */
export function Mirror({ size = 30 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="7" fill="#17456f" />
      <circle cx="16" cy="14" r="8.2" fill="none" stroke="#fff" strokeWidth="2.2" />
      <path
        d="M11.4 14.2a4.7 4.7 0 0 1 4.4-4.6"
        fill="none"
        stroke="#9fd0ff"
        strokeWidth="2"
        strokeLinecap="round"
      />
      <path d="M16 22.4v4.4M11.8 27h8.4" stroke="#fff" strokeWidth="2.2" strokeLinecap="round" />
    </svg>
  );
}
