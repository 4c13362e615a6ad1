import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { portalApi } from '#contract/portal';
import { useEndpoint } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import lists from '../../session/lists.module.css';
import { DemoBadge } from '../../ui/demo-badge.tsx';
import { Pager } from '../../ui/pager.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { OwnRecordForm } from './own-record-form.tsx';

/** The cases that one is the applicant of; each leads to its progress. */
export function MyCases() {
  const { t } = useTranslation('portal');
  const pick = usePick();
  const [page, setPage] = useState(1);
  const query = useEndpoint(portalApi.listMyCases, { query: { page, pageSize: 10 } }, { keepPrevious: true });
  return (
    <QueryView query={query}>
      {({ rows, total, pageSize, known }) => (
        <>
          {total === 0 && <p className={lists.quiet}>{known ? t('my.noCases') : t('my.noRecord')}</p>}
          {total > 0 && (
            <ul className={lists.list} aria-label={t('my.cases')}>
              {rows.map((row) => (
                <li key={row.receipt}>
                  <div>
                    <Link to="/progress/$receipt" params={{ receipt: row.receipt }}>
                      <strong>{pick(row.itemName)}</strong>
                    </Link>{' '}
                    {row.demonstration && <DemoBadge />}
                    <div>
                      {pick(row.organName)} · {pick(row.statusName)}
                      {row.late && ` · ${t('my.late')}`}
                    </div>
                    <div className={lists.quiet}>
                      {t('my.opened')} <TimeText at={row.openedAt} />
                      {row.closedAt === null && row.dueAt !== null && (
                        <>
                          {' · '}
                          {t('my.due')} <TimeText at={row.dueAt} />
                        </>
                      )}
                    </div>
                  </div>
                </li>
              ))}
            </ul>
          )}
          <Pager of={{ page, pageSize, total }} onPage={setPage} />
          <OwnRecordForm open={!known} />
        </>
      )}
    </QueryView>
  );
}
