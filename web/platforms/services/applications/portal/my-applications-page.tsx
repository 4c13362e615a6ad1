import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { applicationStatuses, applicationsApi } from '#contract/services/applications';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { CitizenSignIn } from '../../../../portal/my/citizen-sign-in.tsx';
import { Grounds } from '../../../../session/grounds.tsx';
import { isIn, useMe } from '../../../../session/session.ts';
import { DemoBadge } from '../../../../ui/demo-badge.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { Pager } from '../../../../ui/pager.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { QueryView } from '../../../../ui/query-view.tsx';
import { TimeText } from '../../../../ui/time-text.tsx';
import styles from '../application.module.css';

type Search = Partial<z.output<NonNullable<typeof applicationsApi.listMyApplications.query>>>;

/** Applications of whoever has signed in. */
export default function MyApplicationsPage() {
  const { t } = useTranslation('services-applications');
  const me = useMe();
  return (
    <Grounds>
      <div className={styles.page}>
        <PageHeader title={t('my.title')} sub={t('my.sub')} />
        {me !== undefined && !isIn(me) && (
          <section className={styles.panel} aria-labelledby="my-sign-in">
            <h2 id="my-sign-in">{t('apply.signInFirst')}</h2>
            <CitizenSignIn />
          </section>
        )}
        {isIn(me) && <MyApplications />}
      </div>
    </Grounds>
  );
}

function MyApplications() {
  const { t } = useTranslation('services-applications');
  const pick = usePick();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Search;
  const query = useEndpoint(applicationsApi.listMyApplications, { query: search }, { keepPrevious: true });
  const change = (patch: Search) => void navigate({ to: '.', search: { ...search, ...patch } as never });
  return (
    <>
      <Segmented
        aria-label={t('my.title')}
        value={search.open ?? ''}
        onChange={(open) => change({ open: (open || undefined) as Search['open'], page: undefined })}
        options={[
          { value: '', label: t('my.all') },
          { value: 'true', label: t('my.open') },
          { value: 'false', label: t('my.ended') },
        ]}
      />
      <QueryView query={query}>
        {({ rows, total, page, pageSize }) => (
          <>
            {total === 0 && (
              <EmptyState
                title={t('my.empty')}
                hint={t('my.emptyHint')}
                action={<Link to="/services/guide">{t('my.catalogue')}</Link>}
              />
            )}
            <ul className={styles.list} aria-label={t('my.title')}>
              {rows.map((row) => (
                <li key={row.receipt} className={styles.panel}>
                  <div className={styles.row}>
                    <Link to={`/services/applications/${row.receipt}` as never}>
                      <strong>{pick(row.itemName)}</strong>
                    </Link>
                    <span className={styles.tag}>{pick(applicationStatuses[row.status])}</span>
                    {row.asked && <strong className={styles.fault}>{t('my.asked')}</strong>}
                    {row.demonstration && <DemoBadge />}
                  </div>
                  <div>{pick(row.organName)}</div>
                  <div className={styles.quiet}>
                    <span className={styles.number}>{row.number}</span> · {t('page.opened')}{' '}
                    <TimeText at={row.openedAt} form="day" />
                    {row.dueAt && (
                      <>
                        {' · '}
                        {t('page.due')} <TimeText at={row.dueAt} form="day" />
                      </>
                    )}
                    {row.late && ` · ${t('page.late')}`}
                  </div>
                </li>
              ))}
            </ul>
            <Pager of={{ page, pageSize, total }} onPage={(next) => change({ page: next })} />
          </>
        )}
      </QueryView>
    </>
  );
}
