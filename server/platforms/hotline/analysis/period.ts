import type { Instant } from '#base/time';
import { addMonths, dateText, type EpochDay, epochDay, epochDayOf } from '#spine/calendar/civil-date';
import { zoneOf } from '#spine/calendar/zone';

const zone = zoneOf('Asia/Shanghai');
export const dayMs = 86_400_000;

export const todayOf = (now: Instant): EpochDay => Math.floor(zone.localOf(now) / dayMs);
/** The beginning of a civil day in the installation's zone, which has no summer time. */
export const startOf = (day: EpochDay): Instant => zone.instantOf(day * dayMs);

/** Whole civil days that end with `to`. */
export function periodOf(to: string, days: number): { from: EpochDay; last: EpochDay } {
  const last = epochDayOf(to, 'to');
  return { from: last - days + 1, last };
}

/** First days of the twelve months before that of a day, the newest first. */
export function wholeMonths(today: EpochDay): EpochDay[] {
  const [year, month] = dateText(today).split('-').map(Number) as [number, number];
  const first = epochDay(year, month, 1);
  return Array.from({ length: 12 }, (_, n) => addMonths(first, -n - 1));
}

export const monthOf = (day: EpochDay): string => dateText(day).slice(0, 7);
