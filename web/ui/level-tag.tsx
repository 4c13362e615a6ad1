import { useTranslation } from 'react-i18next';
import type { AlertLevel } from '#contract/alerts';
import { LevelIcon } from './level-icon.tsx';
import styles from './tag.module.css';

/** Notice, yellow or red card: shape, word and colour together. `compact` keeps the word for screen readers. */
export function LevelTag({ level, compact = false }: { level: AlertLevel; compact?: boolean }) {
  const { t } = useTranslation('terms');
  const word = t(`level.${level}`);
  return (
    <span className={`${styles.tag} ${styles[level]} ${compact ? styles.bare : ''}`} title={word}>
      <LevelIcon level={level} />
      <span className={compact ? 'mj-sr-only' : undefined}>{word}</span>
    </span>
  );
}
