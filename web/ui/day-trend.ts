import type { EChartsCoreOption } from 'echarts/core';
import type { Counters } from '#contract/overview';
import { type ChartColours, chartAxis, chartBase } from './chart-colours.ts';

export interface TrendSeries {
  name: string;
  counter: keyof Counters;
  colour: keyof ChartColours;
  kind: 'line' | 'bar';
  dashed?: boolean;
  /** Counted on the scale at the right. */
  right?: boolean;
}
export interface TrendLook {
  /** Text size in pixels. */
  size?: number;
  /** Names of the scales at the left and at the right. */
  left?: string;
  right?: string;
}

/** A chart of counters by day; days are labelled month-day. */
export function dayTrend(
  trend: readonly { day: string; counters: Counters }[],
  series: readonly TrendSeries[],
  { size = 12, left, right }: TrendLook = {},
): (colours: ChartColours) => EChartsCoreOption {
  return (colours) => {
    const axis = chartAxis(colours, size);
    const scale = { ...axis, type: 'value', minInterval: 1, splitNumber: 3, axisLine: { show: false } };
    return {
      ...chartBase(colours, size),
      grid: { left: 4, right: 8, top: left ? size * 3.4 : size * 2.8, bottom: 2, containLabel: true },
      xAxis: { ...axis, type: 'category', data: trend.map(({ day }) => day.slice(5)) },
      yAxis: [
        { ...scale, name: left, nameTextStyle: { ...axis.nameTextStyle, align: 'left' } },
        {
          ...scale,
          name: right,
          show: right !== undefined,
          splitLine: { show: false },
          nameTextStyle: { ...axis.nameTextStyle, align: 'right' },
        },
      ],
      series: series.map((one) => trendSeries(one, trend, colours)),
    };
  };
}

function trendSeries(one: TrendSeries, trend: readonly { counters: Counters }[], colours: ChartColours) {
  const { name, counter, kind, dashed = false, right = false } = one;
  const colour = colours[one.colour];
  const line = {
    symbol: dashed ? 'diamond' : 'circle',
    symbolSize: 5,
    showSymbol: trend.length <= 31,
    lineStyle: { width: 2, type: dashed ? 'dashed' : 'solid', color: colour },
  };
  return {
    name,
    type: kind,
    yAxisIndex: right ? 1 : 0,
    z: kind === 'line' ? 3 : 2,
    data: trend.map(({ counters }) => counters[counter]),
    itemStyle: { color: colour },
    ...(kind === 'line' ? line : { barMaxWidth: 10 }),
  };
}
