import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { documentAddress } from '#contract/documents';
import type { ApplicationDocument } from '#contract/services/applications';
import { usePick } from '../../../i18n/language.ts';
import { QueryView } from '../../../ui/query-view.tsx';
import styles from './application.module.css';

/** Notices and licences: each can be read, printed, and verified by its code. */
export function ApplicationDocuments({ query }: { query: UseQueryResult<ApplicationDocument[], Error> }) {
  const { t } = useTranslation('services-applications');
  const pick = usePick();
  return (
    <QueryView query={query}>
      {(documents) => (
        <>
          {documents.length === 0 && <p className={styles.quiet}>{t('page.noDocuments')}</p>}
          <ul className={styles.list}>
            {documents.map((one) => (
              <li key={one.code}>
                <a href={documentAddress(one.code)} aria-label={t('page.download', { name: one.title })}>
                  {pick(one.kindName)}
                </a>{' '}
                <span className={styles.quiet}>
                  {one.organ} · {one.number} · {one.date}
                </span>
                <div>
                  <a
                    href={`/verify/${one.code}`}
                    aria-label={`${t('page.verify')} ${one.title} ${one.organ}`}
                  >
                    {t('page.verify')}
                  </a>{' '}
                  <span className={styles.fingerprint}>{one.code}</span>
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
    </QueryView>
  );
}
