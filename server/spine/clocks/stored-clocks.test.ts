import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../tests/support/database.ts';
import type { Clock, ClockLimit } from '#contract/clock';
import { extendClock, pauseClock, resumeClock, startClock, stopClock } from '#spine/clocks/clock-state';
import { anyBudget, anyHours, anyInstant, at, china, clockOf } from '#spine/clocks/clock.fixture';
import { ledgerText, readLedger, runsBy } from '#spine/clocks/stored-clocks';

const db = await testDatabase();

const given: ClockLimit = { due: at('2026-03-02 17:30'), givenBy: 'source', pausedIn: 'working-day' };
const anyLimit = fc.oneof(
  anyBudget,
  fc.constant(given),
  anyBudget.map((limit) => ('n' in limit ? { n: limit.n, unit: limit.unit } : limit)),
);

const anyStart = fc.record({
  at: anyInstant,
  limit: anyLimit,
  periods: anyHours,
  zone: fc.constantFrom('Asia/Shanghai', 'Europe/London'),
  dayEnds: fc.constantFrom('work-period', 'midnight', 'time-of-day'),
});
const acts = {
  pause: (clock: Clock, at: number) => pauseClock(clock, { at, kind: 'hearing', basis: '第四十五条 "听证"' }),
  resume: resumeClock,
  extend: (clock: Clock, at: number) => extendClock(clock, { at, n: 5, unit: 'working-day', basis: '' }),
  stop: stopClock,
};
const anyActs = fc.array(fc.constantFrom(...(Object.keys(acts) as (keyof typeof acts)[])), { maxLength: 4 });

const anyLedger = fc
  .array(
    fc.tuple(fc.constantFrom('promised', 'legal', 'step:review', 'correction:7:reply'), anyStart, anyActs),
  )
  .map((rows) =>
    Object.fromEntries(
      rows.map(([kind, start, told]) => {
        const begun = startClock({ ...start, kind, calendar: china });
        return [kind, told.reduce((clock, act, i) => acts[act](clock, start.at + i * 3_600_000), begun)];
      }),
    ),
  );

describe('the clocks of a case as they are stored', () => {
  test('given any clocks, when written and read, then they are the same, in the same order', () => {
    fc.assert(
      fc.property(anyLedger, (clocks) => {
        const read = readLedger(ledgerText(clocks));
        expect(read).toEqual(clocks);
        expect(Object.keys(read)).toEqual(Object.keys(clocks));
        expect(ledgerText(read)).toBe(ledgerText(clocks));
      }),
    );
  });

  test('given two clocks of one office, then its hours stand in it once', () => {
    const clocks = Object.fromEntries(
      ['promised', 'legal'].map((kind) => [
        kind,
        clockOf({ n: 5, unit: 'working-day' }, '2026-03-02 09:00', { kind }),
      ]),
    );
    expect(ledgerText(clocks).match(/"09:00"/g)).toHaveLength(1);
  });

  test('given running and stopped clocks, when asked by calendar, then SQL finds those that run by it', async () => {
    const running = clockOf({ n: 5, unit: 'working-day' }, '2026-03-02 09:00');
    const stopped = stopClock(running, at('2026-03-03 09:00'));
    const finds = async (clocks: Record<string, Clock>, calendar: string) => {
      const text = `SELECT ${runsBy('$1::text', '$2::text')} AS found`;
      return (await db.pool.query<{ found: boolean }>(text, [ledgerText(clocks), calendar])).rows[0]!.found;
    };
    expect(await finds({ legal: running }, 'CN')).toBe(true);
    expect(await finds({ legal: running, promised: stopped }, 'CN')).toBe(true);
    expect(await finds({ legal: running }, 'weekdays')).toBe(false);
    expect(await finds({ legal: stopped }, 'CN')).toBe(false);
  });

  test('given clocks as they were written before, when migrated, then they are read as they were', async () => {
    const sql = readFileSync(new URL('../../migrations/0010_short_clocks.sql', import.meta.url), 'utf8');
    const make = sql
      .slice(0, sql.indexOf('ALTER TABLE'))
      .replace('FUNCTION short_ledger', 'FUNCTION pg_temp.short_ledger');
    const client = new pg.Client(db.adminUrl);
    await client.connect();
    try {
      await client.query(make);
      const ledgers = fc.sample(anyLedger, 200);
      const { rows } = await client.query<{ ledger: string }>(
        'SELECT pg_temp.short_ledger(l::json) AS ledger FROM unnest($1::text[]) WITH ORDINALITY AS u (l, i) ORDER BY i',
        [ledgers.map((clocks) => JSON.stringify(clocks))],
      );
      expect(rows.map((row) => readLedger(row.ledger))).toEqual(ledgers);
      const running = (clocks: Record<string, Clock>) =>
        Object.values(clocks).some((clock) => clock.stoppedAt === null);
      expect(rows.map((row) => row.ledger.startsWith('{"running":'))).toEqual(ledgers.map(running));
    } finally {
      await client.end();
    }
  });
});
