import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { itemTypes } from '#contract/catalogue';
import type { catalogueApi } from '#contract/catalogue-api';
import type { ResponseOf } from '../api.ts';
import { usePick } from '../i18n/language.ts';
import { useLimitText } from '../ui/limit-text.tsx';
import styles from './catalogue-page.module.css';

type ItemRow = ResponseOf<typeof catalogueApi.listItems>['rows'][number];

/** One item in the list: name, organ, kind, limits. The whole card leads to its page. */
export function ItemEntry({ row }: { row: ItemRow }) {
  const { t } = useTranslation(['portal', 'terms']);
  const pick = usePick();
  const write = useLimitText();
  const kind = itemTypes[row.type as keyof typeof itemTypes];
  return (
    <li>
      <div>
        <Link to="/catalogue/$code" params={{ code: row.code }}>
          {pick(row.name)}
        </Link>
        <div className={styles.about}>
          <span>{pick(row.organName)}</span>
          {kind && <span>{pick(kind)}</span>}
          <span>{t(`terms:regionLevel.${row.level as 2}`)}</span>
          <span>{row.code}</span>
          {row.cancelledFrom && <span>{t('catalogue.cancelled', { date: row.cancelledFrom })}</span>}
        </div>
      </div>
      <dl className={styles.limits}>
        {row.limits.promised && (
          <>
            <dt>{t('catalogue.promised')}</dt>
            <dd>{write(row.limits.promised)}</dd>
          </>
        )}
        {row.limits.legal && (
          <>
            <dt>{t('catalogue.legal')}</dt>
            <dd>{write(row.limits.legal)}</dd>
          </>
        )}
      </dl>
    </li>
  );
}
