import { useTranslation } from 'react-i18next';
import type { ApplicationView } from '#contract/services/applications';
import { usePick } from '../../../i18n/language.ts';
import { ClockExplanation } from '../../../ui/clock-explanation.tsx';
import { TimeText } from '../../../ui/time-text.tsx';
import styles from './application.module.css';

/** The clocks of an application, each with its derivation in plain words. */
export function ApplicationClocks({ view }: { view: ApplicationView }) {
  const { t } = useTranslation('services-applications');
  const pick = usePick();
  if (view.clocks.length === 0) return <p className={styles.quiet}>{t('page.noDue')}</p>;
  return (
    <ul className={styles.list}>
      {view.clocks.map((clock, n) => (
        <li key={clock.kind}>
          <strong>{pick(clock.name)}</strong>{' '}
          {clock.status === 'paused' && <span className={styles.tag}>{t('page.standsStill')}</span>}
          <div>
            {clock.dueAt && (
              <>
                {t('page.due')} <TimeText at={clock.dueAt} />
              </>
            )}
            {clock.late && <strong> · {t('page.late')}</strong>}
          </div>
          <details open={n === 0}>
            <summary>{t('page.why')}</summary>
            <ClockExplanation lines={clock.explanation} basis={clock.basis} />
          </details>
        </li>
      ))}
    </ul>
  );
}
