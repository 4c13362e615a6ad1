import type { ClientBase, Pool } from 'pg';
import { inTransaction } from '#base/db';
import type { Log } from '#base/log';
import { observed } from '#base/observe';
import { type Instant, toRfc3339 } from '#base/time';
import type { FoldTools } from '#spine/cases/fold-context';
import { judgeIdle } from '#spine/clocks/idle-watch';
import { batchesInFlight } from '#spine/journal/city-order';
import {
  dueCities,
  fireChunk,
  type FiredChunk,
  replaySources,
  type TickScope,
} from '#spine/clocks/ticker-statement';

/** Rungs of one transaction. */
const chunkSize = 10_000;
/** An act that is being written right now may stop a clock; what fell due this shortly before waits one more tick. */
const grace = 1_000;
const tries = 5;
const deadlock = '40P01';

interface ChunkRange {
  from: Instant | null;
  upTo: Instant;
  most: number;
}

interface Fired {
  fired: number;
  /** Time up to which the clocks were run. */
  upTo: Instant;
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
      this.#running = observed(
        'ticker',
        () => this.tick(now()),
        (fired) => ({ fired }),
      )
        .then(() => {})
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
    return (await this.#passTime(now, 'share')).fired;
  }

  /**
   * Fires everything that is due, also what comes to it meanwhile.
   * Returns the time up to which live clocks have been run: no warning before it is still to come.
   */
  async catchUp(now: Instant): Promise<Instant> {
    return (await this.#passTime(now, 'finish')).upTo;
  }

  async #passTime(now: Instant, how: 'share' | 'finish'): Promise<Fired> {
    const live = await this.#fireScope({ live: true }, now - grace, how);
    let { fired } = live;
    for (const source of await this.#with(replaySources))
      fired += await this.tickReplay(source.id, source.now);
    return { fired, upTo: live.upTo };
  }

  /** Runs the clocks of a replay source up to its own now. */
  async tickReplay(sourceId: number, now: Instant): Promise<number> {
    const begun = await this.#with(batchesInFlight);
    const { fired } = await this.#fireScope({ sourceId }, now, 'finish');
    await this.#pool.query(
      `UPDATE source SET ticked_to = $2::timestamptz, settled_at = $3::timestamptz
       WHERE id = $1 AND (ticked_to IS NULL OR (ticked_to, coalesce(settled_at, ticked_to)) < ($2::timestamptz, $3::timestamptz))`,
      [sourceId, toRfc3339(now), toRfc3339(begun.oldest ?? begun.now)],
    );
    return fired;
  }

  /**
   * Fires the rungs of a scope up to a time, waiting for its turn in each city. `share`: one round; `finish`: until nothing
   * is left, also of what a batch has added meanwhile.
   */
  async #fireScope(scope: TickScope, wanted: Instant, how: 'share' | 'finish'): Promise<Fired> {
    const due = (upTo: Instant) =>
      this.#with((client) => dueCities(client, this.#cities, scope, toRfc3339(upTo)));
    let cities = await due(wanted);
    if (how === 'share' && cities.length === 0) return { fired: 0, upTo: wanted };
    const upTo = 'live' in scope ? await this.#settledUpTo(wanted) : wanted;
    let fired = 0;
    do {
      fired += await this.#fireCities(cities, scope, upTo);
      cities = how === 'share' ? [] : await due(upTo);
    } while (cities.length > 0);
    return { fired, upTo };
  }

  /** A batch on its way may stop a clock from its own beginning on, and at that very instant in time. */
  async #settledUpTo(wanted: Instant): Promise<Instant> {
    const { oldest } = await this.#with(batchesInFlight);
    return oldest === null ? wanted : Math.min(wanted, oldest - 1);
  }

  /** Two cities at a time. */
  async #fireCities(cities: number[], scope: TickScope, upTo: Instant): Promise<number> {
    let fired = 0;
    const work = async (): Promise<void> => {
      for (let city = cities.pop(); city !== undefined; city = cities.pop()) {
        // Not `+= await`: that would add to what was fired before the wait.
        const more = await this.#fireCity(city, scope, upTo);
        fired += more;
      }
    };
    await Promise.all([work(), work()]);
    return fired;
  }

  /**
   * Chunk after chunk, each from where the one before it ended: to begin at the front again would lead over the index
   * entries of all rungs fired so far, which stay for as long as the other city's transaction may see them.
   * A clock may have several rungs behind it: the chunk fired one of each, and those that follow are gone back for.
   */
  async #fireCity(city: number, scope: TickScope, upTo: Instant): Promise<number> {
    let fired = 0;
    let from: Instant | null = null;
    let behind: Instant | null = null;
    for (;;) {
      const range: ChunkRange = { from, upTo, most: chunkSize };
      const chunk = await observed(
        'ticker.chunk',
        () => this.#transaction((client) => this.#fireOne(client, city, scope, range)),
        ({ due, fired: given }) => ({ due, fired: given }),
      );
      fired += chunk.fired;
      if (chunk.behind !== null) behind = Math.min(behind ?? chunk.behind, chunk.behind);
      if (chunk.due === chunkSize) {
        from = chunk.last;
        continue;
      }
      if (behind === null) return fired;
      from = behind;
      behind = null;
    }
  }

  async #fireOne(client: ClientBase, city: number, scope: TickScope, range: ChunkRange): Promise<FiredChunk> {
    const done = await fireChunk(client, city, scope, range);
    const idle = await judgeIdle(client, this.#tools, city, done.idle, range.upTo);
    return { ...done, fired: done.fired + idle };
  }

  async #with<T>(work: (client: ClientBase) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    try {
      return await work(client);
    } finally {
      client.release();
    }
  }

  /** A chunk that met a batch crosswise (deadlock) is taken back and tried again. */
  async #transaction<T>(work: (client: ClientBase) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await inTransaction(this.#pool, work);
      } catch (error) {
        if (attempt >= tries || (error as { code?: string }).code !== deadlock) throw error;
      }
    }
  }
}
