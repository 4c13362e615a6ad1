import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CalendarInput } from '#contract/calendar';
import { parseCalendar, readCalendars } from '#spine/calendar/calendar-files';

const name = { zh: '节', en: 'Feast' };
const valid = {
  code: 'XX',
  version: 1,
  effectiveFrom: '2026-01-01',
  name,
  years: [{ year: 2026, status: 'published', days: [{ date: '2026-05-04', name, kind: 'holiday' }] }],
} satisfies CalendarInput;
const withDays = (...days: unknown[]) => ({ ...valid, years: [{ ...valid.years[0], days }] });
const day = valid.years[0]!.days[0]!;

describe('calendar files', () => {
  test('given the shipped folder, when read, then China and the plain weekdays are there', () => {
    const calendars = readCalendars();
    expect(calendars.map((calendar) => calendar.code)).toEqual(['CN', 'weekdays']);
    const china = calendars[0]!;
    expect(china.source).toMatchObject({ package: 'chinese-days', version: '1.5.7' });
    const published = china.years.filter((year) => year.status === 'published');
    expect(published.map((year) => year.year)).toEqual(Array.from({ length: 20 }, (_, i) => 2007 + i));
    expect(published.every((year) => year.notices.every((notice) => notice.url))).toBe(true);
    expect(china.years.at(-1)).toMatchObject({ year: 2027, status: 'provisional', days: [] });
  });

  test('given a valid calendar, when parsed, then defaults are filled in', () => {
    expect(parseCalendar(valid, 'XX.json')).toMatchObject({ weekend: [6, 7], yearly: true });
  });

  test.each([
    ['a day of another year', withDays({ ...day, date: '2025-05-04' }), 'years.0.days.0.date'],
    ['a date that does not exist', withDays({ ...day, date: '2026-02-30' }), 'years.0.days.0.date'],
    ['a day twice', withDays(day, day), 'years.0.days.1.date'],
    ['a kind that is unknown', withDays({ ...day, kind: 'half-day' }), 'years.0.days.0.kind'],
    ['a notice that is not listed', withDays({ ...day, notice: 2 }), 'years.0.days.0.notice'],
    ['years out of order', { ...valid, years: [valid.years[0], valid.years[0]] }, 'years.1.year'],
    ['a week without work', { ...valid, weekend: [1, 2, 3, 4, 5, 6, 7] }, 'weekend'],
    ['no code', { ...valid, code: undefined }, 'code'],
  ])('given %s, when parsed, then the field is named', (_, json, field) => {
    expect(() => parseCalendar(json, 'XX.json')).toThrow(
      expect.objectContaining({ about: expect.objectContaining({ field, detail: 'XX.json' }) }),
    );
  });

  test('given a file that is no JSON, when read, then the file is named', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'calendars-'));
    writeFileSync(path.join(folder, 'broken.json'), '{');
    expect(() => readCalendars(folder)).toThrow(
      expect.objectContaining({ about: expect.objectContaining({ field: 'broken.json' }) }),
    );
  });
});
