import { useTranslation } from 'react-i18next';
import type { KnowledgeStanding } from '#contract/hotline/knowledge';
import styles from '../../../ui/tag.module.css';

/** Red and yellow are kept for cards. */
const tones: Record<KnowledgeStanding, string | undefined> = {
  current: styles.good,
  'ends-soon': styles.notice,
  'review-due': styles.notice,
  expired: undefined,
  'not-yet': undefined,
};

/** How an entry stands, in words. */
export function StandingTag({ standing }: { standing: KnowledgeStanding }) {
  const { t } = useTranslation('hotline-knowledge');
  return <span className={`${styles.tag} ${tones[standing] ?? ''}`}>{t(`standing.${standing}`)}</span>;
}
