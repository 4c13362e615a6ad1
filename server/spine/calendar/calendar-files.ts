import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from '#base/errors';
import { type CalendarData, calendarData } from '#contract/calendar';

const shipped = path.join(import.meta.dirname, '../../../reference/calendars');

/** Checks a calendar that came as JSON. @throws Refusal naming the file, the field and what was expected. */
export function parseCalendar(json: unknown, file: string): CalendarData {
  const result = calendarData.safeParse(json);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  throw new Refusal('field-invalid', {
    field: issue.path.join('.') || 'calendar',
    expected: issue.message,
    detail: file,
  });
}

/** Reads the calendars of a folder, by default those that come with the system (`reference/calendars`). */
export function readCalendars(folder = shipped): CalendarData[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const file = path.join(folder, name);
      let json: unknown;
      try {
        json = JSON.parse(readFileSync(file, 'utf8'));
      } catch (error) {
        throw new Refusal('file-unreadable', {
          field: name,
          expected: 'JSON',
          detail: error instanceof Error ? error.message : String(error),
        });
      }
      return parseCalendar(json, name);
    });
}
