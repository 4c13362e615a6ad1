import { describe, expect, test } from 'vitest';
import { parseRuleParameters, readRuleParameters } from '#spine/alerts/rules/rule-parameters';
import { saveRules } from '#spine/catalogue/register';
import { Ticker } from '#spine/clocks/ticker';
import { beginInCities, waitForTurn } from '#spine/journal/city-order';
import { installedPlatforms } from '#spine/platform/installed';
import { addUp } from '#spine/statistics/add-up';
import { day, hour, openLibrary, opening, type Told } from '../../../tests/support/library-loans.ts';

const library = await openLibrary();
const { spine, query, setNow } = library;

let told = 0;
const tell = async (number: string, ...events: (Partial<Told> & Pick<Told, 'type'>)[]): Promise<void> => {
  const all = events.map((event): Told => ({ id: `${number}:${told++}`, number, ...event }));
  for (const answer of await library.tell(all)) expect(answer).toMatchObject({ outcome: 'accepted' });
};
const step = (code: string) => ({ type: 'case.step-done', data: { step: code } }) as const;

/** The rules that clocks and silence fire; what the rules notice of the acts themselves is tested with them. */
const byTime = new Set(['EXPIRING', 'OVERDUE', 'STEP_OVERDUE', 'SILENT_ACCEPTANCE', 'INACTION']);
const alertsOf = async (number: string) =>
  (
    await query<{ key: string; rule: string; level: number; status: number; fired_at: number }>(
      `SELECT a.key, a.rule, a.level, a.status, a.fired_at FROM alert a JOIN cases c ON c.city = a.city AND c.id = a.case_id
     WHERE c.number = $1 ORDER BY a.fired_at, a.key`,
      [number],
    )
  ).filter((alert) => byTime.has(alert.rule));
const keysOf = async (number: string) => (await alertsOf(number)).map((alert) => alert.key);
const at = (civil: string) => Date.parse(`${civil.replace(' ', 'T')}:00+08:00`);
const clockOf = async (number: string) =>
  (
    await query<{ next_at: number | null; due_at: number | null; next_i: number; n: number }>(
      `SELECT k.next_at, k.due_at, k.next_i, json_array_length(k.rungs::json) AS n FROM clock k JOIN cases c ON c.city = k.city AND c.id = k.case_id
       WHERE c.number = $1`,
      [number],
    )
  )[0]!;

const places = async () => {
  await addUp(spine.pool);
  return query('SELECT * FROM tally_place ORDER BY region');
};

/** Ticks until nothing more falls due. */
const tickTo = async (now: number): Promise<void> => {
  await setNow(now);
  await spine.ticker.catchUp(now);
};

describe('a case that nobody handles', () => {
  test('given time passes, then each warning comes at its time, once, from notice to red', async () => {
    await setNow(opening);
    await tell('A-1', { type: 'case.opened' });
    await tickTo(at('2026-03-04 17:00'));
    expect(await keysOf('A-1')).toEqual([]);
    await tickTo(at('2026-03-23 10:00'));
    expect((await alertsOf('A-1')).map(({ key, level, fired_at }) => [key, level, fired_at])).toEqual([
      [`INACTION:${opening}`, 2, at('2026-03-05 17:30')],
      ['promised:yellow', 2, at('2026-03-06 17:30')],
      ['promised:red', 3, at('2026-03-10 09:00')],
      ['legal:notice', 1, at('2026-03-11 17:30')],
      ['legal:yellow', 2, at('2026-03-13 17:30')],
      ['legal:red', 3, at('2026-03-17 09:00')],
    ]);
    expect(await clockOf('A-1')).toMatchObject({ next_at: null });
  });

  test('given the same time is ticked again and again, then nothing is given twice', async () => {
    const before = await query('SELECT * FROM alert ORDER BY id');
    const counted = await places();
    for (let i = 0; i < 3; i++) expect(await spine.ticker.tick(spine.now())).toBe(0);
    // As if a tick had been killed after it had given the alert and before it moved the clock on.
    await query(
      `UPDATE clock SET next_i = 0, next_at = to_timestamp((rungs::json -> 0 ->> 0)::float8 / 1000)`,
    );
    expect(await spine.ticker.tick(spine.now())).toBe(0);
    expect(await query('SELECT * FROM alert ORDER BY id')).toEqual(before);
    expect(counted.length).toBeGreaterThan(0);
    expect(await places()).toEqual(counted);
  });

  test('given a warning before the due time and then red, then the red card lifts the yellow one of its clock', async () => {
    const status = Object.fromEntries((await alertsOf('A-1')).map(({ key, status: value }) => [key, value]));
    expect(status).toMatchObject({
      'promised:yellow': 3,
      'promised:red': 0,
      'legal:yellow': 3,
      'legal:red': 0,
    });
  });
});

