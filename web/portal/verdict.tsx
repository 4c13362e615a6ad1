import { useTranslation } from 'react-i18next';
import { usePick } from '../i18n/language.ts';
import { LevelIcon } from '../ui/level-icon.tsx';
import type { Progress } from './answers.ts';
import styles from './progress-page.module.css';

const hour = 3_600_000;

/** Where the case stands against its time limit, in one sentence. */
export function Verdict({ progress }: { progress: Progress }) {
  const { t } = useTranslation('portal');
  const pick = usePick();
  const span = (ms: number) => {
    const hours = Math.max(1, Math.floor(Math.abs(ms) / hour));
    return hours < 48
      ? t('progress.hours', { count: hours })
      : t('progress.days', { count: Math.floor(hours / 24) });
  };
  const { closedAt, dueAt, late } = progress;
  const left = dueAt ? Date.parse(dueAt) - Date.now() : null;
  const overdue = late || (closedAt === null && left !== null && left < 0);
  const sentence = closedAt
    ? t(late ? 'progress.closedLate' : 'progress.closedOnTime')
    : left === null
      ? t('progress.noClock')
      : t(overdue ? 'progress.lateOpen' : 'progress.left', { span: span(left) });
  const tone = overdue ? styles.late : closedAt ? styles.good : '';
  return (
    <p className={`${styles.verdict} ${tone}`}>
      <LevelIcon level={overdue ? 'red' : 'notice'} size={18} />
      <span>
        {pick(progress.statusName)} · {sentence}
      </span>
    </p>
  );
}
