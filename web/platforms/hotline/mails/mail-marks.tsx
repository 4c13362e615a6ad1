import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type MailRow, mailReasons, mailStandings } from '#contract/hotline/mails';
import { usePick } from '../../../i18n/language.ts';
import styles from '../tickets/tickets.module.css';

/** What became of it, and why. */
export function MailStanding({ row }: { row: MailRow }) {
  const { t } = useTranslation('hotline-mails');
  const pick = usePick();
  return (
    <span className={styles.row}>
      <span className={styles.tag}>{pick(mailStandings[row.standing])}</span>
      {row.reason && <span>{pick(mailReasons[row.reason])}</span>}
      {row.handled && <span className="wb-quiet">{t('handledBy', { by: row.handled.by })}</span>}
    </span>
  );
}

export function MailTicket({ row }: { row: MailRow }) {
  if (!row.ticket) return <>—</>;
  const { id, number } = row.ticket;
  if (id === null) return <span className="wb-number">{number}</span>;
  return (
    <Link to="/workbench/cases/$id" params={{ id }} className="wb-number">
      {number}
    </Link>
  );
}
