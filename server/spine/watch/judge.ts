import type { WatchState } from '#contract/operations';
import type { Instant } from '#base/time';
import type { WatchLimits } from './limits.ts';

/** What is known of the system at one moment; `null` times: never. */
export interface Readings {
  now: Instant;
  processes: readonly ProcessReading[];
  loops: readonly { name: string; succeededAt: Instant | null; failures: number }[];
  /** `since`: when the oldest that waits came to wait. */
  queues: readonly { name: string; waiting: number; since: Instant | null }[];
}

export interface ProcessReading {
  name: string;
  startedAt: Instant;
  seenAt: Instant;
  stoppedAt: Instant | null;
  diskFree: number;
  diskTotal: number;
}

/** Something that is not as it should be. `value` and `bound`: seconds, or percent that are free. */
export interface Finding {
  /** Kind and name, such as `loop:ticker`. */
  subject: string;
  level: 'yellow' | 'red';
  value: number;
  bound: number;
}

export type ProcessState = 'running' | 'silent' | 'stopped';

const seconds = (from: Instant, to: Instant) => Math.max(0, (to - from) / 1_000);

export function stateOfProcess(
  { seenAt, stoppedAt }: ProcessReading,
  now: Instant,
  limits: WatchLimits,
): ProcessState {
  if (stoppedAt !== null) return 'stopped';
  return seconds(seenAt, now) > limits.process.silentSeconds ? 'silent' : 'running';
}

/**
 * Since when loops can be expected to run: since the first of the processes that run now was started; null where none runs,
 * and then it is for whoever asks from outside to say so.
 */
export function servedSince({ processes, now }: Readings, limits: WatchLimits): Instant | null {
  const running = processes.filter((one) => stateOfProcess(one, now, limits) === 'running');
  return running.length === 0 ? null : Math.min(...running.map(({ startedAt }) => startedAt));
}

/** Seconds since a loop succeeded, or since somebody serves where that is later. */
export function ageOfLoop(succeededAt: Instant | null, served: Instant | null, now: Instant): number | null {
  return served === null ? null : seconds(Math.max(succeededAt ?? served, served), now);
}

export const percentFree = ({ diskFree, diskTotal }: { diskFree: number; diskTotal: number }): number =>
  diskTotal > 0 ? (diskFree / diskTotal) * 100 : 100;

export function stateOfDisk(free: number, { disk }: WatchLimits): WatchState {
  if (free < disk.redBelowPercent) return 'red';
  return free < disk.yellowBelowPercent ? 'yellow' : 'fine';
}

/** Everything that is not as it should be, by the limits. Pure: time is given. */
export function judge(readings: Readings, limits: WatchLimits): Finding[] {
  const { now, loops, queues, processes } = readings;
  const served = servedSince(readings, limits);
  const findings: Finding[] = [];
  const late = (
    kind: string,
    name: string,
    age: number | null,
    of: { limitSeconds: number | null; level: Finding['level'] },
  ) => {
    if (age !== null && of.limitSeconds !== null && age > of.limitSeconds)
      findings.push({ subject: `${kind}:${name}`, level: of.level, value: age, bound: of.limitSeconds });
  };
  for (const [name, limit] of Object.entries(limits.loops)) {
    const found = loops.find((one) => one.name === name);
    late('loop', name, ageOfLoop(found?.succeededAt ?? null, served, now), limit);
  }
  for (const { name, since } of queues) {
    const limit = limits.queues[name];
    // What came to wait while nobody served is given its time, as the loops are that take it away.
    if (limit && since !== null) late('queue', name, seconds(Math.max(since, served ?? since), now), limit);
  }
  for (const one of processes) {
    const state = stateOfProcess(one, now, limits);
    if (state === 'silent')
      late('process', one.name, seconds(one.seenAt, now), {
        limitSeconds: limits.process.silentSeconds,
        level: 'yellow',
      });
    if (state !== 'running') continue;
    const free = percentFree(one);
    const disk = stateOfDisk(free, limits);
    if (disk !== 'fine') {
      const bound = disk === 'red' ? limits.disk.redBelowPercent : limits.disk.yellowBelowPercent;
      findings.push({ subject: `disk:${one.name}`, level: disk, value: free, bound });
    }
  }
  return findings;
}

/** The worst of some findings. */
export function worstOf(findings: readonly { level: 'yellow' | 'red' }[]): WatchState {
  if (findings.some(({ level }) => level === 'red')) return 'red';
  return findings.length > 0 ? 'yellow' : 'fine';
}
