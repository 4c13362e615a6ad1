import { z } from 'zod';
import { endpoint } from '#contract/endpoint';
import { bilingual, civilDate } from '#contract/text';

export const calendarDay = z.object({
  date: civilDate,
  kind: z.enum(['holiday', 'makeup-workday']),
  name: bilingual,
});
const year = z.number().int().min(1949).max(2200);
export const calendarYear = z.object({
  calendar: z.string(),
  year,
  /** provisional: the notice is not out yet; weekends alone count. */
  status: z.enum(['published', 'provisional']),
  notice: z.string(),
  days: z.array(calendarDay).max(200),
});
export type CalendarYear = z.infer<typeof calendarYear>;

export const cardPolicyView = z.object({
  code: z.string(),
  name: bilingual,
  isDefault: z.boolean(),
  content: z.unknown(),
});

export const calendarsApi = {
  listCalendars: endpoint({
    method: 'GET',
    path: '/api/calendars',
    summary: 'Calendars with their years and the version in force',
    face: 'public',
    access: 'everybody',
    response: z.array(
      z.object({
        code: z.string(),
        name: bilingual,
        version: z.number().int(),
        years: z.array(
          z.object({
            year: z.number().int(),
            status: z.enum(['published', 'provisional']),
            days: z.number().int(),
          }),
        ),
      }),
    ),
  }),
  getCalendarYear: endpoint({
    method: 'GET',
    path: '/api/calendars/:calendar/:year',
    summary: 'Holidays and make-up workdays of a year',
    face: 'public',
    access: 'everybody',
    params: z.object({ calendar: z.string(), year: z.coerce.number().pipe(year) }),
    response: calendarYear,
  }),
  saveCalendarYear: endpoint({
    method: 'PUT',
    path: '/api/calendars/:calendar/:year',
    summary: 'Publish a year; open clocks that reach into it are recomputed',
    face: 'workbench',
    access: 'calendars.edit',
    params: z.object({ calendar: z.string(), year: z.coerce.number().pipe(year) }),
    body: calendarYear,
    response: z.object({ version: z.number().int(), recomputed: z.number().int() }),
  }),
  listPolicies: endpoint({
    method: 'GET',
    path: '/api/policies',
    summary: 'Card policies: when a notice, a yellow and a red card are given',
    face: 'public',
    access: 'everybody',
    response: z.array(cardPolicyView),
  }),
};
