import { CheckCircleOutlined, CloseCircleOutlined, WarningOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { WatchState } from '#contract/operations';
import styles from '../../ui/tag.module.css';

const icons = { fine: CheckCircleOutlined, yellow: WarningOutlined, red: CloseCircleOutlined } as const;
const tones = { fine: styles.good, yellow: styles.yellow, red: styles.red } as const;

/** Fine, a warning, or grave: shape, word and colour together. @param word instead of the usual one */
export function StateTag({ state, word }: { state: WatchState; word?: string }) {
  const { t } = useTranslation('workbench-operations');
  const Icon = icons[state];
  return (
    <span className={`${styles.tag} ${tones[state]}`}>
      <Icon aria-hidden />
      {word ?? t(`state.${state}`)}
    </span>
  );
}
