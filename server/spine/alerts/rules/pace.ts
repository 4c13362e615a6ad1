import type { Instant } from '#base/time';

/**
 * The half of BULK_BACKFILL that looks beyond one case: whether this step is the one with which its actor
 * does more than `mostSteps` steps in `withinMinutes`. A burst trips once: not again while the step before had tripped it or gone on with it. A step that lies
 * before one that is known already (a log told case by case) is not judged: its neighbours may be forgotten.
 * @param times the actor's steps before this one, ascending; the last `mostSteps + 1` suffice
 */
export function judgePace(
  times: readonly Instant[],
  at: Instant,
  parameters: Readonly<Record<string, number>>,
): boolean {
  const most = parameters.mostSteps!;
  const within = parameters.withinMinutes! * 60_000;
  const count = times.length;
  if (count < most || times[count - 1]! > at || at - times[count - most]! > within) return false;
  return count === most || times[count - 1]! - times[count - 1 - most]! > within;
}
