import { Refusal } from '#base/errors';

/** Whole days since 1970-01-01 in the proleptic Gregorian calendar; a civil date without zone. */
export type EpochDay = number;

export interface CivilDate {
  year: number;
  month: number;
  day: number;
}

/** Days before the first of each month, counted from 1 March, so that the leap day comes last. */
const beforeMonth = [306, 337, 0, 31, 61, 92, 122, 153, 184, 214, 245, 275];
const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function daysInMonth(year: number, month: number): number {
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return leap ? 29 : lengths[month - 1]!;
}

/** The epoch day of a civil date; `day` may run past the month's end (32 January is 1 February). */
export function epochDay(year: number, month: number, day: number): EpochDay {
  const y = month > 2 ? year : year - 1;
  const leapDays = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  return 365 * y + leapDays + beforeMonth[month - 1]! + day - 719_469;
}

/** Year, month and day of an epoch day, by eras of 400 years (146,097 days) that begin on 1 March. */
export function civilOf(epoch: EpochDay): CivilDate {
  const shifted = epoch + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const day = dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** ISO weekday: 1 Monday to 7 Sunday; 1970-01-01 was a Thursday. */
export function isoWeekday(epoch: EpochDay): number {
  const fromMonday = (epoch + 3) % 7;
  return (fromMonday < 0 ? fromMonday + 7 : fromMonday) + 1;
}

/** The same day `n` months on, at most the month's last day: 31 January + 1 is 28 or 29 February. */
export function addMonths(epoch: EpochDay, n: number): EpochDay {
  const { year, month, day } = civilOf(epoch);
  const months = year * 12 + month - 1 + n;
  const toYear = Math.floor(months / 12);
  const toMonth = months - toYear * 12 + 1;
  return epochDay(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth)));
}

/** Dates from 1970 to 2099 are written once each: formatting costs more than the arithmetic. */
const written: string[] = Array.from<string>({ length: 47_482 }).fill('');

/** `YYYY-MM-DD`. */
export function dateText(epoch: EpochDay): string {
  const known = written[epoch];
  if (known) return known;
  const { year, month, day } = civilOf(epoch);
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  if (epoch >= 0 && epoch < written.length) written[epoch] = text;
  return text;
}

const digits = (text: string, at: number, count: number): number => {
  let value = 0;
  for (let i = at; i < at + count; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
};

/** Reads `YYYY-MM-DD`. Anything else, 30 February included, is refused with the name of the field. */
export function epochDayOf(date: string, field = 'date'): EpochDay {
  const year = digits(date, 0, 4);
  const month = digits(date, 5, 2);
  const day = digits(date, 8, 2);
  const whole = date.length === 10 && date.charCodeAt(4) === 45 && date.charCodeAt(7) === 45;
  if (whole && year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month))
    return epochDay(year, month, day);
  throw new Refusal('field-invalid', { field, expected: 'a date YYYY-MM-DD that exists' });
}
