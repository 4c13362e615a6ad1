import type { ReactNode } from 'react';
import styles from './item-page.module.css';

/** A section of a guide with its heading, reached by its name in an address. */
export function Panel({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section className={styles.panel} id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
    </section>
  );
}
