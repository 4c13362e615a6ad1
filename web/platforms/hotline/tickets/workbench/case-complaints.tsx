import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ticketsApi } from '#contract/hotline/tickets';
import { useEndpoint } from '../../../../api.ts';
import { Section } from '../../../../workbench/ui/section.tsx';
import { TicketMarks } from '../ticket-marks.tsx';
import styles from '../tickets.module.css';

/** Tickets that complain of how a case was handled; nothing where there are none within one's reach. */
export default function CaseComplaints({ id }: { id: string }) {
  const { t } = useTranslation('hotline-tickets');
  const query = useEndpoint(ticketsApi.listTickets, { query: { about: id, pageSize: 10 } });
  const rows = query.data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <Section title={t('complaints')}>
      <ul className={styles.list}>
        {rows.map((row) => (
          <li key={row.id}>
            <div className={styles.row}>
              <Link to="/workbench/cases/$id" params={{ id: row.id }}>
                {row.title}
              </Link>
              <TicketMarks ticket={row} />
            </div>
            <span className={`${styles.number} wb-quiet`}>{row.number}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
