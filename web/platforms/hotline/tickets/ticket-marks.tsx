import { useTranslation } from 'react-i18next';
import type { TicketRow } from '#contract/hotline/ticket-parts';
import { ticketStatuses } from '#contract/hotline/ticket-names';
import { usePick } from '../../../i18n/language.ts';
import styles from './tickets.module.css';

type Marked = Pick<TicketRow, 'status' | 'emergency' | 'confidential' | 'supervisor' | 'excluded' | 'redos'>;

/** Where a ticket stands and what is special about it, in words. */
export function TicketMarks({ ticket }: { ticket: Marked }) {
  const { t } = useTranslation('hotline-tickets');
  const pick = usePick();
  const tag = (text: string) => <span className={styles.tag}>{text}</span>;
  return (
    <span className={styles.row}>
      {ticket.emergency && <span className={`${styles.tag} ${styles.urgent}`}>{t('list.emergency')}</span>}
      {tag(pick(ticketStatuses[ticket.status]))}
      {ticket.confidential && tag(t('list.confidential'))}
      {ticket.supervisor && tag(t('list.supervised', { person: ticket.supervisor }))}
      {ticket.redos > 0 && tag(t('list.redos', { count: ticket.redos }))}
      {ticket.excluded && tag(t('list.excluded'))}
    </span>
  );
}
