import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './tag.module.css';

/** Marks what is invented for demonstration. */
export function DemoBadge() {
  const { t } = useTranslation();
  return (
    <Tooltip title={t('demoHint')}>
      <span className={`${styles.tag} ${styles.demo}`}>{t('demo')}</span>
    </Tooltip>
  );
}
