import type { Instant } from '#base/time';
import { addMonths, dateText, epochDayOf } from '#spine/calendar/civil-date';
import { zoneOf } from '#spine/calendar/zone';
import { openData } from './dataset-files.ts';

const zone = zoneOf('Asia/Shanghai');

/** Whole months of the past that figures are told for, the newest first. */
export function toldMonths(now: Instant): string[] {
  const today = new Date(zone.localOf(now)).toISOString().slice(0, 10);
  const first = epochDayOf(`${today.slice(0, 7)}-01`);
  return Array.from({ length: openData.months }, (_, n) => dateText(addMonths(first, -n - 1)).slice(0, 7));
}

/** First and last day of a month. */
export function daysOf(month: string): { from: string; to: string } {
  const first = epochDayOf(`${month}-01`);
  return { from: dateText(first), to: dateText(addMonths(first, 1) - 1) };
}
