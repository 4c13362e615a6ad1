import type { ClientBase, Pool } from 'pg';
import type { Log } from '#base/log';
import { type Instant, toRfc3339 } from '#base/time';
import { inactionFinding, awaitsOrgan } from '#spine/alerts/rules/idle';
import type { CaseState } from '#spine/cases/case-state';
import { clockContext, type FoldTools } from '#spine/cases/fold-context';
import { withLevels } from '#spine/alerts/rules/judge';
import { findingAlert, writeBatch, type BatchWrite } from '#spine/journal/batch-statement';
import { dueCities, fireChunk, replaySources, type TickScope } from '#spine/clocks/ticker-statement';
import { idleRung, type Timetable, type TimetableRung } from '#spine/clocks/timetable';
import { Tally } from '#spine/statistics/tally';

/** Rungs of one transaction. */
const chunkSize = 5_000;
/** An act that is being written right now may stop a clock; what fell due this shortly before waits one more tick. */
const grace = 1_000;

interface IdleRow {
  case_id: number;
  source_id: number;
  live: boolean;
  item_id: number;
  item_version: number;
  organ_id: number;
  region: number;
  state: CaseState;
  ledger: Timetable['clocks'];
  rungs: TimetableRung[];
  next_i: number;
  due_at: Instant | null;
}

/**
 * Lets time pass: fires the rungs that have fallen due, of live sources up to now and of replay sources up to their own now.
 * Any number of tickers may run on one database.
 */
export class Ticker {
  readonly #pool: Pool;
  readonly #tools: FoldTools;
  readonly #cities: number[];
  readonly #log: Log;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;

  constructor(pool: Pool, tools: FoldTools, cities: number[]) {
    this.#pool = pool;
    this.#tools = tools;
    this.#cities = cities;
    this.#log = tools.log;
  }

  /** Ticks until `stop`, each time after the last has ended. */
  start(now: () => Instant, pauseMs = 1_000): void {
    const again = (): void => {
      this.#running = this.tick(now())
        .catch((error) => this.#log.error('a tick failed and is tried again', error))
        .then(() => {
          if (this.#timer) this.#timer = setTimeout(again, pauseMs);
        });
    };
    this.#timer = setTimeout(again, 0);
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#running;
  }

  /** Fires everything that is due; returns how many alerts were given. */
  async tick(now: Instant): Promise<number> {
    let fired = await this.fireScope({ live: true }, now - grace);
    const client = await this.#pool.connect();
    let sources: { id: number; now: Instant }[];
    try {
      sources = await replaySources(client);
    } finally {
      client.release();
    }
    for (const source of sources) fired += await this.tickReplay(source.id, source.now);
    return fired;
  }

  /** Runs the clocks of a replay source up to its own now. */
  async tickReplay(sourceId: number, now: Instant): Promise<number> {
    const fired = await this.fireScope({ sourceId }, now);
    await this.#pool.query(
      'UPDATE source SET ticked_to = greatest(ticked_to, $2::timestamptz) WHERE id = $1',
      [sourceId, toRfc3339(now)],
    );
    return fired;
  }

  /** Fires all rungs of a scope up to a time, chunk by chunk, two cities at a time. */
  async fireScope(scope: TickScope, upTo: Instant): Promise<number> {
    const client = await this.#pool.connect();
    let cities: number[];
    try {
      cities = await dueCities(client, this.#cities, scope, toRfc3339(upTo));
    } finally {
      client.release();
    }
    let fired = 0;
    const work = async (): Promise<void> => {
      for (let city = cities.pop(); city !== undefined; city = cities.pop())
        fired += await this.#fireCity(city, scope, upTo);
    };
    await Promise.all([work(), work()]);
    return fired;
  }

  async #fireCity(city: number, scope: TickScope, upTo: Instant): Promise<number> {
    let fired = 0;
    for (;;) {
      const chunk = await this.#transaction(async (client) => {
        const done = await fireChunk(client, city, scope, toRfc3339(upTo), chunkSize);
        return { due: done.due, fired: done.fired + (await this.#judgeIdle(client, city, done.idle, upTo)) };
      });
      fired += chunk.fired;
      // A clock may have several rungs behind it: the chunk fired one of each.
      if (chunk.due === 0) return fired;
    }
  }

  async #transaction<T>(work: (client: ClientBase) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    try {
      await client.query('BEGIN');
      const result = await work(client);
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    } finally {
      client.release();
    }
  }

  /** The lazy half of INACTION: a case in which somebody acted meanwhile gets a later rung instead of an alert. */
  async #judgeIdle(client: ClientBase, city: number, ids: number[], upTo: Instant): Promise<number> {
    if (ids.length === 0) return 0;
    const { rows } = await client.query<IdleRow>({
      name: 'idle-cases',
      text: `SELECT k.case_id, k.source_id, k.live, k.item_id, c.item_version, k.organ_id, k.region, c.state,
               k.ledger, k.rungs, k.next_i, k.due_at
             FROM clock k JOIN cases c ON c.city = k.city AND c.id = k.case_id
             WHERE k.city = $1::int2 AND k.case_id = ANY($2::int8[])`,
      values: [city, `{${ids.join(',')}}`],
    });
    const write: BatchWrite = {
      city,
      edition: 0,
      journal: [],
      opened: [],
      changed: [],
      clocks: [],
      alerts: [],
      settled: [],
      tally: new Tally(),
      pace: [],
    };
    for (const row of rows) this.#judgeIdleCase(row, upTo, write);
    return (await writeBatch(client, write)).alerts;
  }

  #judgeIdleCase(row: IdleRow, upTo: Instant, write: BatchWrite): void {
    if (!awaitsOrgan(row.state)) return;
    const context = clockContext(this.#tools, {
      itemId: row.item_id,
      itemVersion: row.item_version,
      organId: row.organ_id,
    });
    const where = { caseId: row.case_id, itemId: row.item_id, organId: row.organ_id, region: row.region };
    const rung = idleRung(row.state.lastAt, context);
    if (rung[0] <= upTo) {
      const { item, organ, idlePercent } = context;
      const calendar = context.calendar(organ.calendar);
      const finding = inactionFinding(row.state, item, calendar, organ, idlePercent);
      for (const one of withLevels([finding], this.#tools.parameters))
        write.alerts.push(findingAlert(one, where));
      return;
    }
    const rungs = [
      ...row.rungs.slice(0, row.next_i),
      ...[...row.rungs.slice(row.next_i), rung].sort((a, b) => a[0] - b[0]),
    ];
    write.clocks.push({
      ...where,
      sourceId: row.source_id,
      live: row.live,
      ledger: JSON.stringify(row.ledger),
      rungs: JSON.stringify(rungs),
      nextI: row.next_i,
      nextAt: rungs[row.next_i]![0],
      dueAt: row.due_at,
    });
  }
}
