import type { EChartsCoreOption } from 'echarts/core';
import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Analysis } from '#contract/hotline/analysis';
import { useAppearance } from '../../../../appearance.ts';
import { type ChartColours, chartAxis, chartBase } from '../../../../ui/chart-colours.ts';
import { ScrollTable } from '../../../../workbench/ui/scroll-table.tsx';
import { heatLegend, heatRamp } from '../../../../ui/heat-ramp.ts';

const HeatChart = lazy(async () => ({ default: (await import('../../../../ui/heat-chart.tsx')).HeatChart }));
const height = 260;
const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
const hours = Array.from({ length: 24 }, (_, hour) => hour);

/** When people complain: weekday by hour, as colours and as numbers. */
export function HourMap({ counts }: { counts: Analysis['hours'] }) {
  const { t, i18n } = useTranslation('hotline-analysis');
  const { mode } = useAppearance();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the names change with the language
  const option = useMemo(() => {
    const most = Math.max(0, ...counts.map(({ count }) => count));
    return (colours: ChartColours): EChartsCoreOption => {
      const axis = chartAxis(colours);
      const names = weekdays.map((day) => t(`weekday.${day}`));
      return {
        ...chartBase(colours),
        tooltip: {
          ...chartBase(colours).tooltip,
          trigger: 'item',
          formatter: ({ value: [hour, day, count] }: { value: [number, number, number] }) =>
            `${names[day]} ${hour}:00 · ${t('requests', { count })}`,
        },
        grid: { left: 4, right: 8, top: 8, bottom: 48, containLabel: true },
        xAxis: { ...axis, type: 'category', data: hours.map(String) },
        yAxis: { ...axis, type: 'category', data: names, inverse: true },
        visualMap: heatLegend(most, heatRamp[mode === 'dark' ? 'dark' : 'light'], colours),
        series: [
          {
            type: 'heatmap',
            data: counts.map(({ weekday, hour, count }) => [hour, weekday - 1, count]),
            itemStyle: { borderColor: colours.surface, borderWidth: 1 },
          },
        ],
      };
    };
  }, [counts, mode, i18n.language]);
  const rows = weekdays.map((day) => ({
    day,
    total: counts.reduce((sum, { weekday, count }) => sum + (weekday === day ? count : 0), 0),
    at: hours.map((hour) => counts.find((one) => one.weekday === day && one.hour === hour)?.count ?? 0),
  }));
  return (
    <>
      <Suspense fallback={<div style={{ height }} />}>
        <HeatChart label={t('hours.label')} option={option} height={height} />
      </Suspense>
      <details className="no-print">
        <summary>{t('asTable')}</summary>
        <ScrollTable
          label={t('hours.title')}
          rowKey={({ day }) => String(day)}
          dataSource={rows}
          columns={[
            { key: 'day', title: t('hours.day'), render: (_, { day }) => t(`weekday.${day}`) },
            { key: 'total', title: t('hours.total'), dataIndex: 'total' },
            ...hours.map((hour) => ({
              key: String(hour),
              title: `${hour}`,
              render: (_: unknown, { at }: (typeof rows)[number]) => at[hour],
            })),
          ]}
        />
      </details>
    </>
  );
}
