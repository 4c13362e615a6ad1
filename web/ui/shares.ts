import type { Counters } from '#contract/overview';

/** Cases that are not closed. */
export const openCount = ({ opened, closed }: Counters): number => Math.max(0, opened - closed);

/** Cards that stand: given and not yet cleared or lifted. */
export const standing = (counters: Counters, level: 'yellow' | 'red'): number =>
  Math.max(0, level === 'red' ? counters.red - counters.redEnded : counters.yellow - counters.yellowEnded);

/** Closed in time of all closed, as a share between 0 and 1; null while nothing is closed. */
export const onTimeShare = ({ closed, closedLate }: Counters): number | null =>
  closed === 0 ? null : (closed - closedLate) / closed;

/** A share as a percentage with one decimal; it never rounds up to a perfect 100 %. */
export function percentText(share: number | null): string {
  if (share === null) return '—';
  const tenths = Math.round(share * 1000);
  const shown = tenths === 1000 && share < 1 ? 999 : tenths;
  return `${(shown / 10).toFixed(1)}%`;
}
