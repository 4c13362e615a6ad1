import { z } from 'zod';
import { alertLevel } from '#contract/alerts';
import { endpoint, pageOf, paging } from '#contract/endpoint';
import { bilingual } from '#contract/text';

/** What is watched of the system itself: a loop, a queue, the disk of a process, a process, and whether anybody watched at all. */
export const watchedKinds = ['loop', 'queue', 'disk', 'process', 'gap'] as const;

/** `fine`, or the level of the alarm that stands. Never told by colour alone. */
export const watchState = z.enum(['fine', 'yellow', 'red']);
export type WatchState = z.infer<typeof watchState>;

const named = { code: z.string(), name: bilingual, state: watchState };

/** Work that is done again and again, and when it last succeeded in any process. */
export const watchedLoop = z.object({
  ...named,
  succeededAt: z.iso.datetime().nullable(),
  /** Seconds since then, or since somebody serves where that is later; null: nobody serves. */
  ageSeconds: z.number().nullable(),
  limitSeconds: z.number(),
  /** Failures since the last success. */
  failures: z.number().int(),
});

/** What waits, and for how long the oldest has. */
export const watchedQueue = z.object({
  ...named,
  waiting: z.number().int(),
  ageSeconds: z.number().nullable(),
  limitSeconds: z.number().nullable(),
});

export const serverProcess = z.object({
  /** Host and port. */
  name: z.string(),
  /** `silent`: it has neither been seen lately nor stopped in order. */
  state: z.enum(['running', 'silent', 'stopped']),
  version: z.string(),
  /** The newest migration that it knows. */
  schema: z.string(),
  node: z.string(),
  startedAt: z.iso.datetime(),
  seenAt: z.iso.datetime(),
  stoppedAt: z.iso.datetime().nullable(),
  /** Of the data folder, in bytes. */
  diskFree: z.number(),
  diskTotal: z.number(),
  diskState: watchState,
  /** Open live streams, and connections of the pool: in use, waited for. */
  streams: z.number().int(),
  connections: z.number().int(),
  connectionsWaitedFor: z.number().int(),
});

export const watchAlarm = z.object({
  id: z.string(),
  kind: z.enum(watchedKinds),
  /** What it is about, in words. */
  name: bilingual,
  level: alertLevel,
  beganAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  /** What was measured when it began, and the limit: seconds, or percent of a disk that are free. */
  value: z.number(),
  limit: z.number(),
});
export type WatchAlarm = z.infer<typeof watchAlarm>;

export const operations = z.object({
  asOf: z.iso.datetime(),
  state: watchState,
  loops: z.array(watchedLoop),
  queues: z.array(watchedQueue),
  processes: z.array(serverProcess),
  /** Leaves of the newest checkpoint and when it was signed; null: there is none yet. */
  checkpoint: z.object({ size: z.number().int(), signedAt: z.iso.datetime() }).nullable(),
  importsRunning: z.number().int(),
  /** The newest migration of the database. */
  schema: z.string(),
});
export type Operations = z.infer<typeof operations>;

export const operationsApi = {
  getOperations: endpoint({
    method: 'GET',
    path: '/api/operations',
    summary: 'How the system itself runs: loops, queues, checkpoint, disk, processes',
    face: 'workbench',
    access: 'operations.read',
    response: operations,
  }),
  listAlarms: endpoint({
    method: 'GET',
    path: '/api/operations/alarms',
    summary: 'Alarms about the system itself, newest first',
    face: 'workbench',
    access: 'operations.read',
    query: z.object({ ...paging, standing: z.enum(['true', 'false']).optional() }),
    response: pageOf(watchAlarm).extend({ standing: z.number().int() }),
  }),
};
