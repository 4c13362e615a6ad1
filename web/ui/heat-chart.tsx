import { HeatmapChart, ScatterChart } from 'echarts/charts';
import { VisualMapComponent } from 'echarts/components';
import { use } from 'echarts/core';
import { Chart } from './chart.tsx';

use([HeatmapChart, ScatterChart, VisualMapComponent]);

/** A chart that may colour cells and points by a count; loaded by the pages that have one. */
export { Chart as HeatChart };
