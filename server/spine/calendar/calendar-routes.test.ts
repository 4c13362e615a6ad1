import { describe, expect, test } from 'vitest';
import { calendarsApi, type CalendarYear } from '#contract/calendars-api';
import { registerCaseRoutes } from '#spine/cases/case-routes';
import { registerCalendarRoutes } from './calendar-routes.ts';
import { testDatabase } from '../../../tests/support/database.ts';
import { appWith, cloudEventOf, testSpine } from '../../../tests/support/spine.ts';

// A Monday; the case below has ten working days from here.
const now = Date.UTC(2026, 2, 2, 2);
const { pool } = await testDatabase();
const { spine, query, addSource, tell, keyOf } = await testSpine(pool, { now });
const { send } = await appWith(spine, registerCalendarRoutes, registerCaseRoutes);

const year = async (calendar: string, of: number): Promise<CalendarYear> => {
  const { status, body } = await send('GET', `/api/calendars/${calendar}/${of}`);
  expect(status).toBe(200);
  return calendarsApi.getCalendarYear.response.parse(body);
};
const save = (of: number, body: unknown, calendar = 'CN') =>
  send('PUT', `/api/calendars/${calendar}/${of}`, body as object);
const versions = () =>
  query<{ n: number }>(`SELECT count(*)::int AS n FROM calendar_version WHERE code = 'CN'`).then(
    (rows) => rows[0]!.n,
  );
const holiday = (date: string) => ({ date, kind: 'holiday' as const, name: { zh: '临时假', en: 'Day off' } });

describe('reading calendars', () => {
  test('given the list, then each with its years, the coming one provisional', async () => {
    const { body } = await send('GET', '/api/calendars');
    const calendars = calendarsApi.listCalendars.response.parse(body);
    expect(calendars.map((one) => one.code)).toEqual(['CN', 'weekdays']);
    const cn = calendars[0]!;
    expect(cn.years.map((one) => one.year)).toEqual(Array.from({ length: 21 }, (_, i) => 2007 + i));
    expect(cn.years.filter((one) => one.status === 'provisional').map((one) => one.year)).toEqual([2027]);
    expect(cn.years.find((one) => one.year === 2026)!.days).toBe((await year('CN', 2026)).days.length);
  });

  test('given a year that nobody announced, then it is provisional and empty', async () => {
    expect(await year('CN', 2150)).toEqual({
      calendar: 'CN',
      year: 2150,
      status: 'provisional',
      notice: '',
      days: [],
    });
  });

  test.each([
    ['/api/calendars/MARS/2026', 404, 'not-found', 'calendar'],
    ['/api/calendars/CN/next', 422, 'field-invalid', 'year'],
    ['/api/calendars/CN/2026.5', 422, 'field-invalid', 'year'],
    ['/api/calendars/CN/99999999999999', 422, 'field-invalid', 'year'],
  ])('given %s, then it is refused', async (url, status, code, field) => {
    expect(await send('GET', url)).toMatchObject({ status, body: { code, field } });
  });

  test('given the card policies, then one is the default', async () => {
    const { body } = await send('GET', '/api/policies');
    const policies = calendarsApi.listPolicies.response.parse(body);
    expect(policies.filter((one) => one.isDefault).map((one) => one.code)).toEqual(['shandong']);
  });
});

