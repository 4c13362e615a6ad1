import { useTranslation } from 'react-i18next';
import styles from './tag.module.css';

/** Marks what is invented for demonstration. */
export function DemoBadge() {
  const { t } = useTranslation();
  return (
    <span className={`${styles.tag} ${styles.demo}`} title={t('demoHint')}>
      {t('demo')}
    </span>
  );
}
