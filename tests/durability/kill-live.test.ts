import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { describe, expect, test } from 'vitest';
import { passingKeys } from '#base/keys';
import { createLog, sayNothing } from '#base/log';
import { findHome } from '#base/postgres-location';
import { readPostmaster, shutDown } from '#base/postgres-process';
import { startDatabase } from '#base/start-database';
import { systemNow } from '#base/time';
import { replay } from '#spine/journal/replay';
import { openSpine } from '#spine/spine';
import { SeededRandom } from '#spine/demonstration/seeded-random';
import { testDatabase } from '../support/database.ts';

/** How often the process is killed, and how often PostgreSQL; more by the environment, for a long run. */
const rounds = Number(process.env.MINGJING_KILL_ROUNDS ?? 10);
const postmasterRounds = Number(process.env.MINGJING_KILL_POSTMASTER_ROUNDS ?? 2);
const random = new SeededRandom(Number(process.env.MINGJING_KILL_SEED ?? 20_260_302));

interface Teller {
  child: ChildProcess;
  /** Ids that were acknowledged. */
  acknowledged: string[];
  ended: Promise<void>;
  /** Resolves when so much was acknowledged; false when the process ended before. */
  hasTold(events: number): Promise<boolean>;
}

function startTeller(run: string, settings: Record<string, string>): Teller {
  const child = spawn(
    process.execPath,
    ['--import', '@oxc-node/core/register', 'tests/durability/teller.ts', run],
    {
      cwd: path.join(import.meta.dirname, '../..'),
      env: { ...process.env, ...settings },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const acknowledged: string[] = [];
  let wanted = Number.POSITIVE_INFINITY;
  let enough = (_told: boolean): void => {};
  let rest = '';
  child.stdout!.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop()!;
    acknowledged.push(...lines);
    if (acknowledged.length >= wanted) enough(true);
  });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  void ended.then(() => enough(false));
  const hasTold = (events: number) =>
    new Promise<boolean>((resolve) => {
      enough = resolve;
      wanted = events;
    });
  return { child, acknowledged, ended, hasTold };
}

const openSpineOn = (pool: pg.Pool) =>
  openSpine({
    pool,
    log: createLog(() => {}),
    say: sayNothing,
    now: systemNow,
    demonstration: false,
    keys: passingKeys(),
  });

/** Everything acknowledged is there once, nothing is there twice, and every loan that fell due has its one red card. */
async function expectNothingLost(pool: pg.Pool, acknowledged: string[]): Promise<void> {
  const { rows: lost } = await pool.query(
    'SELECT id FROM unnest($1::text[]) AS told (id) WHERE NOT EXISTS (SELECT FROM journal j WHERE j.event_id = told.id)',
    [acknowledged],
  );
  expect(lost).toEqual([]);
  const spine = await openSpineOn(pool);
  // The last loans fall due shortly after the kill.
  const latest = await pool.query<{ due: number | null }>('SELECT max(due_at) AS due FROM clock');
  const after = Math.max(systemNow(), (latest.rows[0]!.due ?? 0) + 2_000);
  await spine.ticker.catchUp(after);
  const { rows } = await pool.query(
    `SELECT (SELECT count(*)::int FROM (SELECT FROM journal GROUP BY source_id, event_id HAVING count(*) > 1) x) AS doubled,
       (SELECT count(*)::int FROM cases c WHERE c.seq <> (SELECT count(*) FROM journal j WHERE j.city = c.city AND j.case_id = c.id)) AS torn,
       (SELECT count(*)::int FROM cases c WHERE c.ended_at IS NULL
          AND (SELECT count(*) FROM alert a WHERE a.city = c.city AND a.case_id = c.id AND a.rule = 'OVERDUE') <> 1) AS unwarned`,
  );
  expect(rows[0]).toEqual({ doubled: 0, torn: 0, unwarned: 0 });
  const report = await replay({ ...spine, now: () => after });
  expect(report).toMatchObject({ differences: 0, listed: [] });
  expect(report.alerts).toBeGreaterThan(0);
}

describe(`kill -9 of a process that takes events and gives warnings, ${rounds} times`, () => {
  test(
    'given it is killed at any moment, then nothing that it acknowledged is lost, and nothing is doubled',
    async () => {
      const db = await testDatabase<unknown>();
      const acknowledged: string[] = [];
      for (let round = 0; round < rounds; round++) {
        const teller = startTeller(`run-${round}`, { DATABASE_URL: db.adminUrl, MINGJING_DEMO: '0' });
        const told = await teller.hasTold(50 + Math.floor(random.next() * 1_500));
        teller.child.kill('SIGKILL');
        await teller.ended;
        expect(told).toBe(true);
        acknowledged.push(...teller.acknowledged);
      }
      await expectNothingLost(db.pool, acknowledged);
    },
    60_000 + rounds * 30_000,
  );
});

describe(`kill -9 of PostgreSQL under load, ${postmasterRounds} times`, () => {
  test(
    'given it recovers, then nothing that was acknowledged is lost, and nothing is doubled',
    async () => {
      const dataFolder = await mkdtemp(path.join(os.tmpdir(), 'mingjing-kill-'));
      await chmod(dataFolder, 0o755);
      const settings = { MINGJING_DATA: dataFolder, MINGJING_DEMO: '0', DATABASE_URL: '' };
      const config = { dataFolder, databaseUrl: undefined };
      const acknowledged: string[] = [];
      try {
        for (let round = 0; round < postmasterRounds; round++) {
          const teller = startTeller(`run-${round}`, settings);
          expect(await teller.hasTold(50 + Math.floor(random.next() * 1_500))).toBe(true);
          const postmaster = await readPostmaster(path.join(await findHome(dataFolder), 'cluster'));
          process.kill(postmaster!.pid, 'SIGKILL');
          await teller.ended;
          acknowledged.push(...teller.acknowledged);
        }
        const database = await startDatabase<unknown>(config, sayNothing);
        await expectNothingLost(database.pool, acknowledged);
        await database.close();
      } finally {
        const home = await findHome(dataFolder);
        await shutDown(path.join(home, 'cluster'));
        await rm(home, { recursive: true, force: true });
        await rm(dataFolder, { recursive: true, force: true });
      }
    },
    120_000 + postmasterRounds * 60_000,
  );
});
