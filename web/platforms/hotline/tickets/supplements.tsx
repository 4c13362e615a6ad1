import { useTranslation } from 'react-i18next';
import type { TicketView } from '#contract/hotline/tickets';
import { TimeText } from '../../../ui/time-text.tsx';
import styles from './tickets.module.css';

/** What the caller told later, below what they told first. */
export function Supplements({ of }: { of: TicketView['supplements'] }) {
  const { t } = useTranslation('hotline-tickets');
  if (of.length === 0) return null;
  return (
    <ul className={styles.list} aria-label={t('section.supplements')}>
      {of.map(({ at, text }) => (
        <li key={`${at}${text.slice(0, 20)}`}>
          <span className={styles.tag}>{t('section.supplements')}</span> <TimeText at={at} />
          <p className={styles.words}>{text}</p>
        </li>
      ))}
    </ul>
  );
}
