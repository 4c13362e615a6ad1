import { Link } from '@tanstack/react-router';
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { type ApplicationPart, outcomes, partStages } from '#contract/services/applications';
import { specialProcedures } from '#contract/special-procedures';
import { usePick } from '../../../i18n/language.ts';
import { ClockExplanation } from '../../../ui/clock-explanation.tsx';
import { TimeText } from '../../../ui/time-text.tsx';
import styles from './application.module.css';

/** The parts of a joint application: who handles which, what waits for what, and the clock of each. */
export function ApplicationParts({ parts }: { parts: ApplicationPart[] }) {
  const { t } = useTranslation('services-applications');
  const pick = usePick();
  const nameOf = (item: string) => {
    const part = parts.find((one) => one.item === item);
    return part ? pick(part.name) : item;
  };
  return (
    <ol className={styles.parts} aria-label={t('page.parts')}>
      {parts.map((part) => (
        <li key={part.item} className={styles.part} data-stage={part.stage} data-outcome={part.outcome ?? ''}>
          <strong>
            {part.caseId ? (
              <Link to="/workbench/cases/$id" params={{ id: part.caseId }}>
                {pick(part.name)}
              </Link>
            ) : (
              pick(part.name)
            )}
          </strong>
          <span className={styles.quiet}>{pick(part.organName)}</span>
          <span className={styles.row}>
            <span className={styles.tag}>{pick(partStages[part.stage])}</span>
            {part.outcome && <Tag>{pick(outcomes[part.outcome])}</Tag>}
          </span>
          {part.stage === 'waiting' && part.after.length > 0 && (
            <span className={styles.quiet}>
              {t('page.waitsFor', { parts: part.after.map(nameOf).join('、') })}
            </span>
          )}
          <PartClock part={part} />
        </li>
      ))}
    </ol>
  );
}

function PartClock({ part: { clock, pausedFor } }: { part: ApplicationPart }) {
  const { t } = useTranslation('services-applications');
  const pick = usePick();
  const procedure = pausedFor && specialProcedures[pausedFor as keyof typeof specialProcedures];
  return (
    <>
      {pausedFor && (
        <strong>{t('page.pausedFor', { procedure: procedure ? pick(procedure) : pausedFor })}</strong>
      )}
      {clock && (
        <>
          {clock.dueAt && (
            <span>
              {t('page.due')} <TimeText at={clock.dueAt} form="day" />
              {clock.late && <strong> · {t('page.late')}</strong>}
            </span>
          )}
          <details>
            <summary>{t('page.why')}</summary>
            <ClockExplanation lines={clock.explanation} />
          </details>
        </>
      )}
    </>
  );
}
