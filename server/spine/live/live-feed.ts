import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { Log } from '#base/log';
import type { AlertRow } from '#contract/alerts';
import {
  alertJoins,
  alertLevels,
  alertSelect,
  type AlertSqlRow,
  toAlertRow,
} from '#spine/alerts/alert-queries';
import { alertsWritten } from '#spine/alerts/alert-writes';
import { formatKey } from '#spine/keys';

/** One message to open cockpits; `organId` and `region` say whom it concerns, nothing that it concerns all. */
export type LiveMessage =
  | { kind: 'alert'; organId: number; region: number; data: AlertRow }
  | {
      kind: 'correction';
      organId: number;
      region: number;
      data: { id: string; status: string; level: string };
    }
  /** More happened at once than is worth sending: read everything again. */
  | { kind: 'reset'; region?: undefined; data: Record<string, never> };

/** What was committed from one position up to another, which lets a reader resume. */
export interface LiveBatch {
  from: string;
  position: string;
  messages: LiveMessage[];
}

/** Between two looks; together with the write it stays well below a second. */
const shortPause = (signal: AbortSignal): Promise<unknown> => sleep(200, undefined, { signal });
/** A reader that missed more than this reads everything again. */
const mostMissed = 2_000;

/**
 * Follows what is committed. A position is a transaction number below which everything is settled
 * (pg_snapshot_xmin): a follower by `id > last` would miss rows of transactions that commit late.
 * Looks only while somebody listens.
 */
export class LiveFeed {
  readonly #pool: Pool;
  readonly #log: Log;
  readonly #pause: (signal: AbortSignal) => Promise<unknown>;
  readonly #events = new EventEmitter<{ batch: [LiveBatch] }>();
  #following: AbortController | undefined;

  /** `pause`: waits between two looks, and no longer once nobody listens. */
  constructor(pool: Pool, log: Log, pause = shortPause) {
    this.#pool = pool;
    this.#log = log;
    this.#pause = pause;
    this.#events.setMaxListeners(0);
  }

  /** The newest position: everything before it is in what a reader asks for now. */
  async head(): Promise<string> {
    const { rows } = await this.#pool.query<{ head: string }>(
      'SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS head',
    );
    return rows[0]!.head;
  }

  /** Calls back with every batch from the next look on, also those without a message; returns how to stop. */
  subscribe(listener: (batch: LiveBatch) => void): () => void {
    this.#events.on('batch', listener);
    if (!this.#following) {
      this.#following = new AbortController();
      void this.#follow(this.#following.signal);
    }
    return () => {
      this.#events.off('batch', listener);
      if (this.#events.listenerCount('batch') === 0) this.close();
    };
  }

  /** How many listen now. */
  get readers(): number {
    return this.#events.listenerCount('batch');
  }

  /** Stops looking. */
  close(): void {
    this.#following?.abort();
    this.#following = undefined;
  }

  async #follow(signal: AbortSignal): Promise<void> {
    let position: string | undefined;
    while (!signal.aborted) {
      try {
        position ??= await this.head();
        const batch = await this.since(position);
        position = batch.position;
        if (!signal.aborted) this.#events.emit('batch', batch);
      } catch (error) {
        if (!signal.aborted) this.#log.error('the live feed could not be read', error);
      }
      await this.#pause(signal).catch(() => {});
    }
  }

  /**
   * Everything between a position and a later one, the present one unless given; a reset where that is too much to send, or where the position is
   * of another database (it lies ahead).
   */
  async since(from: string, upTo?: string): Promise<LiveBatch> {
    const position = upTo ?? (await this.head());
    if (position === from) return { from, position, messages: [] };
    const reset: LiveBatch = { from, position, messages: [{ kind: 'reset', data: {} }] };
    if (BigInt(position) < BigInt(from)) return reset;
    const range = [from, position];
    const missed = (table: string, n: string) =>
      `(SELECT coalesce(sum(n), 0) FROM (SELECT ${n} AS n FROM ${table} WHERE txid >= $1::text::xid8 AND txid < $2::text::xid8 LIMIT ${mostMissed + 1}) x)`;
    const { rows: count } = await this.#pool.query<{ n: number }>(
      `SELECT least(${missed('alert_write', 'n')} + ${missed('correction', '1')}, ${mostMissed + 1})::int AS n`,
      range,
    );
    if (count[0]!.n > mostMissed) return reset;
    return { from, position, messages: count[0]!.n === 0 ? [] : await this.#messages(range, count[0]!.n) };
  }

  /** `most`: how many alerts and corrections there are. */
  async #messages(range: string[], most: number): Promise<LiveMessage[]> {
    const alerts = await this.#pool.query<AlertSqlRow>(
      `SELECT ${alertSelect} FROM ${alertsWritten} a ${alertJoins} ORDER BY a.txid, a.fired_at, a.id`,
      [...range, most],
    );
    const corrections = await this.#pool.query<{
      city: number;
      id: number;
      status: string;
      level: number;
      organ_id: number;
      region: number;
    }>(
      'SELECT city, id, status, level, organ_id, region FROM correction WHERE txid >= $1::text::xid8 AND txid < $2::text::xid8 ORDER BY txid, id',
      range,
    );
    return [
      ...alerts.rows.map((row) => ({
        kind: 'alert' as const,
        organId: row.organ_id,
        region: row.region,
        data: toAlertRow(row),
      })),
      ...corrections.rows.map((row) => ({
        kind: 'correction' as const,
        organId: row.organ_id,
        region: row.region,
        data: { id: formatKey(row.city, row.id), status: row.status, level: alertLevels[row.level - 1]! },
      })),
    ];
  }
}
