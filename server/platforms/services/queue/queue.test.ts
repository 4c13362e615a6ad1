import { describe, expect, test } from 'vitest';
import type { PointInput } from '#contract/services/points';
import { pointContent } from '#contract/services/points';
import type { Principal } from '#spine/identity/principal';
import { formatKey } from '#spine/keys';
import { testDatabase } from '../../../../tests/support/database.ts';
import { principalWith } from '../../../../tests/support/principals.ts';
import { appWith, organs, testSpine } from '../../../../tests/support/spine.ts';
import { pointWith } from '../points/point.fixture.ts';
import { insertPoints } from '../points/store.ts';
import { book } from './appointments/actions.ts';
import { actAtWindow, viewCounter } from './counter.ts';
import { issueTicket } from './tickets/issue.ts';
import { registerQueueRoutes } from './routes.ts';
import { viewHall, viewTicket } from './tickets/standing.ts';
import { waitingOf } from './waiting.ts';
import { getPoint } from '../points/actions.ts';

const { pool } = await testDatabase({ connections: 20 });
const { spine, present, query } = await testSpine(pool);
const asked: { by: Principal | null } = { by: null };
const { send } = await appWith(spine, { who: () => asked.by }, registerQueueRoutes);
const minute = 60_000;
/** Monday 2 March 2026, 10:00 in Shandong. */
const monday = Date.UTC(2026, 2, 2, 2);

async function newPoint(given: Partial<PointInput> = {}): Promise<string> {
  present.now = monday;
  const content = pointContent.parse(pointWith(given));
  const organId = spine.registry.organ(content.organ)!.id;
  const [key] = await insertPoints(
    pool,
    [{ organId, content }],
    { accountId: null, actor: 'test', at: monday },
    false,
  );
  return formatKey(key!.city, key!.id);
}
const clerkOf = (organ: { code: string; region: string }, actor: string) =>
  principalWith(
    [{ role: 'window-clerk', organId: spine.registry.organ(organ.code)!.id, region: Number(organ.region) }],
    actor,
  );
const clerk = clerkOf(organs.district, 'clerk-one');
const colleague = clerkOf(organs.district, 'clerk-two');
let phones = 0;
const phone = () => `1390000${String((phones += 1)).padStart(4, '0')}`;
const wish = (point: string, given: object = {}) => ({
  point,
  group: 'A',
  item: null,
  day: '2026-03-02',
  time: '11:00',
  phone: phone(),
  ...given,
});
const codeOf = (error: unknown) => (error as { code: string; about?: { field?: string } }).code;
const refused = (work: Promise<unknown>) => work.then(() => 'done', codeOf);

describe('appointments', () => {
  test('given 200 who book the same slot at once, then as many get it as there are places, each another one', async () => {
    const point = await newPoint({
      groups: [{ letter: 'A', name: { zh: '综合', en: 'General' }, perSlot: 37 }],
      windows: [{ code: 'A1', name: { zh: '1号', en: 'One' }, group: 'A' }],
    });
    const outcomes = await Promise.all(Array.from({ length: 200 }, () => refused(book(spine, wish(point)))));
    expect(outcomes.filter((one) => one === 'done')).toHaveLength(37);
    expect(outcomes.filter((one) => one === 'conflict')).toHaveLength(163);
    const seats = await query<{ seat: number }>(
      `SELECT seat FROM services_appointment WHERE city || '-' || point_id = $1 ORDER BY seat`,
      [point],
    );
    expect(seats.map((row) => row.seat)).toEqual(Array.from({ length: 37 }, (_, n) => n + 1));
  });

  test('given the same telephone twenty times at once, then it gets one appointment at a time and no more than the limit', async () => {
    const point = await newPoint();
    const mine = phone();
    const times = ['10:30', '11:00', '11:30', '13:30', '14:00'];
    const outcomes = await Promise.all(
      [...times, ...times, ...times].map((time) => refused(book(spine, wish(point, { time, phone: mine })))),
    );
    expect(outcomes.filter((one) => one === 'done')).toHaveLength(3);
    const open = await query<{ starts_at: number }>(
      `SELECT starts_at FROM services_appointment WHERE city || '-' || point_id = $1`,
      [point],
    );
    expect(new Set(open.map((row) => row.starts_at)).size).toBe(3);
  });

  test('given a full slot, when one is moved away or cancelled, then its place can be had again', async () => {
    const point = await newPoint({
      groups: [{ letter: 'A', name: { zh: '综合', en: 'General' }, perSlot: 1 }],
      windows: [{ code: 'A1', name: { zh: '1号', en: 'One' }, group: 'A' }],
    });
    const first = await book(spine, wish(point));
    expect(first).toMatchObject({
      state: 'booked',
      phone: expect.stringMatching(/^139\*{4}\d{4}$/),
      can: ['cancel', 'move', 'check-in'],
    });
    expect(await refused(book(spine, wish(point)))).toBe('conflict');
    const moved = await send('POST', `/api/services/appointments/${first.code}/move`, {
      day: '2026-03-03',
      time: '09:00',
    });
    expect(moved.body).toMatchObject({ day: '2026-03-03', time: '09:00' });
    const second = await book(spine, wish(point));
    await send('POST', `/api/services/appointments/${second.code}/cancel`);
    await book(spine, wish(point));
    const { body } = await send('GET', `/api/services/points/${point}/slots?group=A`);
    const free = (day: string, time: string) =>
      body
        .find((one: { day: string }) => one.day === day)
        .slots.find((one: { time: string }) => one.time === time).free;
    expect([free('2026-03-02', '11:00'), free('2026-03-02', '11:30'), free('2026-03-03', '09:00')]).toEqual([
      0, 1, 0,
    ]);
  });

  test.each([
    ['a time between slots', { time: '11:10' }, 'time'],
    ['a time that has passed', { time: '09:30' }, 'time'],
    ['a day too far ahead', { day: '2026-04-02' }, 'day'],
    ['a group that is not there', { group: 'Z' }, 'group'],
    ['an item of other windows', { group: 'B', item: 'licence' }, 'item'],
  ])('given %s, then it is refused at its field', async (_, given, field) => {
    const point = await newPoint();
    const { status, body } = await send('POST', '/api/services/appointments', wish(point, given));
    expect([status, body.field]).toEqual([422, field]);
  });

  test('given three missed appointments, then the telephone makes none for thirty days, and then again', async () => {
    const point = await newPoint();
    const mine = phone();
    for (const time of ['10:30', '11:00', '11:30']) await book(spine, wish(point, { time, phone: mine }));
    present.now = monday + 24 * 60 * minute;
    expect(await refused(book(spine, wish(point, { day: '2026-03-03', phone: mine })))).toBe(
      'action-not-allowed',
    );
    present.now = monday + 31 * 24 * 60 * minute;
    expect(await refused(book(spine, wish(point, { day: '2026-04-02', phone: mine })))).toBe('done');
  });

  test('given the database, then a telephone stands nowhere in it in the clear', async () => {
    const point = await newPoint();
    const mine = '13977778888';
    const { code } = await book(spine, wish(point, { phone: mine }));
    const [row] = await query<{ text: string; phone: Buffer }>(
      'SELECT a::text AS text, phone FROM services_appointment a ORDER BY id DESC LIMIT 1',
    );
    expect(row!.text).not.toContain(mine);
    expect(row!.phone.includes(Buffer.from(mine))).toBe(false);
    expect(row!.text).not.toContain(code);
  });
});

