import type { EChartsCoreOption } from 'echarts/core';
import type { Statistics } from '#contract/statistics';
import type { Bilingual } from '#contract/text';
import { type ChartColours, chartAxis, chartBase } from '../../ui/chart-colours.ts';
import { heatLegend, heatRamp } from '../../ui/heat-ramp.ts';

/** Rows of a chart and its lines: more are not told apart. */
const mostRows = 40;
const mostSeries = 8;

type Pick = (text: Bilingual) => string;

/** Colours of cards mean what they mean everywhere; other lines are told apart by hue and by their order in the legend. */
const hues = ['#3f7fb5', '#dc7633', '#2b8a4e', '#8e5ea2', '#b7950b', '#16889a', '#b03a58', '#6b7a88'];
const ofCards: Record<string, keyof ChartColours> = { notice: 'notice', yellow: 'yellow', red: 'red' };

interface Series {
  key: string;
  name: string;
  data: number[];
}

/** Time lies along the axis, wherever it stands in the table. */
function seriesOf(view: Statistics, pick: Pick, sum: string): { names: string[]; series: Series[] } {
  const rows = view.rows.filter(({ kind }) => kind !== 'rest');
  if (view.columnsBy === 'time')
    return {
      names: view.columns.map(({ name }) => pick(name)),
      series: rows
        .slice(0, mostSeries)
        .map(({ key, name, cells }) => ({ key, name: pick(name), data: cells.map(({ count }) => count) })),
    };
  const shown = rows.slice(0, view.rowsBy === 'time' ? rows.length : mostRows);
  const names = shown.map(({ name }) => pick(name));
  if (view.columnsBy === null)
    return { names, series: [{ key: 'sum', name: sum, data: shown.map(({ count }) => count) }] };
  return {
    names,
    series: view.columns.slice(0, mostSeries).map(({ key, name }, i) => ({
      key,
      name: pick(name),
      data: shown.map(({ cells }) => cells[i]!.count),
    })),
  };
}

export function lineOrBar(
  view: Statistics,
  kind: 'line' | 'bar',
  { pick, sum }: { pick: Pick; sum: string },
): (colours: ChartColours) => EChartsCoreOption {
  const { names, series } = seriesOf(view, pick, sum);
  return (colours) => {
    const axis = chartAxis(colours);
    const base = chartBase(colours);
    return {
      ...base,
      legend: { ...base.legend, type: 'scroll', show: series.length > 1, left: 0 },
      grid: { left: 4, right: 12, top: series.length > 1 ? 36 : 12, bottom: 4, containLabel: true },
      xAxis: {
        ...axis,
        type: 'category',
        data: names,
        axisLabel: { ...axis.axisLabel, rotate: names.length > 8 ? 40 : 0 },
      },
      yAxis: { ...axis, type: 'value', minInterval: 1 },
      series: series.map(({ key, name, data }, i) => ({
        name,
        type: kind,
        data,
        barMaxWidth: 28,
        symbolSize: 5,
        itemStyle: { color: ofCards[key] ? colours[ofCards[key]] : hues[i] },
      })),
    };
  };
}

export function heat(
  view: Statistics,
  { pick, dark }: { pick: Pick; dark: boolean },
): (colours: ChartColours) => EChartsCoreOption {
  const rows = view.rows.filter(({ kind }) => kind !== 'rest').slice(0, mostRows);
  const columns = view.columns.filter(({ kind }) => kind !== 'rest');
  const points = rows.flatMap(({ cells }, y) => columns.map((_, x) => [x, y, cells[x]!.count] as const));
  const most = Math.max(0, ...points.map(([, , count]) => count));
  return (colours) => {
    const axis = chartAxis(colours);
    return {
      ...chartBase(colours),
      tooltip: {
        ...chartBase(colours).tooltip,
        trigger: 'item',
        formatter: ({ value: [x, y, count] }: { value: [number, number, number] }) =>
          `${pick(rows[y]!.name)} · ${pick(columns[x]!.name)}: ${count}`,
      },
      grid: { left: 4, right: 12, top: 8, bottom: 48, containLabel: true },
      xAxis: {
        ...axis,
        type: 'category',
        data: columns.map(({ name }) => pick(name)),
        axisLabel: { ...axis.axisLabel, rotate: columns.length > 8 ? 40 : 0 },
      },
      yAxis: { ...axis, type: 'category', data: rows.map(({ name }) => pick(name)), inverse: true },
      visualMap: heatLegend(most, heatRamp[dark ? 'dark' : 'light'], colours),
      series: [
        { type: 'heatmap', data: points, itemStyle: { borderColor: colours.surface, borderWidth: 1 } },
      ],
    };
  };
}
