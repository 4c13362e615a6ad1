import { EffectScatterChart, MapChart } from 'echarts/charts';
import { GeoComponent, TooltipComponent } from 'echarts/components';
import { type EChartsCoreOption, type EChartsType, init, registerMap, use } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import type { ShapeMap } from './map-shapes.ts';

use([EffectScatterChart, MapChart, GeoComponent, TooltipComponent, LabelLayout, CanvasRenderer]);

interface Props {
  name: string;
  shapes: ShapeMap;
  option: EChartsCoreOption;
  label: string;
  onPlace: (code: string) => void;
  /** Where the map was pressed, in degrees; for choosing a point. */
  onPoint?: (longitude: number, latitude: number) => void;
}

/** Draws the outlines of a division. For the keyboard and for screen readers the same stands in the list beside. */
export function ProvinceMap({ name, shapes, option, label, onPlace, onPoint }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const press = useRef(onPlace);
  press.current = onPlace;
  const point = useRef(onPoint);
  point.current = onPoint;
  const drawn = useRef('');
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const made = init(element, null, { renderer: 'canvas' });
    chart.current = made;
    made.on('click', (event) => {
      if (event.seriesType === 'map') press.current(event.name);
    });
    made.getZr().on('click', ({ offsetX, offsetY }) => {
      const at = point.current && made.convertFromPixel({ geoIndex: 0 }, [offsetX, offsetY]);
      if (Array.isArray(at) && at.every(Number.isFinite)) point.current?.(at[0]!, at[1]!);
    });
    const watcher = new ResizeObserver(() => made.resize());
    watcher.observe(element);
    return () => {
      watcher.disconnect();
      made.dispose();
      chart.current = null;
      drawn.current = '';
    };
  }, []);
  useEffect(() => {
    registerMap(name, shapes as Parameters<typeof registerMap>[1]);
    // Another division is another map; within one the colours change smoothly.
    chart.current?.setOption(option, { notMerge: drawn.current !== name });
    drawn.current = name;
  }, [name, shapes, option]);
  return <div ref={place} role="img" aria-label={label} style={{ width: '100%', height: '100%' }} />;
}
