import type { FastifyInstance } from 'fastify';
import { type Now, toRfc3339OrNull } from '#base/time';
import type { WatchState } from '#contract/operations';
import { judge, worstOf } from './judge.ts';
import { watchLimits } from './limits.ts';
import { letMonitorIn } from './monitor-door.ts';
import type { WatchReadings } from './read-watch.ts';

/** What monitors from outside ask a server process. */
export interface Monitor {
  readonly token: string | undefined;
  now: Now;
  /** What its watch read last. */
  newest(): WatchReadings | null;
  metrics(): Promise<{ type: string; text: string }>;
}

/** Of an application that nobody watches: tests, and the description of the interface. */
export const unwatched: Monitor = {
  token: undefined,
  now: () => 0,
  newest: () => null,
  metrics: async () => ({ type: 'text/plain', text: '' }),
};

/** A watch that has not looked for this long sleeps itself, in milliseconds. */
const longestLook = 60_000;

interface Health {
  state: WatchState;
  /** When the watch of this process last looked; null: it has not yet. */
  lookedAt: string | null;
  alarms: { subject: string; level: string }[];
}

/** How everything stands, as this process sees it. */
export function healthOf(readings: WatchReadings | null, now: number): Health {
  const findings: { subject: string; level: 'yellow' | 'red' }[] = readings
    ? judge(readings, watchLimits)
    : [];
  if (readings && now - readings.now > longestLook) findings.push({ subject: 'loop:watch', level: 'red' });
  return {
    state: worstOf(findings),
    lookedAt: toRfc3339OrNull(readings?.now ?? null),
    alarms: findings.map(({ subject, level }) => ({ subject, level })),
  };
}

/** `GET /metrics` for Prometheus, and `GET /healthz/watch`: 503 as soon as something grave is found. */
export function registerMonitorRoutes(app: FastifyInstance, monitor: Monitor): void {
  const options = { schema: { hide: true }, config: { access: 'everybody' as const } };
  app.get('/metrics', options, async (request, reply) => {
    letMonitorIn(request, monitor.token);
    const { type, text } = await monitor.metrics();
    return reply.header('cache-control', 'no-store').type(type).send(text);
  });
  app.get('/healthz/watch', options, async (request, reply) => {
    letMonitorIn(request, monitor.token);
    const health = healthOf(monitor.newest(), monitor.now());
    return reply
      .header('cache-control', 'no-store')
      .code(health.state === 'red' ? 503 : 200)
      .send(health);
  });
}
