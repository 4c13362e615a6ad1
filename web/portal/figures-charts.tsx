import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { dayTrend } from '../ui/day-trend.ts';
import type { Overview } from './answers.ts';
import styles from './figures-page.module.css';

const Chart = lazy(async () => ({ default: (await import('../ui/chart.tsx')).Chart }));
const height = 240;

/** What came and went by day, and the cards by day. */
export function FiguresCharts({ overview }: { overview: Overview }) {
  const { t, i18n } = useTranslation(['portal', 'terms']);
  const { trend } = overview;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the names change with the language
  const cases = useMemo(
    () =>
      dayTrend(trend, [
        { name: t('terms:counter.opened'), counter: 'opened', colour: 'notice', kind: 'line' },
        { name: t('terms:counter.closed'), counter: 'closed', colour: 'good', kind: 'line', dashed: true },
      ]),
    [trend, i18n.language],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the names change with the language
  const cards = useMemo(
    () =>
      dayTrend(trend, [
        { name: t('terms:counter.yellow'), counter: 'yellow', colour: 'yellow', kind: 'bar' },
        { name: t('terms:counter.red'), counter: 'red', colour: 'red', kind: 'bar' },
      ]),
    [trend, i18n.language],
  );
  return (
    <div className={styles.charts}>
      {[
        { name: t('figures.trend'), option: cases },
        { name: t('figures.cards'), option: cards },
      ].map(({ name, option }) => (
        <section key={name} className={styles.panel}>
          <h2>{name}</h2>
          <Suspense fallback={<div style={{ height }} />}>
            <Chart label={name} option={option} height={height} />
          </Suspense>
        </section>
      ))}
    </div>
  );
}
