import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { itemTypes } from '#contract/catalogue';
import { usePick } from '../../../i18n/language.ts';
import { useLimitText } from '../../../ui/limit-text.tsx';
import type { GuideRow } from './answers.ts';
import { HighlightedName } from './highlighted.tsx';
import styles from './result-page.module.css';

/** One item in a list: name, nearest organ, kind, effort, limits. The whole card leads to its guide. */
export function ResultRow({ row }: { row: GuideRow }) {
  const { t } = useTranslation(['services-guide', 'terms']);
  const pick = usePick();
  const write = useLimitText();
  const kind = itemTypes[row.type as keyof typeof itemTypes];
  const { promised, legal } = row.limits;
  return (
    <li>
      <div>
        <Link to="/services/guide/items/$code" params={{ code: row.code }}>
          <HighlightedName found={row.found} />
        </Link>
        <div className={styles.about}>
          <span>{pick(row.organName)}</span>
          <span>{t(`terms:regionLevel.${row.level as 2}`)}</span>
          {kind && <span>{pick(kind)}</span>}
          {row.places > 1 && <span>{t('list.places', { count: row.places })}</span>}
          {row.joint && <span className={styles.joint}>{t('list.joint')}</span>}
          {row.visits !== null && (
            <span>{row.visits === 0 ? t('list.noVisit') : t('list.visits', { count: row.visits })}</span>
          )}
          <span>{t(row.free ? 'list.free' : 'list.charged')}</span>
        </div>
      </div>
      <dl className={styles.limits}>
        {promised && (
          <>
            <dt>{t('list.promised')}</dt>
            <dd>{write(promised)}</dd>
          </>
        )}
        {legal && (
          <>
            <dt>{t('list.legal')}</dt>
            <dd>{write(legal)}</dd>
          </>
        )}
      </dl>
    </li>
  );
}