describe('two tickers at once', () => {
  test('given many clocks are due, then each warning is given once and all are given', async () => {
    await setNow(opening);
    const events = Array.from({ length: 400 }, (_, i): Told => {
      const city = (i % 2) + 1;
      return {
        id: `B-${i}`,
        number: `B-${i}`,
        type: 'case.opened',
        region: `370${city}02000000`,
        data: { organ: `branch-${city}` },
      };
    });
    await library.tell(events);
    const other = await library.openAnother();
    const now = at('2026-03-23 10:00');
    await setNow(now);
    const given = await Promise.all([
      spine.ticker.tick(now),
      other.ticker.tick(now),
      spine.ticker.tick(now),
      other.ticker.catchUp(now),
    ]);
    expect(given[3]).toBe(now - 1_000);
    const rows = await query(
      `SELECT a.key, count(*)::int AS n, count(DISTINCT a.case_id)::int AS cases FROM alert a JOIN cases c ON c.city = a.city AND c.id = a.case_id
       WHERE c.number LIKE 'B-%' GROUP BY a.key ORDER BY a.key`,
    );
    expect(rows).toEqual(
      [
        `INACTION:${opening}`,
        'legal:notice',
        'legal:red',
        'legal:yellow',
        'promised:red',
        'promised:yellow',
      ].map((key) => ({ key, n: 400, cases: 400 })),
    );
    await setNow(opening + 200 * day);
    expect(await library.replay()).toMatchObject({ differences: 0, listed: [] });
  });

  test('given another one writes to the city and is killed, then a tick waits for it and gives what it left', async () => {
    await setNow(opening);
    await tell('B-held', { type: 'case.opened' });
    const now = at('2026-03-10 10:00');
    await setNow(now);
    const killed = await spine.pool.connect();
    await killed.query('BEGIN');
    await waitForTurn(killed, 3701);
    const ticked = spine.ticker.tick(now);
    await killed.query('SELECT pg_sleep(0.1)');
    expect(await keysOf('B-held')).toEqual([]);
    await killed.query('ROLLBACK');
    killed.release();
    expect(await ticked).toBeGreaterThan(0);
    expect(await keysOf('B-held')).toContain('promised:red');
  });
});

