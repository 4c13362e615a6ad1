import { useTranslation } from 'react-i18next';
import { usePick } from '../i18n/language.ts';
import { CountLink, countText } from '../ui/count-link.tsx';
import { LevelIcon } from '../ui/level-icon.tsx';
import { onTimeShare, openCount, percentText, standing } from '../ui/shares.ts';
import styles from './totals.module.css';
import type { Overview } from './use-overview.ts';

const running = ['issued', 'signed', 'rectifying', 'appealed', 'answered', 'escalated'];
const stands = ['open', 'correcting'];

interface Figure {
  name: string;
  count: number;
  to: '/workbench/cases' | '/workbench/alerts' | '/workbench/corrections';
  search: Record<string, unknown>;
  level?: 'notice' | 'yellow' | 'red';
  more: string;
}

function useFigures({ region, total, trend, today }: Overview): Figure[] {
  const { t } = useTranslation(['cockpit', 'terms']);
  const all = (count: number) => t('cumulative', { value: countText(count) });
  const day = trend.find((one) => one.day === today)?.counters;
  const ofToday = (counter: 'opened' | 'closed' | 'notice') =>
    t(counter === 'closed' ? 'closedToday' : 'today', { value: countText(day?.[counter] ?? 0) });
  const late = percentText(total.closed === 0 ? null : total.closedLate / total.closed);
  const cases = { to: '/workbench/cases' } as const;
  const alerts = { to: '/workbench/alerts' } as const;
  return [
    {
      ...cases,
      name: t('terms:counter.opened'),
      count: total.opened,
      search: { region },
      more: ofToday('opened'),
    },
    {
      ...cases,
      name: t('terms:counter.closed'),
      count: total.closed,
      search: { region, open: 'false' },
      more: t('onTime', { value: percentText(onTimeShare(total)) }),
    },
    {
      ...cases,
      name: t('terms:counter.open'),
      count: openCount(total),
      search: { region, open: 'true' },
      more: ofToday('closed'),
    },
    {
      ...cases,
      name: t('terms:counter.closedLate'),
      count: total.closedLate,
      search: { region, open: 'false', late: 'true' },
      more: t('lateShare', { value: late }),
    },
    {
      ...alerts,
      level: 'notice',
      name: t('terms:counter.notice'),
      count: total.notice,
      search: { region, level: ['notice'] },
      more: ofToday('notice'),
    },
    ...(['yellow', 'red'] as const).map((level) => ({
      ...alerts,
      level,
      name: t(level === 'red' ? 'terms:counter.standingRed' : 'terms:counter.standingYellow'),
      count: standing(total, level),
      search: { region, level: [level], status: stands },
      more: all(total[level]),
    })),
    {
      to: '/workbench/corrections',
      name: t('terms:counter.correctionsOpen'),
      count: Math.max(0, total.correctionsIssued - total.correctionsEnded),
      search: { region, status: running },
      more: all(total.correctionsIssued),
    },
  ];
}

/** The sums of the division in sight; each number leads to the list of what it counts. */
export function Totals({ overview }: { overview: Overview }) {
  const { t } = useTranslation('cockpit');
  const pick = usePick();
  const figures = useFigures(overview);
  return (
    <section aria-label={`${pick(overview.name)} ${t('totals')}`}>
      <dl className={styles.totals}>
        {figures.map(({ name, count, to, search, level, more }) => (
          <div key={name} className={level ? styles[level] : undefined}>
            <dt>
              {level && <LevelIcon level={level} size={16} />}
              {name}
            </dt>
            <dd>
              <CountLink to={to} search={search} count={count} label={name} className={styles.count} />
              <span className={styles.more}>{more}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
