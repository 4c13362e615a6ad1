import type { EChartsCoreOption } from 'echarts/core';
import type { Coordinates } from '#contract/services/points';
import { classOf, type MapClass } from '../../../cockpit/map-classes.ts';
import type { PlaceShape, ShapeMap } from '../../../cockpit/map-shapes.ts';
import { fontFamily } from '../../../theme.ts';

interface PointMapParts {
  name: string;
  shapes: ShapeMap;
  /** Points by division code of six digits. */
  counts: ReadonlyMap<string, number>;
  classes: readonly MapClass[];
  dark: boolean;
  nameOf: (shape: PlaceShape) => string;
  points: readonly { name: string; coordinates: Coordinates }[];
  countText: (count: number) => string;
}

/** From none to most, in even steps of lightness. */
const ramps = {
  light: ['#eef2f6', '#d5e3f1', '#b5cfe8', '#8db5da', '#6299c8', '#3f7fb5'],
  dark: ['#1b2733', '#1f3850', '#244a6d', '#2b5f8c', '#3575aa', '#438bc6'],
};

/** Marks lie where they were given; the datum is not converted, since some hundred metres do not show at this scale. */
export function pointMapOption(parts: PointMapParts): EChartsCoreOption {
  const { shapes, counts, classes, dark, points } = parts;
  const shapeOf = new Map(shapes.features.map(({ properties }) => [properties.code, properties]));
  const ramp = dark ? ramps.dark : ramps.light;
  const place = {
    map: parts.name,
    nameProperty: 'code',
    aspectScale: 0.8,
    top: 8,
    bottom: 8,
    left: 8,
    right: 8,
  };
  const label = (code: string) => {
    const shape = shapeOf.get(code);
    return shape ? parts.nameOf(shape) : '';
  };
  return {
    tooltip: {
      confine: true,
      formatter: ({ name, seriesType }: { name: string; seriesType: string }) =>
        seriesType === 'map' ? `${label(name)}<br>${parts.countText(counts.get(name) ?? 0)}` : name,
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
          formatter: ({ name }: { name: string }) => label(name),
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
        type: 'effectScatter',
        coordinateSystem: 'geo',
        showEffectOn: 'emphasis',
        symbol: 'pin',
        symbolSize: 18,
        itemStyle: { color: dark ? '#ffd34d' : '#a0141c' },
        data: points.map(({ name, coordinates: { longitude, latitude } }) => ({
          name,
          value: [longitude, latitude],
        })),
      },
    ],
  };
}