describe('saving a year', () => {
  test.each(Array.from({ length: 20 }, (_, i) => 2007 + i))(
    'given %i as it is, then nothing changes, the days of the December before among them',
    async (of) => {
      const before = await versions();
      expect(await save(of, await year('CN', of))).toMatchObject({
        status: 200,
        body: { version: before, recomputed: 0 },
      });
      expect(await versions()).toBe(before);
    },
  );

  test('given one more day, then each other day keeps the notice that it rests on', async () => {
    const of = await year('CN', 2020);
    const notices = () =>
      query<{ date: string; notice: number }>(
        `SELECT d ->> 'date' AS date, (d ->> 'notice')::int AS notice FROM calendar_version v,
           jsonb_array_elements(v.content -> 'years') y, jsonb_array_elements(y -> 'days') d
         WHERE v.code = 'CN' AND (y ->> 'year')::int = 2020 AND v.version = (SELECT max(version) FROM calendar_version WHERE code = 'CN')
         ORDER BY 1`,
      );
    const before = await notices();
    expect(new Set(before.map((day) => day.notice))).toEqual(new Set([0, 1]));
    expect((await save(2020, { ...of, days: [...of.days, holiday('2020-11-11')] })).status).toBe(200);
    expect((await notices()).filter((day) => day.date !== '2020-11-11')).toEqual(before);
  });

  test('given a new holiday, then what is saved is read, and the due time of an open case moves with the reason', async () => {
    await addSource({ code: 'log', mode: 'replay' });
    await tell([cloudEventOf('log', 'C-1', now, { data: { item: 'report' } })]);
    const id = await keyOf('C-1');
    const dueAt = async () => (await send('GET', `/api/cases/${id}`)).body.dueAt as string;
    const before = await dueAt();
    const of = await year('CN', 2026);
    const changed = { ...of, notice: '鲁政办〔2026〕1号', days: [...of.days, holiday('2026-03-03')] };
    const { status, body } = await save(2026, changed);
    expect([status, body.recomputed]).toEqual([200, 1]);
    expect(await year('CN', 2026)).toMatchObject({
      notice: '鲁政办〔2026〕1号',
      status: 'published',
      days: changed.days,
    });
    expect(Date.parse(await dueAt()) - Date.parse(before)).toBe(24 * 3_600_000);
    const { clocks } = (await send('GET', `/api/cases/${id}`)).body;
    expect(JSON.stringify(clocks[0].explanation)).toContain('临时假');
    expect(await save(2026, changed)).toMatchObject({
      status: 200,
      body: { version: body.version, recomputed: 0 },
    });
  });

  const of2028 = { calendar: 'CN', year: 2028, status: 'published', notice: 'N', days: [] as unknown[] };
  test.each([
    ['the address of another year', 2029, of2028, 'year'],
    ['the address of another calendar', 2028, { ...of2028, calendar: 'weekdays' }, 'calendar'],
    ['a day of another year', 2028, { ...of2028, days: [holiday('2029-01-01')] }, 'days.0.date'],
    [
      'a day in the November before',
      2028,
      { ...of2028, days: [holiday('2028-01-01'), holiday('2027-11-30')] },
      'days.1.date',
    ],
    ['a day that does not exist', 2028, { ...of2028, days: [holiday('2028-02-30')] }, 'days.0.date'],
    ['a day twice', 2028, { ...of2028, days: [holiday('2028-01-01'), holiday('2028-01-01')] }, 'days.1.date'],
    [
      'a day without a name',
      2028,
      { ...of2028, days: [{ date: '2028-01-01', kind: 'holiday' }] },
      'days.0.name',
    ],
    [
      'a kind that is not known',
      2028,
      { ...of2028, days: [{ ...holiday('2028-01-01'), kind: 'feast' }] },
      'days.0.kind',
    ],
    ['a status that is not known', 2028, { ...of2028, status: 'rumoured' }, 'status'],
    ['a year that is none', 2028, { ...of2028, year: 'soon' }, 'year'],
  ])('given %s, then 422 names the field and nothing is saved', async (_, address, body, field) => {
    const before = await versions();
    expect(await save(address, body)).toMatchObject({ status: 422, body: { code: 'field-invalid', field } });
    expect(await versions()).toBe(before);
  });

  test('given a day that the year after has announced already, then it is refused', async () => {
    const of = await year('CN', 2018);
    const body = { ...of, days: [...of.days, holiday('2018-12-31')] };
    expect(await save(2018, body)).toMatchObject({ status: 422, body: { field: 'days' } });
  });

  test('given a calendar that is not there, then 404', async () => {
    expect(await save(2028, { ...of2028, calendar: 'MARS' }, 'MARS')).toMatchObject({
      status: 404,
      body: { field: 'calendar' },
    });
  });

  test('given many at the same time, then each that is answered with success is kept', async () => {
    const bodies = Array.from({ length: 8 }, (_, i) => ({
      ...of2028,
      year: 2030 + i,
      days: [holiday(`${2030 + i}-05-01`)],
    }));
    const answers = await Promise.all(bodies.map((body) => save(body.year, body)));
    expect(new Set(answers.map((one) => one.status))).toSatisfy((seen: Set<number>) =>
      [...seen].every((one) => one === 200 || one === 409),
    );
    const kept = await Promise.all(bodies.map((body) => year('CN', body.year)));
    expect(kept.map((one) => one.days.length === 1)).toEqual(answers.map((one) => one.status === 200));
    expect(answers.filter((one) => one.status === 409).every((one) => one.body.code === 'conflict')).toBe(
      true,
    );
  });
});