describe('tickets', () => {
  const ticket = async (point: string, group = 'A', priority: 'none' | 'elderly' | 'disabled' = 'none') =>
    viewTicket(spine, await issueTicket(spine, await getPoint(spine, point), { group, priority }));
  const act = (
    point: string,
    action: Parameters<typeof actAtWindow>[4]['action'],
    who = clerk,
    window = 'A1',
    more = {},
  ) => actAtWindow(spine, who, point, window, { action, ...more });

  test('given an appointment that is checked in twice, then there is one ticket, by the same code', async () => {
    const point = await newPoint();
    const { code } = await book(spine, wish(point, { time: '10:30' }));
    const { body } = await send('POST', `/api/services/appointments/${code}/check-in`);
    expect(body).toMatchObject({
      number: 'A001',
      priority: 'appointment',
      state: 'waiting',
      ahead: 0,
      estimate: null,
    });
    expect((await send('POST', `/api/services/appointments/${code}/check-in`)).body.number).toBe('A001');
    expect((await viewTicket(spine, code)).number).toBe('A001');
    const late = await book(spine, wish(point, { time: '16:00' }));
    expect((await send('POST', `/api/services/appointments/${late.code}/check-in`)).body.code).toBe(
      'action-not-allowed',
    );
  });

  test('given priorities, then they are called sooner, but nobody waits for ever', async () => {
    const point = await newPoint();
    const early = await ticket(point);
    present.now = monday + 10 * minute;
    const elderly = await ticket(point, 'A', 'elderly');
    present.now = monday + 40 * minute;
    const disabled = await ticket(point, 'A', 'disabled');
    await act(point, 'open');
    const order = [];
    for (let n = 0; n < 3; n++) {
      order.push((await act(point, 'call')).current!.number);
      await act(point, 'done');
    }
    expect(order).toEqual([elderly.number, early.number, disabled.number]);
  });

  test('given a ticket, when called, recalled, skipped, restored, transferred and done, then each is told', async () => {
    const point = await newPoint();
    const mine = await ticket(point);
    await act(point, 'open');
    present.now += 5 * minute;
    const called = await act(point, 'call');
    expect(called.current).toMatchObject({ number: 'A001', waitedMinutes: 5, calls: 1 });
    expect((await act(point, 'recall')).current!.calls).toBe(2);
    expect(await viewHall(spine, point)).toMatchObject({
      called: [{ number: 'A001', window: { zh: '1号窗口' }, calls: 2 }],
    });
    const skipped = await act(point, 'skip');
    expect(skipped.actions).toEqual(['pause', 'close', 'restore']);
    await act(point, 'restore', clerk, 'A1', { ticket: skipped.skipped[0]!.id });
    expect(await refused(act(point, 'done', clerk, 'A1', { ticket: '3701-999999' }))).toBe('conflict');
    expect(await refused(act(point, 'transfer', clerk, 'A1', { group: 'A' }))).toBe('field-invalid');
    await act(point, 'transfer', clerk, 'A1', { group: 'B' });
    expect(await viewTicket(spine, mine.code)).toMatchObject({
      state: 'waiting',
      number: 'A001',
      group: 'B',
    });
    const other = clerkOf(organs.city, 'clerk-city');
    await act(point, 'open', other, 'B1');
    present.now += 2 * minute;
    await act(point, 'call', other, 'B1');
    present.now += 6 * minute;
    await act(point, 'done', other, 'B1');
    const rated = await send('POST', `/api/services/tickets/${mine.code}/rating`, { stars: 4 });
    expect(rated.body).toMatchObject({ state: 'done', rating: 4 });
    expect((await send('POST', `/api/services/tickets/${mine.code}/rating`, { stars: 1 })).status).toBe(409);
    asked.by = clerk;
    const { body } = await send('GET', `/api/services/points/${point}/measures`);
    expect(body).toMatchObject([
      { window: 'A1', turns: 2, done: 0, skipped: 1, handlingMedian: null },
      { window: 'B1', turns: 1, done: 1, waitMedian: 2, handlingMedian: 6, rating: 4, ratings: 1 },
    ]);
    const turns = async (filter: string) =>
      (
        (await send('GET', `/api/services/points/${point}/turns?${filter}`)).body.rows as { number: string }[]
      ).map(({ number }) => number);
    expect(await turns('window=A1')).toHaveLength(2);
    expect(await turns('window=A1&outcome=skipped')).toEqual([mine.number]);
    expect(await turns('window=B1&rated=true')).toEqual([mine.number]);
    expect(await turns('stars=1,2,3')).toEqual([]);
  });

  test('given two clerks who call at once, again and again, then no ticket is called twice', async () => {
    const point = await newPoint();
    for (let n = 0; n < 30; n++) await ticket(point);
    await act(point, 'open');
    await act(point, 'open', colleague, 'A2');
    const numbers: string[] = [];
    const work = async (who: Principal, window: string) => {
      for (let n = 0; n < 15; n++) {
        numbers.push((await act(point, 'call', who, window)).current!.number);
        await act(point, 'done', who, window);
      }
    };
    await Promise.all([work(clerk, 'A1'), work(colleague, 'A2')]);
    expect(new Set(numbers).size).toBe(30);
  });

  test('given a hundred tickets handed out at once, then their numbers are 1 to 100', async () => {
    const point = await newPoint();
    const found = await getPoint(spine, point);
    await Promise.all(
      Array.from({ length: 100 }, () => issueTicket(spine, found, { group: 'A', priority: 'none' })),
    );
    const rows = await query<{ number: number }>(
      `SELECT number FROM services_ticket WHERE city || '-' || point_id = $1 ORDER BY number`,
      [point],
    );
    expect(rows.map((row) => row.number)).toEqual(Array.from({ length: 100 }, (_, n) => n + 1));
  });

  test('given handled tickets, then the wait is estimated from their pace and the open windows', async () => {
    const point = await newPoint();
    for (let n = 0; n < 6; n++) await ticket(point);
    await act(point, 'open');
    for (let n = 0; n < 2; n++) {
      await act(point, 'call');
      present.now += 3 * minute;
      await act(point, 'done');
    }
    const last = await ticket(point);
    expect(last).toMatchObject({ ahead: 4, estimate: 12, paceOf: 2 });
    await act(point, 'open', colleague, 'A2');
    expect((await viewTicket(spine, last.code)).estimate).toBe(6);
  });

  test('given a wait beyond the limit, then the board shows it as a clue', async () => {
    const point = await newPoint({
      organ: 'qingdao-bureau',
      region: '370202000000',
      windows: [{ code: 'A1', name: { zh: '1号', en: 'One' }, group: 'A' }],
    });
    await ticket(point);
    present.now = monday + 31 * minute;
    await ticket(point);
    expect(await waitingOf(spine, '370200000000')).toMatchObject({
      tickets: 2,
      overLimit: 1,
      points: [{ point, overLimit: 1, longestMinutes: 31 }],
    });
  });

  test('given somebody else, then a window is not theirs: another organ, another clerk, nobody', async () => {
    const point = await newPoint();
    await ticket(point);
    await act(point, 'open');
    expect(await refused(act(point, 'call', colleague))).toBe('action-not-allowed');
    expect(await refused(act(point, 'open', clerkOf(organs.qingdao, 'far')))).toBe('forbidden');
    expect((await viewCounter(spine, colleague, point, 'A1')).actions).toEqual([]);
    asked.by = null;
    expect((await send('GET', `/api/services/points/${point}/windows/A1`)).status).toBe(401);
  });
});

test('given one address that asks too often, then it is told to wait', async () => {
  const answers = [];
  for (let n = 0; n < 40; n++)
    answers.push((await send('GET', '/api/services/appointments/000000000000')).status);
  expect(answers.at(-1)).toBe(429);
});
