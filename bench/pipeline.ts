import { once } from 'node:events';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { repeat } from '#base/repeat';
import { admit, digestOf, type IncomingEvent, payloadOf } from '#spine/journal/incoming';
import { Journal } from '#spine/journal/journal';
import { addUp } from '#spine/statistics/add-up';
import { rollUpPauseMs } from '#spine/statistics/periods/roll-up';
import { type EventSource, pipelineEvents } from './pipeline-events.ts';
import { median, type Result } from './result.ts';
import { checkpoint, openWorkbench, tallyTables, type Workbench } from './workbench-database.ts';

const cases = 40_000;
const callers = 256;
/** One round before that is not counted: whoever serves for days is warm. */
const rounds = 7;
/** Events handed to the journal and not yet answered, in bulk: as an import of many files would. */
const inFlight = 8_000;

/** An empty journal, and nothing folded from it. */
export async function clean(bench: Workbench): Promise<void> {
  await bench.owner.query(`ALTER TABLE journal DISABLE TRIGGER journal_no_truncate`);
  await bench.owner.query(
    `TRUNCATE journal, journal_pending, cases, clock, alert, alert_write, actor_pace, ${tallyTables}`,
  );
  await bench.owner.query(`ALTER TABLE journal ENABLE ALWAYS TRIGGER journal_no_truncate`);
  await checkpoint(bench.owner);
}

/** Adds up what is counted while `work` runs, as a server does, and the rest of it at the end. */
async function addingUp(pool: pg.Pool, work: () => Promise<unknown>): Promise<void> {
  let failure: unknown;
  const stop = repeat({
    name: 'statistics',
    pauseMs: rollUpPauseMs,
    work: () => addUp(pool),
    failed: (error) => {
      failure = error;
    },
  });
  try {
    await work();
  } finally {
    await stop();
  }
  if (failure) throw failure;
  await addUp(pool);
}

/** Events a second through the whole pipeline, as an import of many files would hand them over. */
export async function bulk(
  bench: Workbench,
  events: EventSource,
  pool: pg.Pool = bench.spine.pool,
): Promise<number> {
  const { registry, now, fold } = bench.spine;
  const journal = new Journal(pool, fold);
  const source = registry.source('bench')!;
  const began = performance.now();
  let next = 0;
  const chunk = 1_000;
  const feed = async (): Promise<void> => {
    while (next < events.count) {
      const part: IncomingEvent[] = [];
      for (const end = Math.min(next + chunk, events.count); next < end; next++)
        part.push(admit(events.at(next), registry, source, now()));
      const answers = await journal.append(part);
      const bad = answers.find((answer) => answer.outcome !== 'accepted');
      if (bad) throw new Error(`refused in the bench: ${JSON.stringify(bad)}`);
    }
  };
  await addingUp(pool, () => Promise.all(Array.from({ length: inFlight / chunk }, feed)));
  await journal.close();
  return (events.count * 1000) / (performance.now() - began);
}

async function singles(bench: Workbench, events: EventSource): Promise<{ perSecond: number; p99: number }> {
  const { registry, now, fold, pool } = bench.spine;
  const journal = new Journal(pool, fold);
  const source = registry.source('bench')!;
  const waits: number[] = [];
  let next = 0;
  const began = performance.now();
  const caller = async (): Promise<void> => {
    while (next < events.count) {
      const event = events.at(next++);
      const sent = performance.now();
      const answer = await journal.appendOne(admit(event, registry, source, now()));
      if (answer.outcome !== 'accepted') throw new Error(`refused in the bench: ${JSON.stringify(answer)}`);
      waits.push(performance.now() - sent);
    }
  };
  await addingUp(pool, () => Promise.all(Array.from({ length: callers }, caller)));
  await journal.close();
  return {
    perSecond: (events.count * 1000) / (performance.now() - began),
    p99: waits.toSorted((a, b) => a - b)[Math.floor(waits.length * 0.99)]!,
  };
}

const epoch2000 = 946_684_800_000;

/**
 * Where rows for COPY are put together: kept for all rounds, and outside of V8's heap. As objects they would be garbage of some
 * hundred megabytes, collected while the pipeline is measured.
 */
class CopyRows {
  readonly #bytes = Buffer.allocUnsafeSlow(2 ** 29);
  #end = 0;

