import { type Instant, systemNow } from '#base/time';
import { addUp } from '#spine/statistics/add-up';
import { clearClocks, dueNow, fillClocks, sampleClock } from './due-clocks.ts';
import { openBoss, openGraphile } from './job-queues.ts';
import { median, type Result } from './result.ts';
import { checkpoint, openWorkbench, type Workbench } from './workbench-database.ts';

const due = 120_000;
/** One round before that, of a tenth, is not counted. */
const rounds = 7;
/** graphile-worker takes and completes one job at a time; as many as the others' would take minutes, at a lower rate. */
const singly = 10_000;

/** Alerts given per second by one tick. @throws Error unless every clock gave one, moved on and was counted */
async function fire(bench: Workbench, now: Instant, count: number): Promise<number> {
  const began = performance.now();
  await bench.spine.ticker.tick(now);
  await addUp(bench.spine.pool);
  const took = performance.now() - began;
  const { rows } = await bench.owner.query<{ alerts: number; behind: number; counted: number }>(
    `SELECT (SELECT count(*)::int FROM alert) AS alerts,
       (SELECT count(*)::int FROM clock WHERE next_at <= to_timestamp($1::float8 / 1000)) AS behind,
       (SELECT sum(notice + yellow + red)::int FROM tally_cube) AS counted`,
    [now],
  );
  const { alerts, behind, counted } = rows[0]!;
  if (alerts !== count || behind !== 0 || counted !== count)
    throw new Error(
      `of ${count} due clocks: ${alerts} alerts, ${counted} counted, ${behind} clocks still due`,
    );
  return (count * 1000) / took;
}

/**
 * Alerts fired per second (alert row written, clock moved on, counted up the tree) against pg-boss and graphile-worker
 * taking and completing as many due jobs that do nothing; each in a database of its own on one server, in turns: the ratio is the
 * median of that of each round.
 */
export async function benchAlerts(count = due): Promise<Result[]> {
  const bench = await openWorkbench();
  try {
    const sample = await sampleClock(bench);
    const boss = await openBoss(await bench.createDatabase('bench_boss'));
    const graphile = await openGraphile(await bench.createDatabase('bench_graphile'));
    const ours: number[] = [];
    const peers = [
      { queue: boss, jobs: count, limit: 2, measured: [] as number[] },
      { queue: graphile, jobs: graphile.localQueue ? count : singly, limit: 1.5, measured: [] as number[] },
    ];
    try {
      for (let round = 0; round <= rounds; round++) {
        const many = round === 0 ? count / 10 : count;
        await clearClocks(bench.owner);
        await checkpoint(bench.owner);
        await fillClocks(bench.owner, sample, many, dueNow());
        const mine = await fire(bench, systemNow(), many);
        if (round > 0) ours.push(mine);
        for (const { queue, jobs, measured } of peers) {
          const some = round === 0 ? jobs / 10 : jobs;
          await checkpoint(bench.owner);
          await queue.fill(some);
          const theirs = await queue.fire(some);
          if (round > 0) measured.push(theirs);
        }
      }
    } finally {
      await boss.close();
      await graphile.close();
    }
    const number = (value: number) => Math.round(value).toLocaleString('en');
    return peers.map(({ queue, jobs, limit, measured }) => ({
      name: 'alerts fired',
      unit: 'per second',
      ours: median(ours),
      peer: {
        name: queue.name,
        value: median(measured),
        ratio: median(ours.map((mine, round) => mine / measured[round]!)),
      },
      limit: { ratio: limit },
      note:
        `ours: ${number(count)} due, alert row written, clock moved on, counted in six roll-ups, one ticker on two connections; ` +
        `theirs: ${number(jobs)} due, ${queue.work}; rounds ${ours.map(number).join(', ')} and ${measured.map(number).join(', ')}`,
    }));
  } finally {
    await bench.close();
  }
}
