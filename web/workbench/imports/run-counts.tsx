import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportRun } from '#contract/imports';
import { CountLink, countText } from '../../ui/count-link.tsx';
import { LevelTag } from '../../ui/level-tag.tsx';

/** The counts of an import; those that a list shows lead to it (all of the source, imports of before included). */
export function RunCounts({ run }: { run: ImportRun }) {
  const { t } = useTranslation(['workbench-imports', 'terms']);
  const { counts, source } = run;
  const linked = (name: 'cases' | 'closedLate' | 'openLate', search: Record<string, string>) =>
    source === null ? (
      countText(counts[name])
    ) : (
      <CountLink
        to="/workbench/cases"
        search={{ source, ...search }}
        count={counts[name]}
        label={t(`counts.${name}`)}
      />
    );
  return (
    <>
      <dl className="wb-figures">
        <Figure label={t('counts.cases')}>{linked('cases', {})}</Figure>
        <Figure label={t('counts.events')}>{countText(counts.events)}</Figure>
        <Figure label={t('counts.accepted')}>{countText(counts.accepted)}</Figure>
        <Figure label={t('counts.duplicates')}>{countText(counts.duplicates)}</Figure>
        <Figure label={t('counts.refused')}>
          <a href="#refused">{countText(counts.refused)}</a>
        </Figure>
        <Figure label={t('counts.closedLate')}>
          {linked('closedLate', { open: 'false', late: 'true' })}
        </Figure>
        <Figure label={t('counts.openLate')}>{linked('openLate', { open: 'true', late: 'true' })}</Figure>
        {(['notice', 'yellow', 'red'] as const).map((level) => (
          <Figure key={level} label={<LevelTag level={level} />}>
            {source === null ? (
              countText(counts.alerts[level])
            ) : (
              <CountLink
                to="/workbench/alerts"
                search={{ source, level: [level] }}
                count={counts.alerts[level]}
                label={t(`terms:level.${level}`)}
              />
            )}
          </Figure>
        ))}
      </dl>
      {source !== null && <p className="wb-quiet">{t('counts.linkHint', { source })}</p>}
    </>
  );
}

function Figure({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
