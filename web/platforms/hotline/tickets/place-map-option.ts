import type { EChartsCoreOption } from 'echarts/core';
import type { Point } from '#contract/hotline/ticket-parts';
import { fontFamily } from '../../../theme.ts';

interface PlaceMap {
  name: string;
  dark: boolean;
  codes: readonly string[];
  nameOf: (code: string) => string;
  point: Partial<Point> | undefined;
}

/** Outlines with their names, and the point that was chosen. */
export function placeMapOption({ name, dark, codes, nameOf, point }: PlaceMap): EChartsCoreOption {
  const place = { map: name, nameProperty: 'code', aspectScale: 0.8, top: 8, bottom: 8, left: 8, right: 8 };
  const isPoint = point?.longitude !== undefined && point.latitude !== undefined;
  return {
    geo: { ...place, silent: true, label: { show: false }, itemStyle: { opacity: 0 } },
    series: [
      {
        ...place,
        type: 'map',
        selectedMode: false,
        itemStyle: {
          areaColor: dark ? '#1b2733' : '#eef2f6',
          borderColor: dark ? '#5d7b97' : '#7f97ad',
          borderWidth: 0.8,
        },
        emphasis: { disabled: true },
        label: {
          show: true,
          formatter: ({ name: code }: { name: string }) => nameOf(code),
          color: dark ? '#f1f6fb' : '#14212e',
          fontSize: 11,
          fontFamily,
        },
        labelLayout: { hideOverlap: true },
        data: codes.map((code) => ({ name: code })),
      },
      {
        type: 'effectScatter',
        coordinateSystem: 'geo',
        showEffectOn: 'emphasis',
        symbol: 'pin',
        symbolSize: 26,
        itemStyle: { color: dark ? '#ffd34d' : '#a0141c' },
        data: isPoint ? [[point.longitude, point.latitude]] : [],
      },
    ],
  };
}
