import { Refusal } from '#base/errors';
import type { Instant } from '#base/time';
import { addMonths, dateText, epochDayOf } from '#spine/calendar/civil-date';
import { zoneOf } from '#spine/calendar/zone';

const dayMs = 86_400_000;

/** The civil day of an instant, YYYY-MM-DD, in the one zone of China. */
export const dayOf = (at: Instant): string =>
  dateText(Math.floor(zoneOf('Asia/Shanghai').localOf(at) / dayMs));

export const daysAfter = (date: string, days: number): string => dateText(epochDayOf(date) + days);
export const monthsAfter = (date: string, months: number): string =>
  dateText(addMonths(epochDayOf(date), months));

/** A date as somebody filled it in, from one day through another. Refusal: field-invalid, with the field. */
export function dateWithin(
  text: unknown,
  field: string,
  { from, to }: { from?: string | null; to?: string },
): string {
  const date = dateText(epochDayOf(String(text), `values.${field}`));
  if ((from && date < from) || (to && date > to))
    throw new Refusal('field-invalid', {
      field: `values.${field}`,
      expected: [from && `not before ${from}`, to && `not after ${to}`].filter(Boolean).join(', '),
    });
  return date;
}
