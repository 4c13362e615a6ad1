import styles from './plain.module.css';

/** Lines of grey where text is on its way. */
export function WaitingLines({ lines = 6 }: { lines?: number }) {
  return (
    <div className={styles.lines} aria-hidden data-waiting>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines that are all the same
        <span key={line} />
      ))}
    </div>
  );
}
