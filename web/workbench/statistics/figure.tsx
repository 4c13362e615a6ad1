import type { StatisticsCell } from '#contract/statistics';
import { fromQuery } from '../../address.ts';
import { CountLink, countText } from '../../ui/count-link.tsx';

/** A figure that leads to the list that it counts; nothing counted leads nowhere. */
export function Figure({ cell: { count, link }, label }: { cell: StatisticsCell; label: string }) {
  if (link === null || count === 0) return <>{countText(count)}</>;
  const [to, query = ''] = link.split('?');
  return <CountLink to={to as never} search={fromQuery(query)} count={count} label={label} />;
}

/** By how many, and by which share, a figure has changed. */
export function changeText({ count, before }: Pick<StatisticsCell, 'count' | 'before'>): string {
  if (before === null) return '';
  const change = count - before;
  const sign = change > 0 ? '+' : '';
  const share = before === 0 ? '' : ` (${sign}${((change / before) * 100).toFixed(1)}%)`;
  return `${sign}${countText(change)}${share}`;
}
