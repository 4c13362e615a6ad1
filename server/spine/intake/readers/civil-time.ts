import { daysInMonth, epochDay } from '#spine/calendar/civil-date';

/**
 * A date and time as a clock on the wall shows it: milliseconds as if it were UTC, and the offset in minutes
 * where the text carries one (`+08:00` is 480).
 */
export interface CivilTime {
  civil: number;
  offset?: number;
  /** There is no time of day: the day as a whole is meant. */
  wholeDay?: true;
}

/** Civil days that an import takes: from the founding of the state that keeps the records to beyond any slip. */
export const firstDay = '1949-10-01';
export const lastDay = '2200-12-31';

/**
 * Reads xs:dateTime and RFC 3339 (`2011-10-11T13:42:22.688+02:00`), also with a space for the T, without seconds,
 * zone or time of day. Undefined for anything else, and for a date that no calendar has.
 */
export function parseIso(text: string): CivilTime | undefined {
  const year = digits(text, 0, 4);
  if (text.charCodeAt(4) !== dash || text.charCodeAt(7) !== dash) return undefined;
  const month = digits(text, 5, 7);
  const day = digits(text, 8, 10);
  if (text.length === 10) return whole(at(year, month, day, 0, 0, 0, 0));
  const between = text.charCodeAt(10);
  if ((between !== upperT && between !== space) || text.charCodeAt(13) !== colon) return undefined;
  const hour = digits(text, 11, 13);
  const minute = digits(text, 14, 16);
  let next = 16;
  let second = 0;
  let milli = 0;
  if (text.charCodeAt(next) === colon) {
    second = digits(text, 17, 19);
    next = 19;
    if (text.charCodeAt(next) === dot) {
      const past = pastDigits(text, next + 1);
      if (past === next + 1) return undefined;
      milli = Number(text.slice(next + 1, Math.min(past, next + 4)).padEnd(3, '0'));
      next = past;
    }
  }
  return withOffset(at(year, month, day, hour, minute, second, milli), text, next);
}

/** `2024年1月2日`, `2024/1/2`, `2024.1.2`, each with or without a time of day `3:04` or `3:04:05`. */
export function parseChinese(text: string): CivilTime | undefined {
  const found = chinese.exec(text);
  if (!found) return undefined;
  const part = (index: number) => Number(found[index] ?? 0);
  const read = at(part(1), part(2), part(3), part(4), part(5), part(6), 0);
  return found[4] === undefined ? whole(read) : read;
}
const chinese =
  /^(\d{4})(?:年|\/|\.)(\d{1,2})(?:月|\/|\.)(\d{1,2})日?(?:[ T]?(\d{1,2})(?::|时)(\d{1,2})(?:(?::|分)(?:(\d{1,2})秒?)?)?)?$/;

function whole(time: CivilTime | undefined): CivilTime | undefined {
  return time && { civil: time.civil, wholeDay: true };
}

export function inRange({ civil }: CivilTime): boolean {
  return civil >= earliest && civil < end;
}
const earliest = Date.UTC(1949, 9, 1);
const end = Date.UTC(2201, 0, 1);

const [dash, colon, dot, space, plus, upperT, upperZ] = [0x2d, 0x3a, 0x2e, 0x20, 0x2b, 0x54, 0x5a];

function withOffset(time: CivilTime | undefined, text: string, next: number): CivilTime | undefined {
  if (!time || next === text.length) return time;
  const sign = text.charCodeAt(next);
  if (sign === upperZ) return next + 1 === text.length ? { civil: time.civil, offset: 0 } : undefined;
  if (sign !== plus && sign !== dash) return undefined;
  const hours = digits(text, next + 1, next + 3);
  const from = text.charCodeAt(next + 3) === colon ? next + 4 : next + 3;
  const minutes = digits(text, from, from + 2);
  if (text.length !== from + 2 || !(hours <= 14 && minutes <= 59)) return undefined;
  return { civil: time.civil, offset: (sign === dash ? -1 : 1) * (hours * 60 + minutes) };
}

/** The number that the digits from `from` to before `to` write; NaN if there is anything else. */
function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let index = from; index < to; index++) {
    const digit = text.charCodeAt(index) - 0x30;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

function pastDigits(text: string, from: number): number {
  let index = from;
  while (text.charCodeAt(index) >= 0x30 && text.charCodeAt(index) <= 0x39) index++;
  return index;
}

/** 24:00 is the midnight that ends the day (ISO 8601); a leap second reads as the second after it. */
function at(
  y: number,
  mo: number,
  d: number,
  h: number,
  mi: number,
  s: number,
  ms: number,
): CivilTime | undefined {
  const ends = h === 24 && mi === 0 && s === 0 && ms === 0;
  if (!(y >= 1 && mo >= 1 && mo <= 12 && d >= 1 && d <= daysInMonth(y, mo))) return undefined;
  if (!((h <= 23 || ends) && mi <= 59 && s <= 60)) return undefined;
  const civil = epochDay(y, mo, d) * 86_400_000 + ((h * 60 + mi) * 60 + s) * 1000 + ms;
  return { civil };
}
