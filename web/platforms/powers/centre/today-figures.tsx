import { useTranslation } from 'react-i18next';
import totals from '../../../cockpit/totals.module.css';
import { CountLink } from '../../../ui/count-link.tsx';
import { LevelIcon } from '../../../ui/level-icon.tsx';
import type { Centre } from './centre.ts';

type Today = NonNullable<Centre['today']>;
type Name = keyof Today;
const levels = ['notice', 'yellow', 'red'] as const;

/** What has been handled and what has fired today; each number leads to the list of what it counts. */
export function TodayFigures({ centre: { region, day }, today }: { centre: Centre; today: Today }) {
  const { t } = useTranslation('powers-centre');
  const searches: Record<Name, Record<string, unknown>> = {
    opened: { region, openedFrom: day, openedTo: day },
    closed: { region, open: 'false', closedFrom: day, closedTo: day },
    closedLate: { region, open: 'false', late: 'true', closedFrom: day, closedTo: day },
    notice: { region, level: ['notice'], from: day, to: day },
    yellow: { region, level: ['yellow'], from: day, to: day },
    red: { region, level: ['red'], from: day, to: day },
  };
  return (
    <section aria-label={t('today.label')}>
      <dl className={`${totals.totals} ${totals.six}`}>
        {(Object.keys(searches) as Name[]).map((name) => {
          const level = levels.find((one) => one === name);
          return (
            <div key={name} className={level ? totals[level] : undefined}>
              <dt>
                {level && <LevelIcon level={level} size={16} />}
                {t(`today.${name}`)}
              </dt>
              <dd>
                <CountLink
                  to={level ? '/workbench/alerts' : '/workbench/cases'}
                  search={searches[name]}
                  count={today[name]}
                  label={t(`today.${name}`)}
                  className={totals.count}
                />
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
