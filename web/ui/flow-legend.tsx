import { useTranslation } from 'react-i18next';
import styles from './flow-diagram.module.css';
import { StepMark } from './flow-step-box.tsx';

/** What the shapes of a flow diagram mean. */
export function FlowLegend({ progress }: { progress: boolean }) {
  const { t } = useTranslation();
  const states = ['done', 'current', 'waiting'] as const;
  return (
    <ul className={styles.legend} aria-label={t('flow.legend')}>
      {progress &&
        states.map((state) => (
          <li key={state} className={styles[state]}>
            <svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">
              <StepMark state={state} x={0} y={0} />
            </svg>
            {t(`flow.${state}`)}
          </li>
        ))}
      {(['mandatory', 'optional'] as const).map((kind) => (
        <li key={kind} className={`${styles.step} ${kind === 'optional' ? styles.optional : ''}`}>
          <svg width="24" height="14" aria-hidden="true">
            <rect x="1" y="1" width="22" height="12" rx="3" />
          </svg>
          {t(`flow.${kind}`)}
        </li>
      ))}
    </ul>
  );
}
