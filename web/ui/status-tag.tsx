import { useTranslation } from 'react-i18next';
import type { AlertStatus } from '#contract/alerts';
import type { CaseStatus } from '#contract/cases';
import type { CorrectionStatus } from '#contract/corrections';
import styles from './tag.module.css';

type Tone = 'quiet' | 'notice' | 'good' | 'yellow' | 'red';

/** A status says how far something is; red and yellow are kept for cards and for what was escalated. */
const tones: {
  case: Record<CaseStatus, Tone>;
  alert: Record<AlertStatus, Tone>;
  correction: Record<CorrectionStatus, Tone>;
} = {
  case: {
    opened: 'notice',
    accepted: 'notice',
    correcting: 'quiet',
    paused: 'quiet',
    decided: 'notice',
    closed: 'good',
    'not-accepted': 'quiet',
    withdrawn: 'quiet',
    terminated: 'quiet',
  },
  alert: { open: 'yellow', correcting: 'notice', cleared: 'good', lifted: 'quiet' },
  correction: {
    issued: 'yellow',
    signed: 'notice',
    rectifying: 'notice',
    appealed: 'notice',
    answered: 'notice',
    cleared: 'good',
    upheld: 'quiet',
    escalated: 'red',
  },
};

export type StatusTagProps =
  | { kind: 'case'; status: CaseStatus }
  | { kind: 'alert'; status: AlertStatus }
  | { kind: 'correction'; status: CorrectionStatus };

/** The status of a case, an alert or a correction in the reader's language. */
export function StatusTag(props: StatusTagProps) {
  const { t } = useTranslation('terms');
  const tone = (tones[props.kind] as Record<string, Tone>)[props.status] ?? 'quiet';
  const word =
    props.kind === 'case'
      ? t(`caseStatus.${props.status}`)
      : props.kind === 'alert'
        ? t(`alertStatus.${props.status}`)
        : t(`correctionStatus.${props.status}`);
  return <span className={`${styles.tag} ${tone === 'quiet' ? '' : styles[tone]}`}>{word}</span>;
}
