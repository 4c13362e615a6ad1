import { getRouteApi } from '@tanstack/react-router';
import { Button, Rate } from 'antd';
import { useTranslation } from 'react-i18next';
import { queueApi, type TicketView } from '#contract/services/queue';
import { useAction, useEndpoint } from '../../../api.ts';
import { usePick } from '../../../i18n/language.ts';
import { PageHeader } from '../../../ui/page-header.tsx';
import { QueryView } from '../../../ui/query-view.tsx';
import { TimeText } from '../../../ui/time-text.tsx';
import { Problem } from './problem.tsx';
import styles from './queue.module.css';

const route = getRouteApi('/portal/services/tickets/$code');
const often = 5_000;

function Position({ ticket }: { ticket: TicketView }) {
  const { t } = useTranslation('services-queue');
  const pick = usePick();
  if (ticket.state === 'called' && ticket.window)
    return <p className={styles.big}>{t('goTo', { window: pick(ticket.window.name) })}</p>;
  if (ticket.state !== 'waiting') return <p className={styles.big}>{t(`ticketState.${ticket.state}`)}</p>;
  return (
    <>
      <p className={styles.big}>{t('ahead', { count: ticket.ahead })}</p>
      <p>
        {ticket.estimate === null
          ? t('noWindow')
          : t(ticket.paceOf > 0 ? 'estimate' : 'estimateAssumed', {
              minutes: ticket.estimate,
              count: ticket.paceOf,
            })}
      </p>
    </>
  );
}

/** How the window was; asked once, when the ticket is done. */
function Rating({ ticket }: { ticket: TicketView }) {
  const { t } = useTranslation('services-queue');
  const rate = useAction(queueApi.rateWindow, { refreshes: [queueApi.getTicket] });
  if (ticket.state !== 'done') return null;
  return (
    <section aria-labelledby="rating-title">
      <h2 id="rating-title">{t('rate')}</h2>
      {ticket.rating === null ? (
        <div role="group" aria-labelledby="rating-title" className={styles.actions}>
          {[1, 2, 3, 4, 5].map((stars) => (
            <Button
              key={stars}
              loading={rate.isPending}
              onClick={() => rate.mutate({ params: { code: ticket.code }, body: { stars } })}
            >
              {t('stars', { count: stars })}
            </Button>
          ))}
        </div>
      ) : (
        <p>
          <Rate disabled value={ticket.rating} aria-hidden /> {t('rated', { count: ticket.rating })}
        </p>
      )}
      <Problem error={rate.error} />
    </section>
  );
}

/** A ticket on a telephone: its place in the queue, kept up to date, said aloud by screen readers when it changes. */
export default function TicketPage() {
  const { t } = useTranslation('services-queue');
  const pick = usePick();
  const { code } = route.useParams();
  const query = useEndpoint(queueApi.getTicket, { params: { code } }, { refetchInterval: often });
  const leave = useAction(queueApi.leaveQueue, { refreshes: [queueApi.getTicket] });
  return (
    <QueryView query={query}>
      {(ticket) => (
        <>
          <PageHeader title={t('ticket', { number: ticket.number })} sub={pick(ticket.pointName)} />
          <section className={styles.panel} aria-label={t('ticket', { number: ticket.number })}>
            <strong className={styles.number}>{ticket.number}</strong>
            <span className={styles.soft}>
              {ticket.group} {pick(ticket.groupName)} · {t(`priority.${ticket.priority}`)} · {t('issued')}{' '}
              <TimeText at={ticket.issuedAt} />
            </span>
            <div aria-live="polite">
              <Position ticket={ticket} />
            </div>
            {ticket.state === 'waiting' && (
              <Button danger loading={leave.isPending} onClick={() => leave.mutate({ params: { code } })}>
                {t('leave')}
              </Button>
            )}
            <Problem error={leave.error} />
            <Rating ticket={ticket} />
          </section>
        </>
      )}
    </QueryView>
  );
}
