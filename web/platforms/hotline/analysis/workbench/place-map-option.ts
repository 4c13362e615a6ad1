import type { EChartsCoreOption } from 'echarts/core';
import type { Analysis } from '#contract/hotline/analysis';
import { classOf, type MapClass, mapClasses } from '../../../../cockpit/map-classes.ts';
import type { PlaceShape, ShapeMap } from '../../../../cockpit/map-shapes.ts';
import { fontFamily } from '../../../../theme.ts';
import { type ChartColours, chartAxis, chartBase } from '../../../../ui/chart-colours.ts';
import { heatLegend, pointRamp } from '../../../../ui/heat-ramp.ts';

type Grid = Analysis['grid'];

/** None to most, as the register of service points has it. */
const placeRamp = {
  light: ['#eef2f6', '#d5e3f1', '#b5cfe8', '#8db5da', '#6299c8', '#3f7fb5'],
  dark: ['#1b2733', '#1f3850', '#244a6d', '#2b5f8c', '#3575aa', '#438bc6'],
};

/** Whether most cells lie within the box of the outlines: an import of another country's city does not. */
export function liesOn(shapes: ShapeMap, { cells }: Grid): boolean {
  const centers = shapes.features.map(({ properties }) => properties.center);
  const margin = 3;
  const [west, east] = [Math.min(...centers.map(([x]) => x)), Math.max(...centers.map(([x]) => x))];
  const [south, north] = [Math.min(...centers.map(([, y]) => y)), Math.max(...centers.map(([, y]) => y))];
  const within = cells.filter(
    ({ longitude, latitude }) =>
      longitude > west - margin &&
      longitude < east + margin &&
      latitude > south - margin &&
      latitude < north + margin,
  );
  return within.length * 2 >= cells.length;
}

const cellsOf = ({ cells }: Grid) =>
  cells.map(({ longitude, latitude, count }) => [longitude, latitude, count]);
const mostOf = ({ cells }: Grid) => Math.max(0, ...cells.map(({ count }) => count));
/** Area by count, so that four times as many look twice as wide. */
const sizeOf = (most: number) => (value: number[]) => 5 + 13 * Math.sqrt((value[2] ?? 0) / Math.max(1, most));

interface Parts {
  name: string;
  shapes: ShapeMap;
  counts: ReadonlyMap<string, number>;
  grid: Grid;
  dark: boolean;
  nameOf: (shape: PlaceShape) => string;
  countText: (count: number) => string;
}

/** Places darker where there is more, and cells of points over them. */
export function placeMapOption({
  name,
  shapes,
  counts,
  grid,
  dark,
  nameOf,
  countText,
}: Parts): EChartsCoreOption {
  const classes: MapClass[] = mapClasses([...counts.values()]);
  const ramp = dark ? placeRamp.dark : placeRamp.light;
  const shapeOf = new Map(shapes.features.map(({ properties }) => [properties.code, properties]));
  const label = (code: string) => {
    const shape = shapeOf.get(code);
    return shape ? nameOf(shape) : '';
  };
  const place = { map: name, nameProperty: 'code', aspectScale: 0.8, top: 8, bottom: 8, left: 8, right: 8 };
  const most = mostOf(grid);
  const colours = dark ? pointRamp.dark : pointRamp.light;
  return {
    tooltip: {
      confine: true,
      formatter: (it: { name: string; seriesType: string; value: number[] }) =>
        it.seriesType === 'map'
          ? `${label(it.name)}<br>${countText(counts.get(it.name) ?? 0)}`
          : countText(it.value[2] ?? 0),
    },
    geo: { ...place, silent: true, label: { show: false }, itemStyle: { opacity: 0 } },
    series: [
      {
        ...place,
        type: 'map',
        selectedMode: false,
        itemStyle: { borderColor: dark ? '#5d7b97' : '#7f97ad', borderWidth: 0.8 },
        emphasis: { itemStyle: { areaColor: 'inherit', borderWidth: 2 }, label: { show: true } },
        label: {
          show: true,
          formatter: ({ name: code }: { name: string }) => label(code),
          color: dark ? '#f1f6fb' : '#14212e',
          textBorderColor: dark ? '#0e151d' : '#ffffff',
          textBorderWidth: 2,
          fontSize: 11,
          fontFamily,
        },
        labelLayout: { hideOverlap: true },
        data: shapes.features.map(({ properties: { code } }) => ({
          name: code,
          value: counts.get(code) ?? 0,
          itemStyle: { areaColor: ramp[classOf(classes, counts.get(code) ?? 0)] },
        })),
      },
      {
        type: 'scatter',
        coordinateSystem: 'geo',
        symbolSize: sizeOf(most),
        itemStyle: { color: colours[1], opacity: 0.8, borderColor: dark ? '#000' : '#fff', borderWidth: 0.5 },
        data: cellsOf(grid),
      },
    ],
  };
}

/** Cells by longitude and latitude alone, where there are no outlines for them. */
export function plainMapOption(
  grid: Grid,
  dark: boolean,
  countText: (count: number) => string,
): (colours: ChartColours) => EChartsCoreOption {
  const most = mostOf(grid);
  return (colours) => {
    const axis = { ...chartAxis(colours), type: 'value' as const, scale: true };
    return {
      ...chartBase(colours),
      tooltip: {
        ...chartBase(colours).tooltip,
        trigger: 'item',
        formatter: ({ value: [x, y, count] }: { value: [number, number, number] }) =>
          `${x.toFixed(3)}, ${y.toFixed(3)} · ${countText(count)}`,
      },
      grid: { left: 4, right: 16, top: 12, bottom: 48, containLabel: true },
      xAxis: { ...axis, axisLabel: { ...axis.axisLabel, formatter: (x: number) => `${x.toFixed(2)}°` } },
      yAxis: { ...axis, axisLabel: { ...axis.axisLabel, formatter: (y: number) => `${y.toFixed(2)}°` } },
      visualMap: heatLegend(most, dark ? pointRamp.dark : pointRamp.light, colours),
      series: [{ type: 'scatter', symbol: 'rect', symbolSize: 9, data: cellsOf(grid) }],
    };
  };
}
