import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Pool } from 'pg';
import type { Now } from '#base/time';
import { type Answered, type Work, watchRequests, watchWork } from '#base/observe';
import { version } from '#base/version';
import { ageOfLoop, judge, servedSince } from './judge.ts';
import { watchLimits } from './limits.ts';
import { diskOf } from './processes.ts';
import type { WatchReadings } from './read-watch.ts';

/** What the figures are taken from at the moment when they are asked for. */
export interface MetricSources {
  now: Now;
  pool: Pool;
  dataFolder: string;
  /** What the watch read last. */
  newest(): WatchReadings | null;
  streams(): number;
}

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * What Prometheus reads of this process. Labels are templates of routes and names of ours, never a case, a person or an
 * address. Counting costs a few additions for each batch and request; what is in the database is read by the watch alone.
 */
export class Metrics {
  readonly #registry = new Registry();
  readonly #stops: readonly (() => void)[];
  readonly #requests = this.#histogram('http_request_duration_seconds', 'Duration of requests by route', [
    'method',
    'route',
    'status',
  ]);
  readonly #events = this.#counter('journal_events_total', 'Events by what became of them', ['outcome']);
  readonly #batch = new Histogram({
    name: 'mingjing_journal_batch_events',
    help: 'Events of a batch of the journal',
    buckets: [1, 3, 10, 30, 100, 300, 1_000],
    registers: [this.#registry],
  });
  readonly #work = this.#histogram('work_duration_seconds', 'Duration of the work of loops', ['work']);
  readonly #failures = this.#counter('work_failures_total', 'Work that failed', ['work']);
  readonly #fired = this.#counter('alerts_fired_total', 'Alerts given by the ticker of this process', []);
  readonly #leaves = this.#counter('leaves_total', 'Entries that this process made leaves of', []);

  constructor(sources: MetricSources) {
    collectDefaultMetrics({ register: this.#registry });
    this.#gauges(sources);
    this.#stops = [watchRequests((one) => this.#answered(one)), watchWork((work) => this.#done(work))];
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  /** In the text format of Prometheus. */
  render(): Promise<string> {
    return this.#registry.metrics();
  }

  stop(): void {
    for (const stop of this.#stops) stop();
    this.#registry.clear();
  }

  #histogram<L extends string>(name: string, help: string, labelNames: L[]): Histogram<L> {
    return new Histogram({
      name: `mingjing_${name}`,
      help,
      labelNames,
      buckets: seconds,
      registers: [this.#registry],
    });
  }

  #counter<L extends string>(name: string, help: string, labelNames: L[]): Counter<L> {
    return new Counter({ name: `mingjing_${name}`, help, labelNames, registers: [this.#registry] });
  }

  #answered({ method, route, status, ms }: Answered): void {
    this.#requests.observe({ method, route, status: String(status) }, ms / 1_000);
  }

  #done({ name, ms, error, counts = {} }: Work): void {
    if (error !== undefined) this.#failures.inc({ work: name });
    if (name === 'intake.refused') {
      this.#events.inc({ outcome: 'refused' }, counts.refused);
      return;
    }
    this.#work.observe({ work: name }, ms / 1_000);
    if (error !== undefined) return;
    if (name === 'journal.batch') {
      for (const [outcome, n] of Object.entries(counts)) if (n > 0) this.#events.inc({ outcome }, n);
      this.#batch.observe(Object.values(counts).reduce((sum, n) => sum + n, 0));
    }
    if (name === 'ticker.chunk') this.#fired.inc(counts.fired ?? 0);
    if (name === 'sequencer.leaves') this.#leaves.inc(counts.leaves ?? 0);
  }

  /** Each is worked out when it is asked for; what cannot be known is left out rather than told as nothing. */
  #gauges({ now, pool, dataFolder, newest, streams }: MetricSources): void {
    const gauge = <L extends string>(
      name: string,
      help: string,
      labelNames: L[],
      read: (gauge: Gauge<L>) => unknown,
    ): void => {
      void new Gauge<L>({
        name: `mingjing_${name}`,
        help,
        labelNames,
        registers: [this.#registry],
        async collect() {
          this.reset();
          await read(this);
        },
      });
    };
    const ofWatch = (read: (readings: WatchReadings) => void): void => {
      const readings = newest();
      if (readings) read(readings);
    };
    const age = (since: number) => Math.max(0, (now() - since) / 1_000);
    gauge('info', 'Version of Mingjing and newest migration of the database', ['version', 'schema'], (g) =>
      g.set({ version, schema: newest()?.schema ?? '' }, 1),
    );
    gauge('watch_look_age_seconds', 'Since the watch of this process last looked', [], (g) =>
      ofWatch((readings) => g.set(age(readings.now))),
    );
    gauge('loop_age_seconds', 'Since the last success of a loop in any process', ['loop'], (g) =>
      ofWatch((readings) => {
        const served = servedSince(readings, watchLimits);
        for (const { name, succeededAt } of readings.loops) {
          const seen = ageOfLoop(succeededAt, served, now());
          if (seen !== null) g.set({ loop: name }, seen);
        }
      }),
    );
    gauge('queue_waiting', 'What waits; of rungs the cities in which one is due', ['queue'], (g) =>
      ofWatch(({ queues }) => {
        for (const { name, waiting } of queues) g.set({ queue: name }, waiting);
      }),
    );
    gauge(
      'queue_age_seconds',
      'How long the oldest has waited; of rungs that is the lag of the ticker',
      ['queue'],
      (g) =>
        ofWatch(({ queues }) => {
          for (const { name, waiting, since } of queues)
            if (since !== null) g.set({ queue: name }, age(since));
            else if (waiting === 0) g.set({ queue: name }, 0);
        }),
    );
    gauge('checkpoint_age_seconds', 'Since the newest checkpoint was signed', [], (g) =>
      ofWatch(({ checkpoint }) => checkpoint && g.set(age(checkpoint.signedAt))),
    );
    gauge('checkpoint_leaves', 'Leaves that the newest checkpoint covers', [], (g) =>
      ofWatch(({ checkpoint }) => checkpoint && g.set(checkpoint.size)),
    );
    gauge('alarms', 'What is not as it should be now, by level', ['level'], (g) =>
      ofWatch((readings) => {
        const findings = judge(readings, watchLimits);
        for (const level of ['yellow', 'red'] as const)
          g.set({ level }, findings.filter((one) => one.level === level).length);
      }),
    );
    gauge('imports_running', 'Imports that run', [], (g) =>
      ofWatch(({ importsRunning }) => g.set(importsRunning)),
    );
    gauge('disk_bytes', 'Disk of the data folder', ['what'], async (g) => {
      const { free, total } = await diskOf(dataFolder);
      g.set({ what: 'free' }, free);
      g.set({ what: 'total' }, total);
    });
    gauge('live_streams', 'Open live streams of this process', [], (g) => g.set(streams()));
    gauge('database_connections', 'Connections of the pool of this process', ['state'], (g) => {
      g.set({ state: 'open' }, pool.totalCount);
      g.set({ state: 'idle' }, pool.idleCount);
      g.set({ state: 'waited-for' }, pool.waitingCount);
    });
  }
}
