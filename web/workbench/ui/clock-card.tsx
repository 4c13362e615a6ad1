import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ClockView } from '#contract/cases';
import { usePick } from '../../i18n/language.ts';
import { ClockExplanation } from '../../ui/clock-explanation.tsx';
import { useInstallation } from '../../ui/installation.ts';
import { LevelTag } from '../../ui/level-tag.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { Facts } from './facts.tsx';

/** A clock: its state, its due time with the derivation line by line, and the warnings along it. */
export function ClockCard({ clock, open = false }: { clock: ClockView; open?: boolean }) {
  const { t } = useTranslation(['workbench', 'terms']);
  const pick = usePick();
  const zone = useInstallation()?.timeZone;
  return (
    <article className="wb-clock">
      <header>
        <h3>{pick(clock.name)}</h3>
        <Tag>{t(`terms:clockStatus.${clock.status}`)}</Tag>
        {clock.late && <Tag color="error">{t('clock.late')}</Tag>}
        {clock.provisional && <Tag color="warning">{t('clock.provisional')}</Tag>}
      </header>
      <Facts
        facts={[
          { label: t('clock.started'), value: <TimeText at={clock.startedAt} /> },
          {
            label: t('clock.due'),
            value: clock.dueAt ? (
              <strong>
                <TimeText at={clock.dueAt} />
              </strong>
            ) : (
              t(clock.status === 'paused' ? 'clock.dueAfterPause' : 'clock.noDue')
            ),
          },
          clock.timeZone !== zone && { label: t('clock.zone'), value: clock.timeZone },
          clock.stoppedAt !== null && {
            label: t('clock.stopped'),
            value: <TimeText at={clock.stoppedAt} />,
          },
        ]}
      />
      {clock.rungs.length > 0 && (
        <ol className="wb-rungs" aria-label={t('clock.rungs')}>
          {clock.rungs.map((rung) => (
            <li key={rung.code}>
              <LevelTag level={rung.level} /> <TimeText at={rung.at} />{' '}
              <span className="wb-quiet">{t(rung.fired ? 'clock.fired' : 'clock.notFired')}</span>
            </li>
          ))}
        </ol>
      )}
      <details open={open} className="wb-details">
        <summary>{t('clock.explain', { count: clock.explanation.length })}</summary>
        <ClockExplanation lines={clock.explanation} basis={clock.basis} />
      </details>
    </article>
  );
}
