import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { KnowledgeEntry } from '#contract/hotline/knowledge';
import styles from './knowledge.module.css';

/** Says of an entry that may not be relied on why that is so; nothing of one that may. */
export function StandingWarning({ entry }: { entry: KnowledgeEntry }) {
  const { t } = useTranslation('hotline-knowledge');
  const { standing, validFrom, validTo, reviewBy } = entry;
  if (standing === 'current' || standing === 'ends-soon') return null;
  const type = standing === 'expired' ? 'error' : 'warning';
  return (
    <Alert
      className={styles.warning}
      type={type}
      showIcon
      title={t(`warning.${standing}`, { validFrom, validTo, reviewBy })}
    />
  );
}
