import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { dayTrend } from '../ui/day-trend.ts';
import { useTextSize } from './text-size.ts';
import styles from './trend-panel.module.css';
import type { Overview } from './use-overview.ts';

const Chart = lazy(async () => ({ default: (await import('../ui/chart.tsx')).Chart }));

/** What came and went by day, and the cards by day on a scale of their own. */
export function TrendPanel({ trend }: { trend: Overview['trend'] }) {
  const { t, i18n } = useTranslation(['cockpit', 'terms']);
  const size = useTextSize();
  const title = t('trend.title', { count: trend.length });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the names change with the language
  const option = useMemo(
    () =>
      dayTrend(
        trend,
        [
          { name: t('terms:counter.opened'), counter: 'opened', colour: 'notice', kind: 'line' },
          { name: t('terms:counter.closed'), counter: 'closed', colour: 'good', kind: 'line', dashed: true },
          { name: t('terms:level.yellow'), counter: 'yellow', colour: 'yellow', kind: 'bar', right: true },
          { name: t('terms:level.red'), counter: 'red', colour: 'red', kind: 'bar', right: true },
        ],
        { size: Math.max(12, size - 3), left: t('trend.cases'), right: t('trend.cards') },
      ),
    [trend, size, i18n.language],
  );
  return (
    <section className={styles.panel} aria-label={title}>
      <h2>{title}</h2>
      <div className={styles.chart}>
        <Suspense fallback={null}>
          <Chart label={title} option={option} height="100%" />
        </Suspense>
      </div>
    </section>
  );
}
