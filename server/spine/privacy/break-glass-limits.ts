import path from 'node:path';
import { z } from 'zod';
import type { Instant } from '#base/time';
import { limit, type Limit } from '#contract/catalogue';
import { readReferenceFile, referenceHead } from '#spine/calendar/reference-folder';
import type { WorkingCalendar } from '#spine/calendar/working-days';
import { startClock } from '#spine/clocks/clock-state';
import { dueOf } from '#spine/clocks/due';

const limitsFile = z.object({
  ...referenceHead,
  /** Different people who must approve, none of them the asker. */
  approvers: z.number().int().min(2).max(5),
  /** From the request to its lapse without enough approvals. */
  lapse: limit,
  /** From the last approval to the end of the access. */
  timeBox: limit,
  /** From the end of the access to its review. */
  review: limit,
});
export type BreakGlassLimits = z.infer<typeof limitsFile>;

const shipped = path.join(import.meta.dirname, '../../../reference/privacy/break-glass.json');

/** Reads the times of break-glass access. @throws Refusal naming the field that is at fault */
export function readBreakGlassLimits(file = shipped): BreakGlassLimits {
  return readReferenceFile(limitsFile, file);
}

/** The times of one request, in the calendar that counts for it. */
export interface BreakGlassTimes {
  approvers: number;
  lapsesAt(asked: Instant): Instant;
  endsAt(opened: Instant): Instant;
  reviewDueAt(ended: Instant): Instant;
}

export function breakGlassTimes(limits: BreakGlassLimits, calendar: WorkingCalendar): BreakGlassTimes {
  const after = (given: Limit) => (at: Instant) => {
    const clock = startClock({ kind: 'break-glass', at, limit: given, calendar });
    // Only a paused clock has no due time, and this one never stands still.
    return dueOf(clock, calendar).dueAt!;
  };
  return {
    approvers: limits.approvers,
    lapsesAt: after(limits.lapse),
    endsAt: after(limits.timeBox),
    reviewDueAt: after(limits.review),
  };
}