  /** The rows of the journal as the pipeline would write them, in COPY's binary format. */
  fill(events: EventSource, admitAt: (index: number) => IncomingEvent, edition: number): void {
    const seqs = new Map<string, number>();
    const ids = new Map<string, number>();
    const now = Date.now();
    this.#end = this.#bytes.write('PGCOPY\n\xff\r\n\0', 'latin1');
    this.#end = this.#bytes.writeBigInt64BE(0n, this.#end);
    for (let i = 0; i < events.count; i++) {
      const event = admitAt(i);
      const number = (event.reference as { number: string }).number;
      const seq = (seqs.get(number) ?? 0) + 1;
      seqs.set(number, seq);
      if (!ids.has(number)) ids.set(number, ids.size + 1);
      this.#end = this.#bytes.writeInt16BE(12, this.#end);
      this.#int(2, event.city);
      this.#int(8, ids.get(number)!);
      this.#int(4, seq);
      this.#int(4, event.source.id);
      this.#int(1, 1);
      this.#text(event.id, 'utf8');
      this.#text(event.type, 'utf8');
      this.#int(8, (event.occurredAt - epoch2000) * 1000);
      this.#int(8, (now - epoch2000) * 1000);
      this.#text(payloadOf(event), 'utf8');
      this.#text(digestOf(event), 'hex');
      this.#int(4, edition);
    }
    this.#end = this.#bytes.writeInt16BE(-1, this.#end);
  }

  #int(size: 1 | 2 | 4 | 8, value: number): void {
    const at = this.#bytes.writeInt32BE(size, this.#end);
    this.#end =
      size === 8 ? this.#bytes.writeBigInt64BE(BigInt(value), at) : this.#bytes.writeIntBE(value, at, size);
  }

  #text(value: string, encoding: BufferEncoding): void {
    const size = this.#bytes.write(value, this.#end + 4, encoding);
    this.#end = this.#bytes.writeInt32BE(size, this.#end) + size;
  }

  *pieces(size: number): Iterable<Buffer> {
    for (let at = 0; at < this.#end; at += size)
      yield this.#bytes.subarray(at, Math.min(at + size, this.#end));
  }
}

const pieceBytes = 512 * 1024;

async function copy(bench: Workbench, rows: CopyRows, events: EventSource): Promise<number> {
  const { registry, now } = bench.spine;
  const source = registry.source('bench')!;
  rows.fill(events, (i) => admit(events.at(i), registry, source, now()), registry.edition);
  const client = await bench.owner.connect();
  try {
    const began = performance.now();
    const stream = client.query(
      copyFrom(`COPY journal (city, case_id, case_seq, source_id, historic, event_id, type, occurred_at, recorded_at, data, digest, edition)
        FROM STDIN (FORMAT binary)`),
    );
    for (const piece of rows.pieces(pieceBytes)) if (!stream.write(piece)) await once(stream, 'drain');
    stream.end();
    await once(stream, 'finish');
    return (events.count * 1000) / (performance.now() - began);
  } finally {
    client.release();
  }
}

/**
 * COPY and `ours` in turns, each into empty tables, with the same events; the first round is not counted. Each round is compared with
 * the COPY before it and the one after it.
 */
async function inTurns(
  bench: Workbench,
  rows: CopyRows,
  eventsOf: (round: number) => EventSource,
  ours: (events: EventSource) => Promise<number>,
): Promise<Pick<Result, 'ours' | 'peer' | 'note'>> {
  const piped: number[] = [];
  const copied: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const events = eventsOf(round);
    await clean(bench);
    const before = await copy(bench, rows, events);
    await clean(bench);
    const mine = await ours(events);
    if (round === 0) continue;
    copied.push(before);
    piped.push(mine);
  }
  await clean(bench);
  copied.push(await copy(bench, rows, eventsOf(rounds)));
  const ratios = piped.map((mine, i) => mine / ((copied[i]! + copied[i + 1]!) / 2));
  return {
    ours: median(piped),
    peer: { name: 'binary COPY', value: median(copied), ratio: median(ratios) },
    note: `rounds ${ratios.map((ratio) => ratio.toFixed(3)).join(', ')}`,
  };
}

/**
 * The whole pipeline (validation, journal, case, clocks, alerts, roll-ups, durable) against binary COPY of the same rows into
 * the same journal table with the same indexes, from single callers and in bulk; medians of seven rounds taken in turns.
 */
export async function benchPipeline(): Promise<Result[]> {
  const bench = await openWorkbench();
  const copyRows = new CopyRows();
  try {
    const { rows } = await bench.database.pool.query<{ code: string }>(
      'SELECT code::text FROM region WHERE level = 3 ORDER BY code',
    );
    const regions = rows.map((row) => row.code);
    const p99: number[] = [];
    const single = await inTurns(
      bench,
      copyRows,
      (round) => pipelineEvents(cases, regions, round),
      async (events) => {
        const one = await singles(bench, events);
        p99.push(one.p99);
        return one.perSecond;
      },
    );
    const inBulk = await inTurns(
      bench,
      copyRows,
      (round) => pipelineEvents(cases, regions, rounds + 1 + round),
      (events) => bulk(bench, events),
    );
    return [
      {
        name: 'events in bulk, against binary COPY',
        unit: 'per second',
        ...inBulk,
        limit: { ratio: 0.25 },
      },
      {
        name: `single events from ${callers} callers, against binary COPY`,
        unit: 'per second',
        ...single,
        limit: { ratio: 0.15 },
        note: `answered after commit, p99 ${median(p99.slice(1)).toFixed(1)} ms; ${single.note}`,
      },
    ];
  } finally {
    await bench.close();
  }
}
