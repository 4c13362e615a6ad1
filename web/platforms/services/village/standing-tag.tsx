import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  HistoryOutlined,
  WarningOutlined,
} from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { Standing } from '#contract/services/village';
import styles from '../../../ui/tag.module.css';

const marks = {
  waiting: { icon: ClockCircleOutlined, tone: '' },
  missing: { icon: WarningOutlined, tone: styles.red },
  published: { icon: CheckCircleOutlined, tone: styles.good },
  'published-late': { icon: HistoryOutlined, tone: styles.yellow },
};

/** How a duty stands: a sign and a word, not colour alone. */
export function StandingTag({ standing }: { standing: Standing }) {
  const { t } = useTranslation('services-village');
  const { icon: Icon, tone } = marks[standing];
  return (
    <span className={`${styles.tag} ${tone}`}>
      <Icon aria-hidden /> {t(`standing.${standing}`)}
    </span>
  );
}
