import { z } from 'zod';
import { ticketPriority } from '#contract/services/queue';
import { readReference, referenceHead } from '#spine/calendar/reference-folder';

const count = z.number().int().min(1);
const minutes = z.number().int().min(0).max(1440);

const rulesFile = z.object({
  ...referenceHead,
  slotMinutes: count.max(480),
  /** Days after today for which appointments are made. */
  daysAhead: count.max(60),
  /** Appointments that one telephone may have before it at once. */
  openPerPhone: count,
  cancelBeforeMinutes: minutes,
  checkIn: z.object({ beforeMinutes: minutes, afterMinutes: minutes }),
  /** Whoever misses `count` appointments within `withinDays` makes none for `blockedDays` after the last of them. */
  missed: z.object({ count, withinDays: count, blockedDays: count }),
  /** How much sooner than by its time of arrival a ticket is called. Bounded, so that nobody waits for ever. */
  advanceMinutes: z.record(ticketPriority, minutes),
  transferAdvanceMinutes: minutes,
  waitLimitMinutes: count,
  /** Most stars of a rating that is put to the organ. */
  lowRating: z.number().int().min(0).max(4),
  /** The pace is the median of the last so many handled tickets, or what is assumed while there are none. */
  pace: z.object({ tickets: count, assumedMinutes: count }),
  /** Requests of one address. */
  rate: z.object({ requests: count, perSeconds: count }),
});
export type QueueRules = z.infer<typeof rulesFile>;

/** Lengths, limits and priorities of appointments and queues, with their basis (reference/services/queue.json). */
export const queueRules: QueueRules = readReference(rulesFile, 'services/queue.json');
