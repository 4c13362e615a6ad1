import type { LegalBasis } from '#contract/catalogue';
import styles from './basis-list.module.css';

/** The laws and articles that something rests on, with their text where it is known. */
export function BasisList({ basis }: { basis: LegalBasis[] }) {
  return (
    <ul className={styles.list}>
      {basis.map((one) => (
        <li key={`${one.law} ${one.article}`}>
          <cite>{one.law}</cite> {one.article}
          {one.text && <blockquote>{one.text}</blockquote>}
        </li>
      ))}
    </ul>
  );
}
