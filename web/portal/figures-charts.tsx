import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Months } from './answers.ts';
import styles from './figures-page.module.css';
import { monthTrend } from './month-trend.ts';

const Chart = lazy(async () => ({ default: (await import('../ui/chart.tsx')).Chart }));
const height = 240;

/** What came in by month, and the cards by month. */
export function FiguresCharts({ months }: { months: Months }) {
  const { t, i18n } = useTranslation(['portal', 'terms']);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the names change with the language
  const cases = useMemo(
    () =>
      monthTrend(months, [
        { name: t('terms:counter.opened'), counter: 'received', colour: 'notice', kind: 'line' },
      ]),
    [months, i18n.language],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the names change with the language
  const cards = useMemo(
    () =>
      monthTrend(months, [
        { name: t('terms:counter.yellow'), counter: 'yellow', colour: 'yellow', kind: 'bar' },
        { name: t('terms:counter.red'), counter: 'red', colour: 'red', kind: 'bar' },
      ]),
    [months, i18n.language],
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
