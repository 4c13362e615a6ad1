import { fontFamily } from '../theme.ts';

const names = {
  ink: '--mj-ink',
  soft: '--mj-ink-soft',
  line: '--mj-line',
  surface: '--mj-surface',
  accent: '--mj-accent',
  red: '--mj-level-red-solid',
  yellow: '--mj-level-yellow-solid',
  notice: '--mj-level-notice-solid',
  good: '--mj-good-solid',
  quiet: '--mj-line-strong',
} as const;

export type ChartColours = Record<keyof typeof names, string>;

/** The colours by meaning as they stand at a place of the page, in light, dark or on the wall. */
export function chartColours(place: Element): ChartColours {
  const style = getComputedStyle(place);
  return Object.fromEntries(
    Object.entries(names).map(([name, variable]) => [name, style.getPropertyValue(variable).trim()]),
  ) as ChartColours;
}

/** Text, tooltip and legend of a chart as the rest of the page has them. */
export function chartBase({ ink, soft, surface, line }: ChartColours, fontSize = 12) {
  return {
    textStyle: { fontFamily, fontSize, color: ink },
    animationDuration: 300,
    aria: { enabled: false },
    tooltip: {
      trigger: 'axis' as const,
      confine: true,
      backgroundColor: surface,
      borderColor: line,
      textStyle: { color: ink, fontFamily, fontSize },
    },
    legend: {
      top: 0,
      right: 0,
      itemWidth: 16,
      itemHeight: 10,
      textStyle: { color: soft, fontFamily, fontSize },
    },
  };
}

/** The axes of a chart: quiet lines, readable labels. */
export function chartAxis({ soft, line }: ChartColours, fontSize = 12) {
  return {
    axisLabel: { color: soft, fontFamily, fontSize },
    axisLine: { lineStyle: { color: line } },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: line } },
    nameTextStyle: { color: soft, fontFamily, fontSize },
  };
}
