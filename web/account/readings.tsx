import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { personFields, privacyApi } from '#contract/privacy';
import { useEndpoint } from '../api.ts';
import { usePick } from '../i18n/language.ts';
import lists from '../session/lists.module.css';
import { Pager } from '../ui/pager.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { TimeText } from '../ui/time-text.tsx';

/** Who read one's own record in full, when and what for (个人信息保护法 art. 44 and 45). */
export function Readings() {
  const { t } = useTranslation('account');
  const pick = usePick();
  const [page, setPage] = useState(1);
  const query = useEndpoint(
    privacyApi.whoReadMine,
    { query: { page, pageSize: 20 } },
    { keepPrevious: true },
  );
  return (
    <QueryView query={query}>
      {({ rows, total, pageSize }) =>
        total === 0 ? (
          <p className={lists.quiet}>{t('readings.none')}</p>
        ) : (
          <>
            <ul className={lists.list} aria-label={t('readings.title')}>
              {rows.map((row) => (
                <li key={row.id}>
                  <div>
                    <strong>{pick(row.purposeText)}</strong>
                    <div>
                      {row.fields.map((field) => pick(personFields[field])).join(t('readings.comma'))}
                    </div>
                    <div className={lists.quiet}>
                      {row.actor} · <TimeText at={row.at} />
                      {row.caseId && ` · ${t('readings.case', { id: row.caseId })}`}
                    </div>
                  </div>
                </li>
              ))}
            </ul>
            <Pager of={{ page, pageSize, total }} onPage={setPage} />
          </>
        )
      }
    </QueryView>
  );
}
