import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  MinusCircleOutlined,
  StopOutlined,
} from '@ant-design/icons';
import type { Opening } from '#contract/services/points';
import { usePick } from '../../../i18n/language.ts';
import styles from './points.module.css';

const icons = {
  open: CheckCircleOutlined,
  'opens-later': ClockCircleOutlined,
  closed: MinusCircleOutlined,
  suspended: StopOutlined,
} as const;

/** Whether a point is open, in the server's words; the sign beside them says it again, so that colour is not alone. */
export function OpeningText({ opening }: { opening: Opening }) {
  const pick = usePick();
  const Icon = icons[opening.state];
  return (
    <span className={`${styles.opening} ${styles[opening.state]}`}>
      <Icon aria-hidden />
      {pick(opening.said)}
    </span>
  );
}
