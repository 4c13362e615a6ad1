import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { ticketStatuses } from '#contract/hotline/ticket-names';
import { ticketsApi } from '#contract/hotline/tickets';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { CitizenSignIn } from '../../../../portal/my/citizen-sign-in.tsx';
import { Grounds } from '../../../../session/grounds.tsx';
import { isIn, useMe } from '../../../../session/session.ts';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { Pager } from '../../../../ui/pager.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { QueryView } from '../../../../ui/query-view.tsx';
import { TimeText } from '../../../../ui/time-text.tsx';
import styles from '../tickets.module.css';

type Search = Partial<z.output<NonNullable<typeof ticketsApi.listMyTickets.query>>>;

/** Tickets of whoever has signed in. */
export default function MyTicketsPage() {
  const { t } = useTranslation('hotline-tickets');
  const me = useMe();
  return (
    <Grounds>
      <div className={styles.page}>
        <PageHeader
          title={t('my.title')}
          sub={t('my.sub')}
          crumbs={[{ title: t('title'), to: '/hotline' }, { title: t('my.title') }]}
        />
        {me !== undefined && !isIn(me) && (
          <section className={styles.panel} aria-labelledby="my-tickets-sign-in">
            <h2 id="my-tickets-sign-in">{t('my.signIn')}</h2>
            <CitizenSignIn />
          </section>
        )}
        {isIn(me) && <MyTickets />}
      </div>
    </Grounds>
  );
}

function MyTickets() {
  const { t } = useTranslation('hotline-tickets');
  const pick = usePick();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Search;
  const query = useEndpoint(ticketsApi.listMyTickets, { query: search }, { keepPrevious: true });
  return (
    <QueryView query={query}>
      {({ rows, total, page, pageSize }) => (
        <>
          {total === 0 && (
            <EmptyState
              title={t('my.empty')}
              action={<Link to={'/hotline' as never}>{t('report.title')}</Link>}
            />
          )}
          <ul className={styles.list} aria-label={t('my.title')}>
            {rows.map((row) => (
              <li key={row.receipt} className={styles.panel}>
                <div className={styles.row}>
                  <Link to={`/hotline/tickets/${row.receipt}` as never}>
                    <strong>{row.title}</strong>
                  </Link>
                  <span className={styles.tag}>{pick(ticketStatuses[row.status])}</span>
                </div>
                <div className={styles.quiet}>
                  <span className={styles.number}>{row.number}</span> · {pick(row.categoryName)} ·{' '}
                  <TimeText at={row.openedAt} form="day" />
                  {row.late && ` · ${t('progress.late')}`}
                </div>
              </li>
            ))}
          </ul>
          <Pager
            of={{ page, pageSize, total }}
            onPage={(next) => void navigate({ to: '.', search: { ...search, page: next } as never })}
          />
        </>
      )}
    </QueryView>
  );
}
