import { type CalendarYear, calendarYear } from '#contract/calendars-api';

export type CalendarDay = CalendarYear['days'][number];
export type DayKind = 'working' | 'weekend' | CalendarDay['kind'];

const pad = (value: number) => String(value).padStart(2, '0');
const millisecondsOfDay = 86_400_000;

/** Days since 1970 of a civil date; arithmetic without any time zone. */
const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / millisecondsOfDay;
const dateOf = (day: number): string => new Date(day * millisecondsOfDay).toISOString().slice(0, 10);

/** Monday is 1, Sunday 7 (ISO 8601). */
export const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay() || 7;

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** The weekday of a date as the key of its name. */
export const weekdayKey = (date: string): (typeof weekdays)[number] => weekdays[weekdayOf(date) - 1] ?? 'mon';

/** A date some days later or earlier. */
export const addDays = (date: string, days: number): string => dateOf(dayNumber(date) + days);

/** The weeks of a month from Monday on; null where a week reaches out of the month. */
export function weeksOf(year: number, month: number): (string | null)[][] {
  const first = `${year}-${pad(month)}-01`;
  const next = month === 12 ? `${year + 1}-01-01` : `${year}-${pad(month + 1)}-01`;
  const length = dayNumber(next) - dayNumber(first);
  const lead = weekdayOf(first) - 1;
  return Array.from({ length: Math.ceil((lead + length) / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, column) => {
      const place = week * 7 + column - lead;
      return place >= 0 && place < length ? addDays(first, place) : null;
    }),
  );
}

/** What a day is: as its weekday says (Saturday and Sunday are off), or as the calendar says against it. */
export function kindOf(date: string, special: ReadonlyMap<string, CalendarDay>): DayKind {
  return special.get(date)?.kind ?? (weekdayOf(date) >= 6 ? 'weekend' : 'working');
}

/** The days with one of them set or, by null, made plain again; in order of date. */
export function withDay(
  days: readonly CalendarDay[],
  date: string,
  set: Omit<CalendarDay, 'date'> | null,
): CalendarDay[] {
  const rest = days.filter((day) => day.date !== date);
  return (set ? [...rest, { date, ...set }] : rest).sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** The names that days carry, each once, in the order in which they come. */
export function namesOf(days: readonly CalendarDay[]): CalendarDay['name'][] {
  return [...new Map(days.map(({ name }) => [`${name.zh} ${name.en}`, name])).values()];
}

export type YearFile = { year: CalendarYear } | { problems: { field: string; expected: string }[] };

/** Reads a year from the text of a file; says every field that is not as expected. */
export function readYearFile(text: string, calendar: string, year: number): YearFile {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    return { problems: [{ field: 'JSON', expected: (error as Error).message }] };
  }
  const read = calendarYear.safeParse(content);
  if (!read.success)
    return {
      problems: read.error.issues.map(({ path, message }) => ({ field: path.join('.'), expected: message })),
    };
  const problems = [
    ...(read.data.calendar === calendar ? [] : [{ field: 'calendar', expected: calendar }]),
    ...(read.data.year === year ? [] : [{ field: 'year', expected: String(year) }]),
  ];
  return problems.length > 0 ? { problems } : { year: read.data };
}