describe('acts and clocks', () => {
  test('given a closing that comes too late, when no ticker was there, then its own event gives all that was due', async () => {
    await setNow(opening);
    await tell('C-1', { type: 'case.opened' });
    await setNow(at('2026-03-10 08:00'));
    await tell('C-1', { type: 'case.closed', data: { contents: ['slip'] } });
    const alerts = await alertsOf('C-1');
    expect(alerts.map(({ key }) => key)).toEqual([
      `INACTION:${opening}`,
      'promised:yellow',
      // Red by its own time at 09:00 of that day; the late act itself makes it red at 08:00.
      'promised:red',
    ]);
    expect(alerts[2]).toMatchObject({ level: 3, fired_at: at('2026-03-10 08:00') });
    expect(await query(`SELECT late, status FROM cases WHERE number = 'C-1'`)).toEqual([
      { late: true, status: 'closed' },
    ]);
    expect(await clockOf('C-1')).toMatchObject({ next_at: null, due_at: null });
  });

  test('given a closing at the very instant of the due time, then it is in time, and its warning is cleared', async () => {
    await setNow(opening);
    await tell('C-2', { type: 'case.opened' });
    await tickTo(at('2026-03-06 18:00'));
    expect(await keysOf('C-2')).toContain('promised:yellow');
    await setNow(at('2026-03-09 17:30'));
    await tell('C-2', { type: 'case.closed', data: { contents: ['slip'] } });
    await tickTo(at('2026-04-23 10:00'));
    expect(await query(`SELECT late FROM cases WHERE number = 'C-2'`)).toEqual([{ late: false }]);
    expect((await alertsOf('C-2')).map(({ key, status }) => [key, status])).toEqual([
      [`INACTION:${opening}`, 0],
      ['promised:yellow', 2],
    ]);
  });

  test('given a pause, then warnings wait for as long, and while it lasts there are none', async () => {
    await setNow(opening);
    await tell('C-3', { type: 'case.opened' });
    await setNow(opening + 2 * hour);
    await tell('C-3', { type: 'case.paused', data: { procedure: 'appraisal', basis: 'rule 7' } });
    await tickTo(at('2026-04-20 10:00'));
    expect(await keysOf('C-3')).toEqual([]);
    expect(await clockOf('C-3')).toMatchObject({ next_at: null, due_at: null });
    await tell('C-3', { type: 'case.resumed' });
    expect(await clockOf('C-3')).toMatchObject({ due_at: at('2026-04-27 17:30') });
    await tickTo(at('2026-04-28 09:00') + 1_000);
    expect((await alertsOf('C-3')).map(({ key, fired_at }) => [key, fired_at])).toEqual([
      [`INACTION:${at('2026-04-20 10:00')}`, at('2026-04-23 17:30')],
      ['promised:yellow', at('2026-04-24 17:30')],
      ['promised:red', at('2026-04-28 09:00')],
    ]);
  });

  test('given acts that move no clock, then each silence after them is noticed for itself', async () => {
    await setNow(opening);
    await tell('C-4', { type: 'case.opened' });
    await tickTo(at('2026-03-06 10:00'));
    await tell('C-4', step('search'));
    await tickTo(at('2026-03-12 10:00'));
    await tell('C-4', { type: 'case.fee-charged', data: { due: 10, paid: 10, fee: 'deposit' } });
    await tickTo(at('2026-03-18 10:00'));
    const silences = (await alertsOf('C-4')).filter(({ rule }) => rule === 'INACTION');
    expect(silences.map(({ key, fired_at }) => [key, fired_at])).toEqual([
      [`INACTION:${opening}`, at('2026-03-05 17:30')],
      [`INACTION:${at('2026-03-06 10:00')}`, at('2026-03-11 17:30')],
      [`INACTION:${at('2026-03-12 10:00')}`, at('2026-03-17 17:30')],
    ]);
  });

  test('given the applicant has corrected, then the organ is awaited again, and its silence is noticed', async () => {
    await setNow(opening);
    await tell(
      'C-5',
      { type: 'case.opened' },
      { type: 'case.correction-asked', data: { reason: 'no slip' } },
    );
    await tickTo(at('2026-03-12 10:00'));
    expect((await keysOf('C-5')).filter((key) => key.startsWith('INACTION'))).toEqual([]);
    await tell('C-5', { type: 'case.corrected' });
    await tickTo(at('2026-03-20 10:00'));
    expect((await keysOf('C-5')).filter((key) => key.startsWith('INACTION'))).toEqual([
      `INACTION:${at('2026-03-12 10:00')}`,
    ]);
  });

  test('given a step with a limit of its own, then its clock runs from the step before and warns for itself', async () => {
    await setNow(opening);
    await tell('C-6', { type: 'case.opened' }, step('request'));
    await tickTo(at('2026-03-04 17:30') + 1_000);
    expect(await alertsOf('C-6')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          key: 'step:fetch:red',
          rule: 'STEP_OVERDUE',
          level: 3,
          fired_at: at('2026-03-04 17:30'),
        }),
      ]),
    );
  });

  test('given a licence that nobody accepts, then silence accepts it after five working days', async () => {
    await setNow(opening);
    await tell('C-7', {
      type: 'case.opened',
      data: { item: 'card', organ: 'city-library-1' },
      region: '370100000000',
    });
    await tickTo(at('2026-03-10 10:00'));
    expect(await keysOf('C-7')).toContain('acceptance:yellow');
  });
});

