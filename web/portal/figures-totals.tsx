import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Counters } from '#contract/overview';
import { countText } from '../ui/count-link.tsx';
import { LevelIcon } from '../ui/level-icon.tsx';
import { onTimeShare, openCount, percentText, standing } from '../ui/shares.ts';
import styles from './figures-page.module.css';

/** The sums of a place. */
export function FiguresTotals({ total }: { total: Counters }) {
  const { t } = useTranslation(['portal', 'terms']);
  const figures: { name: string; value: string; icon?: ReactNode }[] = [
    { name: t('terms:counter.opened'), value: countText(total.opened) },
    { name: t('terms:counter.closed'), value: countText(total.closed) },
    { name: t('terms:counter.open'), value: countText(openCount(total)) },
    { name: t('figures.onTime'), value: percentText(onTimeShare(total)) },
    {
      name: t('terms:counter.standingYellow'),
      value: countText(standing(total, 'yellow')),
      icon: <LevelIcon level="yellow" />,
    },
    {
      name: t('terms:counter.standingRed'),
      value: countText(standing(total, 'red')),
      icon: <LevelIcon level="red" />,
    },
  ];
  return (
    <dl className={styles.totals}>
      {figures.map(({ name, value, icon }) => (
        <div key={name}>
          <dt>
            {icon}
            {name}
          </dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
