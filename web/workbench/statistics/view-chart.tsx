import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Statistics } from '#contract/statistics';
import { useAppearance } from '../../appearance.ts';
import { usePick } from '../../i18n/language.ts';
import { heat, lineOrBar } from './chart-option.ts';
import type { Display } from './statistics-search.ts';

const Chart = lazy(async () => ({ default: (await import('../../ui/chart.tsx')).Chart }));
const HeatChart = lazy(async () => ({ default: (await import('../../ui/heat-chart.tsx')).HeatChart }));

/** A view as a chart; the table with the same figures stands below it. */
export function ViewChart({ view, show }: { view: Statistics; show: Exclude<Display, 'table'> }) {
  const { t, i18n } = useTranslation('workbench-statistics');
  const { mode } = useAppearance();
  const pick = usePick();
  // Of one dimension there is nothing to spread out.
  const kind = show === 'heat' && view.columnsBy === null ? 'bar' : show;
  const height = kind === 'heat' ? Math.max(240, Math.min(40, view.rows.length) * 24 + 90) : 320;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the names change with the language
  const option = useMemo(
    () =>
      kind === 'heat'
        ? heat(view, { pick, dark: mode === 'dark' })
        : lineOrBar(view, kind, { pick, sum: t('sum') }),
    [view, kind, mode, i18n.language],
  );
  const One = kind === 'heat' ? HeatChart : Chart;
  return (
    <Suspense fallback={<div style={{ height }} />}>
      <One
        label={t('chartLabel', { measure: t(`measure.${view.measure}`) })}
        option={option}
        height={height}
      />
    </Suspense>
  );
}
