import { z } from 'zod';
import { bilingual, civilDate, code } from '#contract/text';

/** A State Council notice (or its like elsewhere) that announces the holidays of a year or changes them. */
export const holidayNotice = z.object({
  number: z.string().optional(),
  title: z.string().optional(),
  date: civilDate.optional(),
  url: z.url().optional(),
});
export type HolidayNotice = z.infer<typeof holidayNotice>;

/**
 * A day that is not what its weekday says: a day off, or a weekend day that is worked (调休).
 * `notice` is the place, in the year's list of notices, of the one that says so.
 */
const calendarDay = z.object({
  date: civilDate,
  name: bilingual,
  kind: z.enum(['holiday', 'makeup-workday']),
  notice: z.number().int().min(0).default(0),
});

/** The days that the notices of one year name; a notice may reach back into the December before. */
const calendarYear = z.object({
  year: z.number().int().min(1900).max(2999),
  status: z.enum(['published', 'provisional']),
  notices: z.array(holidayNotice).default([]),
  days: z.array(calendarDay).default([]),
});

/** A calendar of working days in one version. A later version takes the place of this one for every date. */
export const calendarData = z
  .object({
    code,
    version: z.number().int().min(1),
    effectiveFrom: civilDate,
    name: bilingual,
    basis: bilingual.optional(),
    source: z.object({ package: z.string(), version: z.string(), licence: z.string().optional() }).optional(),
    /** Weekdays without work, ISO numbers: 1 Monday to 7 Sunday. */
    weekend: z.array(z.number().int().min(1).max(7)).max(6).default([6, 7]),
    /** Holidays are announced year by year, so a year without a published entry is provisional. */
    yearly: z.boolean().default(true),
    years: z.array(calendarYear).default([]),
  })
  .superRefine((calendar, context) => {
    const issue = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    const days = new Map<string, string>();
    calendar.years.forEach((entry, y) => {
      if (y > 0 && entry.year <= calendar.years[y - 1]!.year)
        issue(['years', y, 'year'], `a year after ${calendar.years[y - 1]!.year}`);
      entry.days.forEach((day, d) => {
        const path = ['years', y, 'days', d];
        const inYear = day.date.startsWith(`${entry.year}-`) || day.date.startsWith(`${entry.year - 1}-12-`);
        if (!inYear) issue([...path, 'date'], `a date of ${entry.year} or of the December before`);
        if (days.has(day.date)) issue([...path, 'date'], `${day.date} stands twice`);
        if (day.notice > 0 && day.notice >= entry.notices.length)
          issue([...path, 'notice'], `the place of one of the ${entry.notices.length} notices`);
        days.set(day.date, day.kind);
      });
    });
  });
export type CalendarData = z.infer<typeof calendarData>;
export type CalendarInput = z.input<typeof calendarData>;
