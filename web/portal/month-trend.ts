import type { EChartsCoreOption } from 'echarts/core';
import { type ChartColours, chartAxis, chartBase } from '../ui/chart-colours.ts';
import type { Months } from './answers.ts';

export interface MonthSeries {
  name: string;
  counter: 'received' | 'yellow' | 'red';
  colour: keyof ChartColours;
  kind: 'line' | 'bar';
}

/** A chart of published numbers by month; where one is hidden there is a gap. */
export function monthTrend(
  months: Months,
  series: readonly MonthSeries[],
): (colours: ChartColours) => EChartsCoreOption {
  return (colours) => {
    const axis = chartAxis(colours);
    return {
      ...chartBase(colours),
      grid: { left: 4, right: 8, top: 34, bottom: 2, containLabel: true },
      xAxis: { ...axis, type: 'category', data: months.map(({ month }) => month) },
      yAxis: { ...axis, type: 'value', minInterval: 1, splitNumber: 3, axisLine: { show: false } },
      series: series.map(({ name, counter, colour, kind }) => ({
        name,
        type: kind,
        data: months.map(({ figures }) => figures[counter]),
        itemStyle: { color: colours[colour] },
        ...(kind === 'line' ? { symbol: 'circle', symbolSize: 6 } : { barMaxWidth: 14 }),
      })),
    };
  };
}
