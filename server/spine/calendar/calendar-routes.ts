import { isDeepStrictEqual } from 'node:util';
import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { Refusal } from '#base/errors';
import { route } from '#base/http';
import { type CalendarData, calendarData } from '#contract/calendar';
import { calendarsApi, type CalendarYear } from '#contract/calendars-api';
import { firstIssue } from '#contract/fault';
import { saveCalendar } from '#spine/catalogue/register';
import { recomputeClocks } from '#spine/clocks/recompute';
import type { Spine } from '#spine/spine';

/** The newest version of each calendar, as data. */
async function newestCalendars(pool: Pool): Promise<CalendarData[]> {
  const { rows } = await pool.query<{ content: unknown }>(
    'SELECT DISTINCT ON (code) content FROM calendar_version ORDER BY code, version DESC',
  );
  return rows.map((row) => calendarData.parse(row.content));
}

/** Refusal: not-found. */
async function newestCalendar(pool: Pool, code: string): Promise<CalendarData> {
  const calendar = (await newestCalendars(pool)).find((one) => one.code === code);
  if (!calendar)
    throw new Refusal('not-found', { field: 'calendar', expected: 'a calendar of this installation' });
  return calendar;
}

function yearOf(calendar: CalendarData, year: number): CalendarYear {
  const found = calendar.years.find((one) => one.year === year);
  const notice = found?.notices[0];
  return {
    calendar: calendar.code,
    year,
    status: found?.status ?? 'provisional',
    notice: [notice?.title, notice?.number, notice?.url].filter(Boolean).join(' '),
    days: found?.days ?? [],
  };
}

type Notices = Pick<CalendarData['years'][number], 'notices' | 'days'>;

/** Under the notice that is named already the days keep the notices they had; a new one stands for all of them. */
function noticesOf(calendar: CalendarData, { year, days, notice }: CalendarYear): Notices {
  const before = calendar.years.find((one) => one.year === year);
  const title = notice.trim();
  if (title !== yearOf(calendar, year).notice)
    return { notices: title ? [{ title }] : [], days: days.map((day) => ({ ...day, notice: 0 })) };
  const known = new Map(before?.days.map((day) => [day.date, day.notice]));
  return {
    notices: before?.notices ?? [],
    days: days.map((day) => ({ ...day, notice: known.get(day.date) ?? 0 })),
  };
}

/** The calendar with another year, in its next version. Refusal: field-invalid, with the field of the year. */
function withYear(calendar: CalendarData, body: CalendarYear): CalendarData {
  const { year, status } = body;
  const others = calendar.years.filter((one) => one.year !== year);
  const years = [...others, { year, status, ...noticesOf(calendar, body) }].sort((a, b) => a.year - b.year);
  const parsed = calendarData.safeParse({ ...calendar, version: calendar.version + 1, years });
  if (parsed.success) return parsed.data;
  const { field, expected } = firstIssue(parsed.error);
  const place = `years.${years.findIndex((one) => one.year === year)}.`;
  throw new Refusal('field-invalid', {
    field: field.startsWith(place) ? field.slice(place.length) : 'days',
    expected,
  });
}

/** Refusal: field-invalid, where the address says another calendar or year than the body. */
function checkAddress(params: { calendar: string; year: number }, body: CalendarYear): void {
  for (const name of ['calendar', 'year'] as const)
    if (params[name] !== body[name])
      throw new Refusal('field-invalid', { field: name, expected: String(params[name]) });
}

export function registerCalendarRoutes(app: FastifyInstance, spine: Spine): void {
  const { pool, registry } = spine;
  route(app, calendarsApi.listCalendars, async () =>
    (await newestCalendars(pool)).map(({ code, name, version, years }) => ({
      code,
      name,
      version,
      years: years.map(({ year, status, days }) => ({ year, status, days: days.length })),
    })),
  );
  route(app, calendarsApi.getCalendarYear, async ({ params }) =>
    yearOf(await newestCalendar(pool, params.calendar), params.year),
  );
  route(app, calendarsApi.saveCalendarYear, async ({ params, body }) => {
    checkAddress(params, body);
    const newest = await newestCalendar(pool, params.calendar);
    const next = withYear(newest, body);
    if (isDeepStrictEqual(next.years, newest.years)) return { version: newest.version, recomputed: 0 };
    if (!(await saveCalendar(pool, next)))
      throw new Refusal('conflict', {
        field: 'calendar',
        expected: 'the calendar as it is: somebody else has just saved it; read it again',
      });
    await registry.refresh();
    return { version: next.version, recomputed: await recomputeClocks(spine, next.code, body.notice.trim()) };
  });
  route(app, calendarsApi.listPolicies, async () =>
    registry.policies().map((policy) => ({
      code: policy.code,
      name: policy.name,
      isDefault: policy.code === spine.fold.defaultPolicy,
      content: policy,
    })),
  );
}
