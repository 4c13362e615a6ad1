import { repeat } from '#base/repeat';
import type { Instant } from '#base/time';
import { startClock } from '#spine/clocks/clock-state';
import { dueOf } from '#spine/clocks/due';
import { actOnPart } from '#spine/platform/part-commands';
import type { Spine } from '#spine/spine';
import type { ApplicationState } from './application.ts';
import { limits } from './limits.ts';
import { untoldWholes } from './store.ts';

const pauseMs = 60_000;
/** Told while the last day still runs, and not a minute after it. */
const beforeMs = 3_600_000;
const system = { actor: 'system', roles: new Set(['system'] as const) };

/** When what is asked for has to be told at the latest: five working days after the first part that asks began. */
function latestTelling(spine: Spine, state: ApplicationState, organId: number): Instant | null {
  const began = state.parts.flatMap(({ untold, since }) => (untold && since !== null ? [since] : []));
  if (began.length === 0) return null;
  const organ = spine.registry.organById(organId);
  const calendar = spine.registry.calendar(organ.calendar);
  const clock = startClock({
    kind: 'telling',
    at: Math.min(...began),
    limit: { n: limits.telling.n, unit: limits.telling.unit },
    calendar,
    zone: organ.timeZone,
    periods: organ.workPeriods,
  });
  return dueOf(clock, calendar).dueAt;
}

/**
 * Tells applicants what has to be corrected though an organ has not spoken yet, when the time for telling runs out: its silence
 * is acceptance (Administrative Licensing Law art. 32). Returns how many were told.
 */
export async function tellAtLimit(spine: Spine): Promise<number> {
  let told = 0;
  for (const { state, organId, ...key } of await untoldWholes(spine.pool)) {
    const latest = latestTelling(spine, state, organId);
    if (latest === null || spine.now() < latest - beforeMs) continue;
    await actOnPart(spine, key, { action: 'tell-corrections', values: {} }, system);
    told += 1;
  }
  return told;
}

/** Looks every minute; returns how to stop it. */
export const keepTelling = (spine: Spine): (() => Promise<void>) =>
  repeat({
    name: 'joint-corrections',
    pauseMs,
    work: () => tellAtLimit(spine),
    failed: (error) => spine.log.error('corrections could not be told', error),
  });
