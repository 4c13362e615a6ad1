import { EventEmitter } from 'node:events';
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
import { formatKey } from '#spine/keys';

/** One message to open cockpits; `position` lets a reader resume. */
export type LiveMessage =
  | { kind: 'alert'; data: AlertRow }
  | { kind: 'correction'; data: { id: string; status: string; level: string } }
  /** More happened at once than is worth sending: read everything again. */
  | { kind: 'reset'; data: Record<string, never> };
export interface LiveBatch {
  position: string;
  messages: LiveMessage[];
}

/** Between two looks; together with the write it stays well below a second. */
const pauseMs = 200;
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
  readonly #events = new EventEmitter<{ batch: [LiveBatch] }>();
  #position: string | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(pool: Pool, log: Log) {
    this.#pool = pool;
    this.#log = log;
    this.#events.setMaxListeners(0);
  }

  /** The newest position: everything before it is in what a reader asks for now. */
  async head(): Promise<string> {
    const { rows } = await this.#pool.query<{ head: string }>(
      'SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS head',
    );
    return rows[0]!.head;
  }

  /** Calls back with every batch from now on; returns how to stop. */
  subscribe(listener: (batch: LiveBatch) => void): () => void {
    this.#events.on('batch', listener);
    if (!this.#timer) this.#look();
    return () => {
      this.#events.off('batch', listener);
      if (this.#events.listenerCount('batch') === 0) this.close();
    };
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#position = undefined;
  }

  #look(): void {
    this.#timer = setTimeout(async () => {
      try {
        this.#position ??= await this.head();
        const batch = await this.since(this.#position);
        if (this.#timer) {
          this.#position = batch.position;
          if (batch.messages.length > 0) this.#events.emit('batch', batch);
        }
      } catch (error) {
        this.#log.error('the live feed could not be read', error);
      }
      if (this.#timer) this.#look();
    }, pauseMs);
  }

  /** Everything between a position and the present one; a reset where that is too much to send. */
  async since(position: string): Promise<LiveBatch> {
    const head = await this.head();
    if (BigInt(head) <= BigInt(position)) return { position: head, messages: [] };
    const range = [position, head];
    const { rows: count } = await this.#pool.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM (SELECT 1 FROM alert WHERE txid >= $1::text::xid8 AND txid < $2::text::xid8 LIMIT ${mostMissed + 1}) x`,
      range,
    );
    if (count[0]!.n > mostMissed) return { position: head, messages: [{ kind: 'reset', data: {} }] };
    const alerts = await this.#pool.query<AlertSqlRow>(
      `SELECT ${alertSelect} FROM alert a ${alertJoins} WHERE a.txid >= $1::text::xid8 AND a.txid < $2::text::xid8 ORDER BY a.txid, a.id`,
      range,
    );
    const corrections = await this.#pool.query<{ city: number; id: number; status: string; level: number }>(
      'SELECT city, id, status, level FROM correction WHERE txid >= $1::text::xid8 AND txid < $2::text::xid8 ORDER BY txid',
      range,
    );
    const messages: LiveMessage[] = [
      ...alerts.rows.map((row) => ({ kind: 'alert' as const, data: toAlertRow(row) })),
      ...corrections.rows.map((row) => ({
        kind: 'correction' as const,
        data: { id: formatKey(row.city, row.id), status: row.status, level: alertLevels[row.level - 1]! },
      })),
    ];
    return { position: head, messages };
  }
}
