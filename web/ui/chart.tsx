import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { type EChartsCoreOption, type EChartsType, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useAppearance } from '../appearance.ts';
import { type ChartColours, chartColours } from './chart-colours.ts';

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, SVGRenderer]);

interface Props {
  /** What the chart shows, in words; the same figures stand in a table beside it. */
  label: string;
  option: (colours: ChartColours) => EChartsCoreOption;
  height: number | string;
  onPress?: (name: string, index: number) => void;
}

/** A chart of lines or bars, drawn as SVG: sharp on a wall and on paper. */
export function Chart({ label, option, height, onPress }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const press = useRef(onPress);
  press.current = onPress;
  const { mode } = useAppearance();
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const made = init(element, null, { renderer: 'svg' });
    chart.current = made;
    made.on('click', ({ name, dataIndex }) => press.current?.(name, dataIndex));
    const watcher = new ResizeObserver(() => made.resize());
    watcher.observe(element);
    return () => {
      watcher.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours change with the mode
  useEffect(() => {
    if (place.current) chart.current?.setOption(option(chartColours(place.current)), { notMerge: true });
  }, [option, mode]);
  return <div ref={place} role="img" aria-label={label} style={{ height, width: '100%' }} />;
}
