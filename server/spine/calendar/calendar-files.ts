import path from 'node:path';
import { type CalendarData, calendarData } from '#contract/calendar';
import { parseReference, readReferenceFolder } from '#spine/calendar/reference-folder';

const shipped = path.join(import.meta.dirname, '../../../reference/calendars');

/** Checks a calendar that came as JSON. @throws Refusal naming the file, the field and what was expected. */
export const parseCalendar = (json: unknown, file: string): CalendarData =>
  parseReference(calendarData, json, file);

/** Reads the calendars of a folder, by default those that come with the system (`reference/calendars`). */
export const readCalendars = (folder = shipped): CalendarData[] => readReferenceFolder(calendarData, folder);
