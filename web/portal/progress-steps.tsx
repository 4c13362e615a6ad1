import { CheckOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { usePick } from '../i18n/language.ts';
import { TimeText } from '../ui/time-text.tsx';
import type { Progress } from './answers.ts';
import styles from './progress-steps.module.css';

const words = {
  done: 'progress.stepDone',
  current: 'progress.stepCurrent',
  waiting: 'progress.stepWaiting',
} as const;

/** The steps of a case from first to last, with what is done, what runs and what waits. */
export function ProgressSteps({ steps }: { steps: Progress['steps'] }) {
  const { t } = useTranslation('portal');
  const pick = usePick();
  return (
    <ol className={styles.steps}>
      {steps.map((step, index) => (
        <li
          key={step.code}
          className={styles[step.state]}
          aria-current={step.state === 'current' ? 'step' : undefined}
        >
          <span className={styles.mark} aria-hidden="true">
            {step.state === 'done' ? <CheckOutlined /> : index + 1}
          </span>
          <span>
            <span className={styles.name}>{pick(step.name)}</span>
            <span className={styles.state}>{t(words[step.state])}</span>
          </span>
          {step.at && (
            <span className={styles.at}>
              <TimeText at={step.at} />
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