describe('a batch on its way', () => {
  test('given an act that has begun and is not yet written, then what falls due after its beginning waits for it', async () => {
    await setNow(opening);
    await tell('D-1', { type: 'case.opened' });
    const batch = await spine.pool.connect();
    // The act begins as the journal does it, and takes its time before it is committed; its city the ticker would wait for.
    await beginInCities(batch, [3702]);
    const future = opening + 30 * day;
    await setNow(future);
    expect(await spine.ticker.catchUp(future)).toBe(opening - 1);
    expect(await keysOf('D-1')).toEqual([]);
    await batch.query('COMMIT');
    batch.release();
    expect(await spine.ticker.catchUp(future)).toBe(future - 1_000);
    expect(await keysOf('D-1')).toContain('legal:red');
  });
});

describe('a source that replays the past', () => {
  const past = at('2025-03-03 10:00');

  test('given its own present, then its clocks run up to it and no further', async () => {
    await setNow(opening);
    const source = spine.registry.source('archive')!;
    await tell('E-1', { source: 'archive', type: 'case.opened', at: past });
    await tickTo(opening + 100 * day);
    expect(await keysOf('E-1')).toEqual([]);
    await spine.ticker.tickReplay(source.id, past + 9 * day);
    expect(await keysOf('E-1')).toEqual([`INACTION:${past}`, 'promised:yellow', 'promised:red']);
    const [row] = await query<{ ticked_to: number }>(`SELECT ticked_to FROM source WHERE code = 'archive'`);
    expect(row).toEqual({ ticked_to: past + 9 * day });
  });

  test('given a ticker that was killed on the way, then the next one goes on from the source', async () => {
    await tell('E-2', { source: 'archive', type: 'case.opened', at: past });
    await query(`UPDATE source SET now_at = to_timestamp($1::float8 / 1000) WHERE code = 'archive'`, [
      past + 60 * day,
    ]);
    await spine.ticker.tick(spine.now());
    expect(await keysOf('E-2')).toContain('legal:red');
    expect(await spine.ticker.tick(spine.now())).toBe(0);
  });

  test('given it tells later what happened before its present, then what was warned of stays, and nothing differs', async () => {
    await tell('E-3', { source: 'archive', type: 'case.opened', at: past });
    const source = spine.registry.source('archive')!;
    await spine.ticker.tickReplay(source.id, past + 61 * day);
    const given = await keysOf('E-3');
    expect(given).toContain('legal:red');
    await tell('E-3', {
      source: 'archive',
      type: 'case.closed',
      at: past + hour,
      data: { contents: ['slip'] },
    });
    expect(await keysOf('E-3')).toEqual(given);
    expect(await query(`SELECT late FROM cases WHERE number = 'E-3'`)).toEqual([{ late: false }]);
    await setNow(opening + 200 * day);
    expect(await library.replay()).toMatchObject({ differences: 0, listed: [] });
  });
});

test('given levels of a place for INACTION, then the ticker gives them, as the rules do', async () => {
  const rules = structuredClone(readRuleParameters(undefined, installedPlatforms()).data);
  rules.version += 1;
  rules.rules.INACTION!.level = 'notice';
  await setNow(opening);
  await saveRules(spine.pool, parseRuleParameters(rules, 'test').data);
  await tell('F-1', { type: 'case.opened' });
  await tickTo(at('2026-03-06 10:00'));
  expect(await alertsOf('F-1')).toMatchObject([{ rule: 'INACTION', level: 1 }]);
});

test('given everything above, then a replay finds no difference', async () => {
  await setNow(opening + 200 * day);
  expect(await library.replay()).toMatchObject({ differences: 0, listed: [] });
});

test('given a ticker that runs by itself, when stopped, then it has given what was due', async () => {
  await setNow(opening);
  await tell('Z-1', { type: 'case.opened' });
  const now = at('2026-03-10 10:00');
  await setNow(now);
  const ticker = new Ticker(spine.pool, spine.fold, [3701]);
  let asked = 0;
  const twice = new Promise<void>((resolve) => {
    ticker.start(() => {
      asked += 1;
      if (asked === 2) resolve();
      return now;
    }, 1);
  });
  await twice;
  await ticker.stop();
  expect(await keysOf('Z-1')).toContain('promised:red');
});
