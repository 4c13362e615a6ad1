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

/** The place of a counter in `counterNames`. */
export const counterPlace = (counter: CounterName): number => counterNames.indexOf(counter);

/** What a fact adds to a counter, or takes away from it, and where it is counted. */
export interface Count {
  /** Days since 1970-01-01 in the installation's time zone. */
  day: number;
  region: number;
  organId: number;
  itemId: number;
  counter: CounterName;
  n: number;
}

/** Offset of Asia/Shanghai, the zone of every installation in the province; no daylight saving since 1991. */
const installationOffset = 8 * 3_600_000;

/** The civil day on which something is counted. */
export function dayOf(instant: Instant): number {
  return Math.floor((instant + installationOffset) / 86_400_000);
}
