import type { Pool } from 'pg';
import { repeat } from '#base/repeat';
import type { Log } from '#base/log';
import type { Instant, Now } from '#base/time';
import type { MessageWays } from '#spine/messages/ways';
import { keepAlarms, noteGap } from './alarms.ts';
import { Heartbeats } from './heartbeats.ts';
import { judge } from './judge.ts';
import { watchLimits } from './limits.ts';
import { forgetProcesses, lastSeen, sayGone, sayPresent, type Self } from './processes.ts';
import { readWatch, type WatchReadings } from './read-watch.ts';

/** Between two looks, in milliseconds. */
const pauseMs = 5_000;

export interface WatchOptions {
  /** Connections of its own: the pool of the application may be what is stuck. */
  pool: Pool;
  log: Log;
  now: Now;
  ways: MessageWays;
  self: Self;
  /** Folder of the log. */
  logFolder: string;
}

/**
 * The watch of one server process over the loops of all: says that it is there and what its own loops did, reads how all of them
 * stand, and lets alarms begin and end. Where every process sleeps nobody is left to say so but `mingjing health` and whoever
 * asks `/healthz/watch` from outside (docs/operations.md).
 */
export class Watch {
  readonly #options: WatchOptions;
  readonly #beats: Heartbeats;
  /** Since when the loops run: making a demonstration before that takes minutes, in which nobody is late. */
  #startedAt: Instant;
  #newest: WatchReadings | null = null;
  #stop: (() => Promise<void>) | undefined;

  constructor(options: WatchOptions) {
    this.#options = options;
    this.#startedAt = options.now();
    this.#beats = new Heartbeats(Object.keys(watchLimits.loops), options.now);
  }

  /** What was read last in this process; null before the first look. */
  get newest(): WatchReadings | null {
    return this.#newest;
  }

  /** Looks once at whether somebody watched before, then again and again. */
  async start(): Promise<void> {
    this.#startedAt = this.#options.now();
    await this.#noteGap();
    this.#stop = repeat({
      name: 'watch',
      pauseMs,
      atOnce: true,
      work: () => this.look(),
      failed: (error) => this.#options.log.error('the watch could not look and tries again', error),
    });
  }

  /** Says goodbye, so that nobody takes this for a death. */
  async stop(): Promise<void> {
    await this.#stop?.();
    this.#beats.stop();
    await sayGone(this.#options.pool, this.#options.self.name, this.#options.now());
  }

  /** One look. */
  async look(): Promise<void> {
    const { pool, self, now, log, logFolder, ways } = this.#options;
    await sayPresent(pool, self, { startedAt: this.#startedAt, now: now() });
    await this.#beats.write(pool, self.name);
    await forgetProcesses(pool, now() - watchLimits.process.forgetHours * 3_600_000);
    const readings = await readWatch(pool, logFolder, now());
    this.#newest = readings;
    const begun = await keepAlarms(pool, judge(readings, watchLimits), { now: readings.now, ways });
    for (const { subject, value, bound } of begun) log.warn('an alarm began', { subject, value, bound });
  }

  async #noteGap(): Promise<void> {
    const { pool, now, ways } = this.#options;
    const from = await lastSeen(pool);
    const to = now();
    const bound = watchLimits.gapSeconds;
    if (from !== null && to - from > bound * 1_000) await noteGap(pool, { from, to, bound }, ways);
  }
}
