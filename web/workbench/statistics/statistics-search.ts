import { z } from 'zod';
import { statisticsPaging, type ViewQuery, viewFields } from '#contract/statistics';

/** How a view is shown. */
export const displays = ['table', 'bar', 'line', 'heat'] as const;
export type Display = (typeof displays)[number];

/** The address of the page is the view, and how it is shown. */
export const statisticsSearch = z.object({
  ...viewFields,
  ...statisticsPaging,
  show: z.enum(displays).default('table'),
});
export type StatisticsSearch = Partial<z.output<typeof statisticsSearch>>;

/** The view alone, complete: what is saved and asked for. */
export function viewOf({ page: _page, pageSize: _size, show: _show, ...given }: StatisticsSearch): ViewQuery {
  return { rows: 'region', columns: 'none', period: 'month', compare: 'none', ...given };
}
