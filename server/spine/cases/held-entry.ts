import type { Instant } from '#base/time';
import type { CaseEvent } from '#contract/events';

/** What gives a case more time. */
export type TimeGivingEvent = Extract<CaseEvent, { type: 'case.paused' | 'case.extended' }>;

/** An extension or a pause that was entered late: recorded, and without effect on any clock until a second person confirms it. */
export interface HeldEntry {
  /** Number of the entry within its case. */
  seq: number;
  /** When it was recorded. */
  at: Instant;
  /** When the source says that it happened. */
  claimed: Instant;
  event: TimeGivingEvent;
}
