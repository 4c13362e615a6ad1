import type { Instant } from '#base/time';

/** The counters of every roll-up, in the order of their columns. */
export const counterNames = [
  'opened',
  'closed',
  'closed_late',
  'notice',
  'yellow',
  'red',
  'yellow_ended',
  'red_ended',
  'corrections_issued',
  'corrections_ended',
] as const;
export type CounterName = (typeof counterNames)[number];

/** What one counted fact adds, and where it is counted. */
export interface Delta {
  city: number;
  /** Days since 1970-01-01 in the installation's time zone. */
  day: number;
  region: number;
  organId: number;
  itemId: number;
  counter: CounterName;
}

/** Offset of Asia/Shanghai, the zone of every installation in the province; no daylight saving since 1991. */
const installationOffset = 8 * 3_600_000;

/** The civil day on which something is counted. */
export function dayOf(instant: Instant): number {
  return Math.floor((instant + installationOffset) / 86_400_000);
}

/** Sums deltas by their full key, so that a batch touches each row of the cube once. */
export class Tally {
  readonly rows = new Map<string, { delta: Delta; counts: number[] }>();

  add(delta: Delta, n = 1): void {
    const key = `${delta.city}|${delta.day}|${delta.region}|${delta.organId}|${delta.itemId}`;
    let row = this.rows.get(key);
    if (!row) {
      row = { delta, counts: counterNames.map(() => 0) };
      this.rows.set(key, row);
    }
    const index = counterNames.indexOf(delta.counter);
    row.counts[index] = (row.counts[index] ?? 0) + n;
  }
}
