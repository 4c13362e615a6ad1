import { createRequire } from 'node:module';
import pg from 'pg';
import { Logger, run, runMigrations } from 'graphile-worker';
import PgBoss from 'pg-boss';

/** A queue of due jobs that does nothing with them but take and complete them; `fire` returns jobs per second. */
export interface JobQueue {
  name: string;
  /** What it does with a job, in its best settings. */
  work: string;
  fill(count: number): Promise<void>;
  fire(count: number): Promise<number>;
  close(): Promise<void>;
}

const read = createRequire(import.meta.url);
const versionOf = (name: string): string => (read(`${name}/package.json`) as { version: string }).version;

const bossQueue = 'clocks';
const bossBatch = 5_000;

/** pg-boss, fetch and complete in batches of 5,000 on two loops; no maintenance runs meanwhile, no order by priority. */
export async function openBoss(url: string): Promise<JobQueue> {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  pool.on('error', () => {});
  const boss = new PgBoss({ connectionString: url, max: 4, supervise: false, schedule: false });
  boss.on('error', () => {});
  await boss.start();
  await boss.createQueue(bossQueue);
  const options = { batchSize: bossBatch, priority: false };
  const loop = async (): Promise<number> => {
    for (let done = 0; ; ) {
      const jobs = await boss.fetch(bossQueue, options);
      if (jobs.length === 0) return done;
      await boss.complete(
        bossQueue,
        jobs.map((job) => job.id),
      );
      done += jobs.length;
    }
  };
  return {
    name: `pg-boss ${versionOf('pg-boss')}`,
    work: `job fetched and completed in batches of ${bossBatch.toLocaleString('en')} on two loops`,
    async fill(count) {
      await boss.clearStorage();
      await pool.query(
        `INSERT INTO pgboss.job (name, data, policy) SELECT $1, json_build_object('case', n, 'rung', 'promised:yellow'), 'standard'
         FROM generate_series(1, $2::int) AS n`,
        [bossQueue, count],
      );
      await pool.query('VACUUM (ANALYZE) pgboss.job');
    },
    async fire(count) {
      const began = performance.now();
      const done = await Promise.all([loop(), loop()]);
      const took = performance.now() - began;
      if (done[0]! + done[1]! !== count) throw new Error(`pg-boss fired ${done.join(' and ')} of ${count}`);
      return (count * 1000) / took;
    },
    async close() {
      await boss.stop({ graceful: false, wait: true });
      await pool.end();
    },
  };
}

const instances = 2;
const concurrency = 24;
const localQueue = 500;

/** Later versions fetch many jobs at once; they want Node 22. */
function hasLocalQueue(version: string): boolean {
  const [major, minor] = version.split('.').map(Number);
  return major! > 0 || minor! >= 17;
}

/** graphile-worker, two instances of 24 and a local queue of 500 where its version has one (0.17 and later). */
export async function openGraphile(url: string): Promise<JobQueue & { localQueue: boolean }> {
  // A pool each, as two processes would have; ended by us, since the library does not wait for its own to end.
  const pools = Array.from(
    { length: instances },
    () => new pg.Pool({ connectionString: url, max: concurrency + 2 }),
  );
  for (const one of pools) one.on('error', () => {});
  const pool = pools[0]!;
  await runMigrations({ pgPool: pool });
  const logger = new Logger(() => () => {});
  const version = versionOf('graphile-worker');
  const local = hasLocalQueue(version);
  return {
    name: `graphile-worker ${version}`,
    localQueue: local,
    work: `job taken, an empty task run and completed, ${instances} instances of concurrency ${concurrency}, ${local ? `local queue ${localQueue}` : 'without a local queue, which this version does not have'}`,
    async fill(count) {
      await pool.query('TRUNCATE graphile_worker._private_jobs CASCADE');
      await pool.query(
        `INSERT INTO graphile_worker._private_tasks (identifier) VALUES ('fire') ON CONFLICT DO NOTHING`,
      );
      await pool.query(
        `INSERT INTO graphile_worker._private_jobs (task_id, payload, run_at)
         SELECT (SELECT id FROM graphile_worker._private_tasks WHERE identifier = 'fire'),
           json_build_object('case', n, 'rung', 'promised:yellow'), now() - interval '1 hour' FROM generate_series(1, $1::int) AS n`,
        [count],
      );
      await pool.query('VACUUM (ANALYZE) graphile_worker._private_jobs');
    },
    async fire(count) {
      let fired = 0;
      let finished!: () => void;
      const all = new Promise<void>((resolve) => {
        finished = resolve;
      });
      const fire = (): void => {
        fired += 1;
        if (fired === count) finished();
      };
      const began = performance.now();
      const preset = {
        worker: { localQueue: { size: localQueue }, completeJobBatchDelay: 0, failJobBatchDelay: 0 },
      } as object;
      const runners = await Promise.all(
        pools.map((pgPool) =>
          run({
            pgPool,
            concurrency,
            noHandleSignals: true,
            pollInterval: 100,
            logger,
            taskList: { fire },
            ...(local ? { preset } : {}),
          }),
        ),
      );
      await all;
      // The last ones count when they are completed, too.
      await Promise.all(runners.map((runner) => runner.stop()));
      const took = performance.now() - began;
      const left = await pool.query('SELECT count(*)::int AS n FROM graphile_worker._private_jobs');
      if (left.rows[0].n !== 0) throw new Error(`graphile-worker left ${left.rows[0].n} of ${count}`);
      return (count * 1000) / took;
    },
    async close() {
      await Promise.all(pools.map((one) => one.end()));
    },
  };
}
