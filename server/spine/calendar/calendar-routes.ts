import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { Refusal } from '#base/errors';
import { route } from '#base/http';
import { type CalendarData, calendarData } from '#contract/calendar';
import { calendarsApi, type CalendarYear } from '#contract/calendars-api';
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

function withYear(calendar: CalendarData, body: CalendarYear): CalendarData {
  const { year, status, days, notice } = body;
  const before = calendar.years.find((one) => one.year === year);
  const notices =
    notice.trim() === yearOf(calendar, year).notice
      ? (before?.notices ?? [])
      : notice.trim()
        ? [{ title: notice.trim() }]
        : [];
  const years = [...calendar.years.filter((one) => one.year !== year), { year, status, notices, days }];
  return calendarData.parse({
    ...calendar,
    version: calendar.version + 1,
    years: years.sort((a, b) => a.year - b.year),
  });
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
    const outside = body.days.findIndex((day) => !day.date.startsWith(`${params.year}-`));
    if (outside >= 0)
      throw new Refusal('field-invalid', {
        field: `days.${outside}.date`,
        expected: `a day of ${params.year}`,
      });
    const next = withYear(await newestCalendar(pool, params.calendar), body);
    await saveCalendar(pool, next);
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
