import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { createKeyFile, passingKeys } from '#base/keys';
import { createLog, sayNothing } from '#base/log';
import { systemNow } from '#base/time';
import { stateColumns, type StoredState } from '#spine/cases/stored-state';
import { replay } from '#spine/journal/replay';
import { openSpine } from '#spine/spine';
import { addUp } from '#spine/statistics/add-up';
import { SeededRandom } from '#spine/demonstration/seeded-random';
import { startCommand } from '../support/command.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { tornCases, wholeCase } from '../support/whole-case.ts';
import { writeLoanFile } from './loan-file.ts';

/** How often the import is killed; more by the environment, for a long run. */
const rounds = Number(process.env.MINGJING_KILL_ROUNDS ?? 5);
/** Between two looks at how far it is, in milliseconds: some hundred looks in an import. */
const lookAgain = 3;
const random = new SeededRandom(Number(process.env.MINGJING_KILL_SEED ?? 20_260_302));

const folder = await mkdtemp(path.join(os.tmpdir(), 'mingjing-kill-'));
await createKeyFile(path.join(folder, 'keys.json'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const killed = await testDatabase<unknown>();
const undisturbed = await testDatabase<unknown>();
const loans = await writeLoanFile(folder, 1_500 + 100 * rounds);

/** Each database has a log of its own beside it. */
const start = (db: TestDatabase<unknown>, ...args: string[]) =>
  startCommand([...args, '--json'], {
    DATABASE_URL: db.adminUrl,
    MINGJING_DATA: path.join(folder, db === killed ? 'killed' : 'undisturbed'),
    MINGJING_KEYS: path.join(folder, 'keys.json'),
    MINGJING_DEMO: '0',
  });
const startImport = (db: TestDatabase<unknown>) => start(db, 'import', loans.file, '--map', loans.map);

interface Standing {
  events: number;
  alerts: number;
}
async function standing({ pool }: TestDatabase<unknown>): Promise<Standing> {
  const { rows } = await pool.query<Standing>(
    'SELECT (SELECT count(*)::int FROM journal) AS events, (SELECT count(*)::int FROM alert) AS alerts',
  );
  return rows[0]!;
}

/** Imports to the end and gives the last line. */
async function importAll(db: TestDatabase<unknown>) {
  const command = startImport(db);
  expect(await command.ended, command.stderr()).toBe(0);
  return JSON.parse(command.stdout()) as Record<string, number>;
}

/** Imports until as much stands as is wanted, and kills it there. False: it came to its end before. */
async function killAt(db: TestDatabase<unknown>, reached: (now: Standing) => boolean): Promise<boolean> {
  const command = startImport(db);
  let ended: number | null | undefined;
  void command.ended.then((code) => {
    ended = code;
  });
  // The pause leaves the processor to the import, which takes seconds to come to its first event.
  while (ended === undefined && !reached(await standing(db))) await pause(lookAgain);
  command.kill();
  return (await command.ended) === null;
}

/** Everything that an import leaves behind, by names that do not depend on the order of arrival. */
async function outcome(pool: pg.Pool) {
  await addUp(pool);
  const all = async (text: string) => (await pool.query(text)).rows as unknown[];
  const of = 'JOIN cases c ON c.city = x.city AND c.id = x.case_id';
  return {
    journal: await all(
      `SELECT c.number, x.case_seq, x.event_id, x.type, x.occurred_at, x.data, encode(x.digest, 'hex') AS digest FROM journal x ${of} ORDER BY 1, 2`,
    ),
    cases: (
      await pool.query<StoredState & { seq: number }>(
        `SELECT number, region, seq, late, ${stateColumns} FROM cases c ORDER BY number`,
      )
    ).rows.map(wholeCase),
    clocks: await all(`SELECT c.number, x.ledger, x.due_at, x.next_at FROM clock x ${of} ORDER BY 1`),
    alerts: await all(
      `SELECT c.number, x.key, x.rule, x.level, x.status, x.fired_at, x.evidence - 'recordedAt' AS evidence
       FROM (SELECT city, case_id, key, rule, level, status, fired_at, evidence::jsonb AS evidence FROM alert) x ${of} ORDER BY 1, 2`,
    ),
    places: await all('SELECT * FROM tally_place ORDER BY region'),
    cube: await all('SELECT * FROM tally_cube ORDER BY city, day, region, organ_id, item_id'),
    pace: await all('SELECT * FROM actor_pace ORDER BY city, source_id, actor'),
  };
}

/** What no kill may leave behind, at any moment. */
async function expectWhole({ pool }: TestDatabase<unknown>): Promise<void> {
  const { rows } = await pool.query(
    `SELECT (SELECT count(*)::int FROM (SELECT FROM journal GROUP BY source_id, event_id HAVING count(*) > 1) x) AS doubled,
       (SELECT count(*)::int FROM (${tornCases}) x) AS torn,
       (SELECT count(*)::int FROM cases c WHERE NOT EXISTS (SELECT FROM clock k WHERE k.city = c.city AND k.case_id = c.id)) AS clockless,
       (SELECT count(*)::int FROM (SELECT FROM alert GROUP BY city, case_id, key HAVING count(*) > 1) x) AS twice,
       (SELECT count(*)::int FROM journal) - (SELECT coalesce(max((counts ->> 'accepted')::int + (counts ->> 'duplicates')::int), 0) FROM import_run) >= 0 AS kept`,
  );
  expect(rows[0]).toEqual({ doubled: 0, torn: 0, clockless: 0, twice: 0, kept: true });
}

async function expectNoDifference({ pool }: TestDatabase<unknown>): Promise<void> {
  const spine = await openSpine({
    pool,
    log: createLog(() => {}),
    say: sayNothing,
    now: systemNow,
    demonstration: false,
    keys: passingKeys(),
  });
  expect(await replay(spine)).toMatchObject({ differences: 0, listed: [] });
}

describe(`kill -9 in the middle of an import, ${rounds} times`, () => {
  test(
    'given it is started again each time, then nothing is lost or doubled, and the end is that of an undisturbed one',
    async () => {
      const counts = await importAll(undisturbed);
      expect(counts).toMatchObject({
        events: loans.events,
        accepted: loans.events,
        duplicates: 0,
        refused: 0,
      });
      const whole = await standing(undisturbed);
      await killed.pool.query('SELECT 1');
      let kills = 0;
      // While it writes: each time somewhere in what is left; the last rounds while it gives warnings.
      const firing = Math.max(2, Math.floor(rounds / 4));
      for (let round = 0; kills < rounds && round < rounds * 2; round++) {
        const before = await standing(killed);
        const left = rounds - kills;
        const writing = left > firing;
        const part = writing
          ? (whole.events - before.events) / (left - firing)
          : (whole.alerts - before.alerts) / left;
        const wanted = 1 + Math.floor(random.next() * part);
        const reached = (now: Standing) =>
          writing
            ? now.events >= Math.min(before.events + wanted, whole.events)
            : now.alerts >= Math.min(before.alerts + wanted, whole.alerts);
        if (await killAt(killed, reached)) kills += 1;
        await expectWhole(killed);
      }
      expect(kills).toBeGreaterThanOrEqual(Math.min(rounds, 10));
      const finished = await importAll(killed);
      expect(finished.accepted! + finished.duplicates!).toBe(loans.events);
      expect(await outcome(killed.pool)).toEqual(await outcome(undisturbed.pool));
      expect(await importAll(killed)).toMatchObject({ accepted: 0, duplicates: loans.events, refused: 0 });
      await expectNoDifference(killed);
      const verify = start(killed, 'verify');
      expect(await verify.ended, verify.stderr()).toBe(0);
      expect(JSON.parse(verify.stdout())).toEqual({ ok: true, leaves: whole.events, damaged: 0 });
    },
    120_000 + rounds * 30_000,
  );
});
