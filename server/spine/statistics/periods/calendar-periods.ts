import type { Period } from '#contract/statistics';
import {
  addMonths,
  civilOf,
  dateText,
  type EpochDay,
  epochDay,
  isoWeekday,
} from '#spine/calendar/civil-date';

/** Civil days from one through another. */
export interface Days {
  from: EpochDay;
  to: EpochDay;
}

const monthsOf = { month: 1, quarter: 3, year: 12 } as const;

/** First day of the period that a day lies in; weeks begin on Monday (ISO 8601). */
export function beginOf(day: EpochDay, period: Period): EpochDay {
  if (period === 'day') return day;
  if (period === 'week') return day - isoWeekday(day) + 1;
  const { year, month } = civilOf(day);
  const n = monthsOf[period];
  return epochDay(year, Math.floor((month - 1) / n) * n + 1, 1);
}

/** First day of the period `n` periods later. @param first the first day of a period */
export function later(first: EpochDay, period: Period, n: number): EpochDay {
  if (period === 'day') return first + n;
  if (period === 'week') return first + 7 * n;
  return addMonths(first, n * monthsOf[period]);
}

/** The periods that days touch, in order; the first and the last are cut to those days. */
export function periodsIn({ from, to }: Days, period: Period): (Days & { key: string })[] {
  const found: (Days & { key: string })[] = [];
  for (let first = beginOf(from, period); first <= to; ) {
    const next = later(first, period, 1);
    found.push({ key: keyOf(first, period), from: Math.max(first, from), to: Math.min(next - 1, to) });
    first = next;
  }
  return found;
}

/** `2026`, `2026-Q1`, `2026-03`, `2026-W10`, `2026-03-02`. */
export function keyOf(first: EpochDay, period: Period): string {
  const { month } = civilOf(first);
  const date = dateText(first);
  switch (period) {
    case 'year':
      return date.slice(0, 4);
    case 'quarter':
      return `${date.slice(0, 4)}-Q${Math.floor((month - 1) / 3) + 1}`;
    case 'month':
      return date.slice(0, 7);
    case 'week': {
      // A week belongs to the year of its Thursday.
      const thursday = civilOf(first + 3);
      const week = Math.floor((first + 3 - epochDay(thursday.year, 1, 1)) / 7) + 1;
      return `${thursday.year}-W${String(week).padStart(2, '0')}`;
    }
    default:
      return date;
  }
}

/** The days that others are compared with. */
export type Shift = (days: Days) => Days;

/**
 * The same days a year before: by months, so that a month meets the same month; by 52 weeks, where weeks are compared.
 * The last day of a month meets the last day.
 */
export function lastYear(period: Period | null): Shift {
  if (period === 'week') return ({ from, to }) => ({ from: from - 364, to: to - 364 });
  return shiftMonths(12);
}

const shiftMonths =
  (n: number): Shift =>
  ({ from, to }) => ({ from: addMonths(from, -n), to: addMonths(to + 1, -n) - 1 });

/** As many days, or where they are whole months as many months, just before. */
export function justBefore(all: Days): Shift {
  const isFirst = civilOf(all.from).day === 1 && civilOf(all.to + 1).day === 1;
  if (!isFirst) {
    const length = all.to - all.from + 1;
    return ({ from, to }) => ({ from: from - length, to: to - length });
  }
  const start = civilOf(all.from);
  const end = civilOf(all.to + 1);
  return shiftMonths((end.year - start.year) * 12 + end.month - start.month);
}
