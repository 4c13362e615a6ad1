import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { type Evidence, openEvidence } from '#spine/evidence/evidence';
import { type EventSource, pipelineEvents } from './pipeline-events.ts';
import { bulk, clean } from './pipeline.ts';
import { median, type Result } from './result.ts';
import { openWorkbench, type Workbench } from './workbench-database.ts';

const manyCases = 20_000;
const rounds = 3;

/** The part of the batch's statement that fills the queue to the tree. */
const queued = /, q AS \(INSERT INTO journal_pending[^)]*\) VALUES \([^)]*\)\)/;

/** A pool on which the journal writes what it writes, but for the queue: a system without evidence. */
function withoutQueue(pool: pg.Pool): pg.Pool {
  const connect = async () => {
    const client = await pool.connect();
    const query = (given: pg.QueryConfig & { text?: string }, values?: unknown[]) => {
      if (typeof given !== 'object' || !queued.test(given.text)) return client.query(given, values);
      return client.query({ ...given, name: `${given.name}-bare`, text: given.text.replace(queued, '') });
    };
    return instead(client, { query });
  };
  return instead(pool, { connect });
}

/** An object with some of its methods done otherwise. */
function instead<T extends object>(one: T, methods: Partial<Record<keyof T, unknown>>): T {
  return new Proxy(one, {
    get(target, name) {
      const value: unknown = methods[name as keyof T] ?? Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

async function cleanLog(bench: Workbench): Promise<void> {
  await clean(bench);
  await bench.owner.query(`ALTER TABLE journal_leaf DISABLE TRIGGER journal_leaf_no_truncate;
    TRUNCATE journal_leaf; UPDATE evidence_tree SET size = 0, frontier = '';
    ALTER TABLE journal_leaf ENABLE ALWAYS TRIGGER journal_leaf_no_truncate`);
}

interface Round {
  perSecond: number;
  /** From the last answer until everything was a leaf under a signature. */
  drainMs: number;
  leaves: number;
}

async function withEvidence(bench: Workbench, events: EventSource): Promise<Round> {
  const folder = await mkdtemp(path.join(tmpdir(), 'mingjing-bench-log-'));
  try {
    const evidence: Evidence = await openEvidence(bench.spine, folder);
    evidence.sequencer.start();
    const perSecond = await bulk(bench, events);
    const answered = performance.now();
    await evidence.sequencer.stop();
    const drainMs = performance.now() - answered;
    const leaves = evidence.files.signer.last()!.size;
    if (leaves !== events.count) throw new Error(`${leaves} leaves of ${events.count} events`);
    return { perSecond, drainMs, leaves };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Ingest in bulk with evidence (queue, sequencer, tiles and signatures going on beside it in the same process) and without,
 * in turns; medians of three rounds.
 */
export async function benchEvidence(cases = manyCases): Promise<Result[]> {
  const bench = await openWorkbench();
  try {
    const { rows } = await bench.database.pool.query<{ code: string }>(
      'SELECT code::text FROM region WHERE level = 3 ORDER BY code',
    );
    const regions = rows.map((row) => row.code);
    const bare = withoutQueue(bench.spine.pool);
    const measured = { with: [] as number[], without: [] as number[], drain: [] as number[] };
    for (let round = 0; round <= rounds; round++) {
      const events = pipelineEvents(cases, regions, round);
      await cleanLog(bench);
      const without = await bulk(bench, events, bare);
      await cleanLog(bench);
      const one = await withEvidence(bench, events);
      if (round === 0) continue;
      measured.without.push(without);
      measured.with.push(one.perSecond);
      measured.drain.push(one.drainMs);
    }
    return [
      {
        name: 'events in bulk with evidence, against without',
        unit: 'per second',
        ours: median(measured.with),
        peer: { name: 'without evidence', value: median(measured.without) },
        limit: { ratio: 0.85 },
        note: `all ${(cases * 6).toLocaleString('en')} signed ${(median(measured.drain) / 1000).toFixed(1)} s after the last answer`,
      },
    ];
  } finally {
    await bench.close();
  }
}
