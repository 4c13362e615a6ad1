import { type Instant, toRfc3339 } from '#base/time';
import { type Work, watchWork } from '#base/observe';
import type { Queries } from '#base/db';

interface Beat {
  succeededAt: Instant | null;
  failedAt: Instant | null;
  failures: number;
}

/** A piece of work is a sign of life of the loop that its name begins with: a long round of the ticker lives by its chunks. */
const loopOf = ({ name }: Work) => name.split('.')[0]!;

/** What this process's own loops have done, kept in memory by each success and written down by the watch. */
export class Heartbeats {
  readonly #beats = new Map<string, Beat>();
  readonly #loops: ReadonlySet<string>;
  readonly #stop: () => void;

  /** @param loops those that are watched */
  constructor(loops: readonly string[], now: () => Instant) {
    this.#loops = new Set(loops);
    this.#stop = watchWork((work) => this.#hear(work, now()));
  }

  #hear(work: Work, now: Instant): void {
    const name = loopOf(work);
    if (!this.#loops.has(name)) return;
    const before = this.#beats.get(name) ?? { succeededAt: null, failedAt: null, failures: 0 };
    this.#beats.set(
      name,
      work.error === undefined
        ? { ...before, succeededAt: now, failures: 0 }
        : { ...before, failedAt: now, failures: before.failures + 1 },
    );
  }

  /** Writes down what has been heard. */
  async write(db: Queries, process: string): Promise<void> {
    const rows = [...this.#beats].map(([name, { succeededAt, failedAt, failures }]) => ({
      name,
      succeeded: succeededAt === null ? null : toRfc3339(succeededAt),
      failed: failedAt === null ? null : toRfc3339(failedAt),
      failures,
    }));
    if (rows.length === 0) return;
    await db.query(
      `INSERT INTO watch_heartbeat (name, process, succeeded_at, failed_at, failures)
       SELECT name, $2, succeeded, failed, failures
       FROM jsonb_to_recordset($1::jsonb) AS b (name text, succeeded timestamptz, failed timestamptz, failures int)
       ON CONFLICT (name, process) DO UPDATE SET failures = excluded.failures,
         succeeded_at = coalesce(excluded.succeeded_at, watch_heartbeat.succeeded_at),
         failed_at = coalesce(excluded.failed_at, watch_heartbeat.failed_at)`,
      [JSON.stringify(rows), process],
    );
  }

  /** Hears nothing more. */
  stop(): void {
    this.#stop();
  }
}
