import type { EChartsCoreOption } from 'echarts/core';
import { fontFamily } from '../theme.ts';
import { classOf, type MapClass } from './map-classes.ts';
import type { PlaceShape, ShapeMap } from './map-shapes.ts';
import type { Measure, PlaceFigures } from './place-figures.ts';

/** From none to most; each step is also lighter than the one before, so that grey print keeps the order. */
export const ramps: Record<Measure, readonly string[]> = {
  red: ['#16324a', '#5a2a35', '#7d2b35', '#a33238', '#c93c3c', '#e8574c'],
  yellow: ['#16324a', '#4a4326', '#6b5a22', '#8f731d', '#b58e1c', '#dcab1f'],
};

/** Lines over the highest step, a mark beside its colour. */
const hatched = {
  symbol: 'rect',
  dashArrayX: [1, 0],
  dashArrayY: [2, 6],
  rotation: Math.PI / 4,
  color: 'rgba(255,255,255,0.28)',
};

interface MapParts {
  name: string;
  shapes: ShapeMap;
  places: readonly PlaceFigures[];
  classes: readonly MapClass[];
  measure: Measure;
  /** Text size in pixels. */
  size: number;
  nameOf: (shape: PlaceShape) => string;
  words: { red: string; yellow: string };
  tip: (place: PlaceFigures | undefined, shape: PlaceShape) => string;
  /** Places where an alert came a moment ago. */
  /** Too narrow for figures on the map: they stand in the list. */
  narrow: boolean;
  ripples: { center: [number, number]; level: 'notice' | 'yellow' | 'red' }[];
}
const rippleColours = { notice: '#6fb3f2', yellow: '#ffd34d', red: '#ff6b61' };

function labelStyles(size: number) {
  const chip = { padding: [2, 4, 1, 4], borderRadius: 3, fontSize: size - 2, fontFamily, fontWeight: 600 };
  return {
    name: { color: '#f1f6fb', fontSize: size, fontFamily, textBorderColor: '#04101c', textBorderWidth: 2.5 },
    red: { ...chip, color: '#fff', backgroundColor: '#b3202a' },
    yellow: { ...chip, color: '#241a00', backgroundColor: '#f2c21a' },
    gap: { width: 3, fontSize: 2 },
  };
}

/** The map: each place coloured by its standing cards, named, with its red and yellow cards written on it. */
export function mapOption(parts: MapParts): EChartsCoreOption {
  const { shapes, places, classes, measure, size, words } = parts;
  const byShape = new Map(places.map((place) => [place.shape, place]));
  const shapeOf = new Map(shapes.features.map(({ properties }) => [properties.code, properties]));
  const label = (code: string) => {
    const shape = shapeOf.get(code);
    const here = byShape.get(code);
    if (!shape) return '';
    if (parts.narrow) return `{name|${parts.nameOf(shape)}}`;
    const chips = [
      here?.red ? `{red|${words.red} ${here.red}}` : '',
      here?.yellow ? `{yellow|${words.yellow} ${here.yellow}}` : '',
    ].filter(Boolean);
    return [`{name|${parts.nameOf(shape)}}`, chips.join('{gap|}')].filter(Boolean).join('\n');
  };
  const highest = classes.length - 1;
  const area = (here: PlaceFigures | undefined) => {
    const step = here ? classOf(classes, here[measure]) : 0;
    const top = step === highest && step > 0;
    return { areaColor: ramps[measure][step], ...(top ? { decal: hatched } : {}) };
  };
  const place = {
    map: parts.name,
    nameProperty: 'code',
    aspectScale: 0.8,
    top: 8,
    bottom: size * 3,
    left: 8,
    right: 8,
  };
  return {
    animationDurationUpdate: 400,
    tooltip: {
      confine: true,
      backgroundColor: '#0c1d2e',
      borderColor: '#3a5b7a',
      textStyle: { color: '#e8f1f9', fontFamily, fontSize: size },
      formatter: ({ name }: { name: string }) => {
        const shape = shapeOf.get(name);
        return shape ? parts.tip(byShape.get(name), shape) : '';
      },
    },
    // Unseen: it only gives the ripples their place.
    geo: { ...place, silent: true, label: { show: false }, itemStyle: { opacity: 0 } },
    series: [
      {
        ...place,
        type: 'map',
        selectedMode: false,
        itemStyle: { borderColor: '#6d93b6', borderWidth: 1 },
        emphasis: {
          itemStyle: { areaColor: 'inherit', borderColor: '#e8f3fd', borderWidth: 2.2 },
          label: { show: true },
        },
        label: {
          show: true,
          formatter: ({ name }: { name: string }) => label(name),
          lineHeight: size + 6,
          rich: labelStyles(size),
        },
        labelLayout: { hideOverlap: true },
        data: shapes.features.map(({ properties: { code } }) => {
          const here = byShape.get(code);
          return { name: code, value: here?.[measure] ?? 0, itemStyle: area(here) };
        }),
      },
      {
        type: 'effectScatter',
        coordinateSystem: 'geo',
        silent: true,
        symbolSize: 9,
        rippleEffect: { scale: 6, brushType: 'stroke', period: 2.4 },
        data: parts.ripples.map(({ center, level }) => ({
          value: center,
          itemStyle: { color: rippleColours[level] },
        })),
      },
    ],
  };
}
