import type { z } from 'zod';
import type { Queries } from '#base/db';
import { type Instant, toRfc3339, toRfc3339OrNull } from '#base/time';
import type { Operations, operationsApi, WatchState } from '#contract/operations';
import { alertLevels } from '#spine/alerts/alert-queries';
import { alarmName, partsOf } from './alarm-words.ts';
import {
  ageOfLoop,
  type Finding,
  judge,
  percentFree,
  servedSince,
  stateOfDisk,
  stateOfProcess,
  worstOf,
} from './judge.ts';
import { watchLimits } from './limits.ts';
import type { WatchReadings } from './read-watch.ts';

/** How the system runs, by the limits, for the page and for commands. */
export function operationsView(readings: WatchReadings): Operations {
  const findings = judge(readings, watchLimits);
  const { now, checkpoint, importsRunning, schema } = readings;
  return {
    asOf: toRfc3339(now),
    state: worstOf(findings),
    loops: loopsOf(readings, findings),
    queues: queuesOf(readings, findings),
    processes: readings.processes.map(({ startedAt, seenAt, stoppedAt, ...one }) => ({
      ...one,
      state: stateOfProcess({ ...one, startedAt, seenAt, stoppedAt }, now, watchLimits),
      startedAt: toRfc3339(startedAt),
      seenAt: toRfc3339(seenAt),
      stoppedAt: toRfc3339OrNull(stoppedAt),
      diskState: stateOfDisk(percentFree(one), watchLimits),
    })),
    checkpoint: checkpoint && { size: checkpoint.size, signedAt: toRfc3339(checkpoint.signedAt) },
    importsRunning,
    schema,
  };
}

const stateIn = (findings: readonly Finding[], subject: string): WatchState =>
  findings.find((one) => one.subject === subject)?.level ?? 'fine';

const loopsOf = (readings: WatchReadings, findings: readonly Finding[]): Operations['loops'] =>
  Object.entries(watchLimits.loops).map(([code, { name, limitSeconds }]) => {
    const found = readings.loops.find((one) => one.name === code);
    const succeededAt = found?.succeededAt ?? null;
    return {
      code,
      name,
      state: stateIn(findings, `loop:${code}`),
      succeededAt: toRfc3339OrNull(succeededAt),
      ageSeconds: ageOfLoop(succeededAt, servedSince(readings, watchLimits), readings.now),
      limitSeconds,
      failures: found?.failures ?? 0,
    };
  });

const age = (since: Instant | null, now: Instant) =>
  since === null ? null : Math.max(0, (now - since) / 1_000);

const queuesOf = ({ queues, now }: WatchReadings, findings: readonly Finding[]): Operations['queues'] =>
  Object.entries(watchLimits.queues).map(([code, { name, limitSeconds }]) => {
    const found = queues.find((one) => one.name === code);
    return {
      code,
      name,
      state: stateIn(findings, `queue:${code}`),
      waiting: found?.waiting ?? 0,
      ageSeconds: age(found?.since ?? null, now),
      limitSeconds,
    };
  });

interface AlarmRow {
  id: number;
  subject: string;
  level: number;
  began_at: Instant;
  ended_at: Instant | null;
  value: number;
  bound: number;
}

/** Alarms, newest first. */
export async function listAlarms(
  db: Queries,
  { page, pageSize, standing }: z.output<NonNullable<typeof operationsApi.listAlarms.query>>,
): Promise<z.input<typeof operationsApi.listAlarms.response>> {
  const where =
    standing === undefined ? 'true' : standing === 'true' ? 'ended_at IS NULL' : 'ended_at IS NOT NULL';
  const { rows: counts } = await db.query<{ total: number; standing: number }>(
    `SELECT count(*) FILTER (WHERE ${where})::int AS total, count(*) FILTER (WHERE ended_at IS NULL)::int AS standing FROM watch_alarm`,
  );
  const { rows } = await db.query<AlarmRow>(
    `SELECT id, subject, level, began_at, ended_at, value, bound FROM watch_alarm WHERE ${where}
     ORDER BY began_at DESC, id DESC LIMIT $1 OFFSET $2`,
    [pageSize, (page - 1) * pageSize],
  );
  return {
    rows: rows.map(({ id, subject, level, began_at: began, ended_at: ended, value, bound }) => ({
      id: String(id),
      kind: partsOf(subject).kind,
      name: alarmName(subject),
      level: alertLevels[level - 1]!,
      beganAt: toRfc3339(began),
      endedAt: toRfc3339OrNull(ended),
      value,
      limit: bound,
    })),
    ...counts[0]!,
    page,
    pageSize,
  };
}
