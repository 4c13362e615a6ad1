import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { usePick } from '../../../i18n/language.ts';
import type { GuideItem } from './answers.ts';
import styles from './item-page.module.css';
import { Panel } from './panel.tsx';

/** The items that a joint one is made of: which organ, and what has to come before. */
export function ItemParts({ item }: { item: GuideItem }) {
  const { t } = useTranslation('services-guide');
  const pick = usePick();
  if (item.parts.length === 0) return null;
  const names = new Map(item.partNames.map((part) => [part.item, pick(part.name)]));
  return (
    <Panel id="parts" title={t('item.parts')}>
      <p className={styles.quiet}>{t('item.partsHint')}</p>
      <ol className={styles.parts}>
        {item.partNames.map((part) => {
          const after = item.parts.find((one) => one.item === part.item)?.after ?? [];
          const before = after.map((code) => names.get(code) ?? code).join('、');
          return (
            <li key={part.item}>
              <Link to="/services/guide/items/$code" params={{ code: part.item }}>
                {pick(part.name)}
              </Link>
              <span>{pick(part.organName)}</span>
              <span className={styles.quiet}>
                {before ? t('item.partAfter', { names: before }) : t('item.partFirst')}
              </span>
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}
