import { describe, expect, test } from 'vitest';
import { dateText } from '#spine/calendar/civil-date';
import { addUp } from '#spine/statistics/add-up';
import { dayOf } from '#spine/statistics/tally';
import { day, hour, openLibrary, opening, type Told } from '../../../tests/support/library-loans.ts';

const library = await openLibrary();
const { query, spine } = library;
const region = '370102001002';
const start = opening - 28 * day;
const told = (number: string, type: Told['type'], at: number, data: Record<string, unknown> = {}): Told => ({
  source: 'archive',
  id: `${number}:${type}:${at}`,
  number,
  region,
  type,
  at,
  data,
});
const opened = (number: string) => told(number, 'case.opened', start, { item: 'loan', organ: 'van-1' });
const closed = (number: string, at: number) => told(number, 'case.closed', at, { contents: ['slip'] });
const reopened = (number: string, at: number) => told(number, 'case.reopened', at, { reason: '书目有误' });

/** What is counted as closed on a day, and of that as closed late. */
const closedOn = async (at: number) => {
  await addUp(spine.pool);
  const [row] = await query<{ closed: number; late: number }>(
    `SELECT coalesce(sum(closed), 0)::int AS closed, coalesce(sum(closed_late), 0)::int AS late FROM tally_cube
     WHERE region = ${region} AND day = '${dateText(dayOf(at))}'`,
  );
  return [row!.closed, row!.late];
};
const stored = async (number: string) =>
  (await query(`SELECT status, ended_at, late FROM cases WHERE number = '${number}'`))[0]!;
const dueOf = async (number: string) =>
  (
    await query<{ due_at: number | null }>(
      `SELECT k.due_at FROM cases c JOIN clock k ON k.city = c.city AND k.case_id = c.id WHERE c.number = '${number}'`,
    )
  )[0]!.due_at;

const inTime = start + day;
const tooLate = start + 20 * day;
for (const answer of await library.tell([
  ...['IN-TIME', 'STAYS', 'LATE'].map(opened),
  closed('IN-TIME', inTime),
  closed('STAYS', inTime),
  closed('LATE', tooLate),
]))
  expect(answer.outcome).toBe('accepted');

describe('an end that is taken back', () => {
  test('given ends, then they are counted on their days', async () => {
    expect([await closedOn(inTime), await closedOn(tooLate)]).toEqual([
      [2, 0],
      [1, 1],
    ]);
  });

  test('given one of them is taken back, then it is taken away from its day, and the time in between is given back', async () => {
    const at = start + 7 * day;
    await library.tell([reopened('IN-TIME', at), reopened('LATE', tooLate + day)]);
    expect([await closedOn(inTime), await closedOn(tooLate)]).toEqual([
      [1, 0],
      [0, 0],
    ]);
    expect(await stored('IN-TIME')).toMatchObject({ status: 'opened', ended_at: null, late: false });
    // Five working days from Monday 2 February, a van that has no hours of its own: to the end of the 9th. Four between Tuesday and
    // the Monday after are given back.
    expect(await dueOf('IN-TIME')).toBe(Date.parse('2026-02-14T00:00:00+08:00'));
    expect(await stored('LATE')).toMatchObject({ status: 'opened', ended_at: null, late: true });
    const alerts = await query(`SELECT level FROM alert WHERE rule = 'CASE_REOPENED'`);
    expect(alerts).toEqual([{ level: 1 }, { level: 1 }]);
  });

  test('given it ends once more, then the new day counts it; and a replay tells the same', async () => {
    const at = start + 8 * day + hour;
    await library.tell([closed('IN-TIME', at)]);
    expect([await closedOn(inTime), await closedOn(at)]).toEqual([
      [1, 0],
      [1, 0],
    ]);
    expect(await library.replay()).toMatchObject({ differences: 0, listed: [] });
  });
});
