import type { Instant } from '#base/time';
import type { Finding, Judged } from '#spine/alerts/rule';
import { act, clue } from './clue.ts';
import { bulkBackfill } from './records.ts';

/**
 * Whether this step is the one with which its actor does more than `mostSteps` steps in `withinMinutes`.
 * A burst trips once: not again while the step before had tripped it or gone on with it.
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
  if (count < most || at - times[count - most]! > within) return false;
  return count === most || times[count - 1]! - times[count - 1 - most]! > within;
}

/** The same as a finding of BULK_BACKFILL about the step that is being judged. */
export function paceFinding(
  judged: Judged,
  times: readonly Instant[],
  parameters: Readonly<Record<string, number>>,
): Finding | null {
  if (!judgePace(times, judged.at, parameters)) return null;
  const evidence = {
    times: parameters.mostSteps! + 1,
    most: parameters.mostSteps!,
    minutes: parameters.withinMinutes!,
    ...act(judged),
  };
  return clue(bulkBackfill, judged, evidence, 'pace');
}
