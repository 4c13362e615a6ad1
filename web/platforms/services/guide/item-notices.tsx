import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useInstallation } from '../../../ui/installation.ts';
import { civilText } from '../../../ui/moment.ts';
import type { GuideItem } from './answers.ts';
import styles from './item-page.module.css';

/** What has to be known before the rest is read: cancelled, of the past, not in force yet. */
export function ItemNotices({ item }: { item: GuideItem }) {
  const { t } = useTranslation('services-guide');
  const zone = useInstallation()?.timeZone ?? 'Asia/Shanghai';
  const today = civilText(new Date().toISOString(), zone, 'day');
  const inForce =
    item.versions.findLast(({ effectiveFrom }) => effectiveFrom <= today) ?? item.versions.at(-1);
  return (
    <>
      {item.cancelledFrom && (
        <p className={styles.warning}>{t('item.cancelled', { date: item.cancelledFrom })}</p>
      )}
      {item.effectiveFrom > today && (
        <p className={styles.warning}>{t('item.later', { date: item.effectiveFrom })}</p>
      )}
      {inForce && item.version < inForce.version && (
        <p className={styles.warning}>
          {t('item.old')}{' '}
          <Link to="/services/guide/items/$code" params={{ code: item.code }}>
            {t('item.newest')}
          </Link>
        </p>
      )}
    </>
  );
}

/** Every version of the item, each with its day. */
export function ItemVersions({ item }: { item: GuideItem }) {
  const { t } = useTranslation('services-guide');
  if (item.versions.length < 2) return null;
  return (
    <section className={`${styles.panel} no-print`}>
      <h2>{t('item.versions')}</h2>
      <ul className={styles.conditions}>
        {item.versions.map(({ version, effectiveFrom }) => (
          <li key={version}>
            <Link to="/services/guide/items/$code" params={{ code: item.code }} search={{ version }}>
              {t('item.versionEntry', { version, date: effectiveFrom })}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
