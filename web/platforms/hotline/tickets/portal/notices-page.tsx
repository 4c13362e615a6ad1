import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { ticketsApi } from '#contract/hotline/tickets';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { Grounds } from '../../../../session/grounds.tsx';
import { DemoBadge } from '../../../../ui/demo-badge.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { Pager } from '../../../../ui/pager.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { QueryView } from '../../../../ui/query-view.tsx';
import { TimeText } from '../../../../ui/time-text.tsx';
import styles from '../tickets.module.css';

type Search = Partial<z.output<NonNullable<typeof ticketsApi.listPublicNotices.query>>>;

/** What is published of organs that left reminders unanswered or satisfied nobody. */
export default function NoticesPage() {
  const { t } = useTranslation('hotline-tickets');
  const pick = usePick();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Search;
  const query = useEndpoint(ticketsApi.listPublicNotices, { query: search }, { keepPrevious: true });
  return (
    <Grounds>
      <div className={styles.page}>
        <PageHeader
          title={t('notices.title')}
          sub={t('notices.sub')}
          crumbs={[{ title: t('title'), to: '/hotline' }, { title: t('notices.title') }]}
        />
        <QueryView query={query}>
          {({ rows, total, page, pageSize }) => (
            <>
              {total === 0 && <EmptyState title={t('notices.empty')} />}
              <ul className={styles.list} aria-label={t('notices.title')}>
                {rows.map((row) => (
                  <li key={`${row.number}-${row.at}`} className={styles.panel}>
                    <div className={styles.row}>
                      <strong>{pick(row.organName)}</strong>
                      {row.demonstration && <DemoBadge />}
                    </div>
                    <p className={styles.words}>{row.text}</p>
                    <div className={styles.quiet}>
                      {row.title} · <span className={styles.number}>{row.number}</span> ·{' '}
                      <TimeText at={row.at} form="day" />
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
      </div>
    </Grounds>
  );
}
