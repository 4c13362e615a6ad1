import type { Instant } from '#base/time';

const hourMs = 3_600_000;
/** China has one time zone and no summer time. */
const offsetMs = 8 * hourMs;
const dayMs = 24 * hourMs;
/** What comes late in the evening still has this long. */
const leastMs = 2 * hourMs;

/** The end of the day in which something came, in Chinese time; of an emergency late in the evening two hours from then. */
export function endOfSameDay(at: Instant): Instant {
  const midnight = (Math.floor((at + offsetMs) / dayMs) + 1) * dayMs - offsetMs;
  return Math.max(midnight - 1000, at + leastMs);
}
