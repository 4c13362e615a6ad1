import { z } from 'zod';
import { alertLevel } from '#contract/alerts';
import { limitUnit, workPeriods } from '#contract/catalogue';
import { bilingual, civilDate, code } from '#contract/text';

/** Milliseconds since 1970-01-01T00:00:00Z. */
export const instant = z.number().int();

export type LimitUnit = z.infer<typeof limitUnit>;
export type WorkPeriods = z.infer<typeof workPeriods>;

/**
 * When the last day of a budget ends: with the last work period, at 24:00, or at the time of day of the
 * start (logs whose deadlines keep the time). Without work periods the first means 24:00 as well.
 */
export const dayEnds = z.enum(['work-period', 'midnight', 'time-of-day']);
export type DayEnds = z.infer<typeof dayEnds>;

const amount = z.number().int().min(1).max(3650);

/** A budget, or a due time that the source itself gives; pauses shift the latter by `pausedIn` (elapsed time). */
export const clockLimit = z.union([
  z.object({ n: amount, unit: limitUnit, rollEnd: z.boolean().optional() }),
  z.object({ due: instant, givenBy: z.string().min(1), pausedIn: limitUnit.optional() }),
]);
export type ClockLimit = z.infer<typeof clockLimit>;

export const clockExtension = z.object({ at: instant, n: amount, unit: limitUnit, basis: z.string() });
export type ClockExtension = z.infer<typeof clockExtension>;

/** One entry of the pause ledger; `to` is null while the clock stands still. */
export const clockPause = z.object({
  from: instant,
  to: instant.nullable(),
  kind: z.string(),
  basis: z.string(),
  expectedDays: z.number().int().min(1).optional(),
});
export type ClockPause = z.infer<typeof clockPause>;

/** A clock: what it was given and what happened to it. Its due time is derived, never stored as a fact. */
export const clock = z.object({
  kind: code,
  startedAt: instant,
  limit: clockLimit,
  extensions: z.array(clockExtension),
  pauses: z.array(clockPause),
  stoppedAt: instant.nullable(),
  calendar: code,
  calendarVersion: z.number().int().min(1),
  /** IANA name. */
  zone: z.string().min(1),
  periods: workPeriods.nullable(),
  dayEnds,
});
export type Clock = z.infer<typeof clock>;

/** Whether a rule was found in a measure in force somewhere, or is this system's own proposal. */
const certainty = z.enum(['found', 'proposed']);

/** One rung of a ladder of warnings, placed by its distance from the due time. */
export const cardRung = z.object({
  /** Unique within the policy; (clock, rung) fires once. */
  code,
  rule: z.enum(['EXPIRING', 'OVERDUE', 'OVERDUE_LONG']),
  level: alertLevel,
  /** Negative is before the due time. */
  offset: z.object({
    n: z.number().int().min(-3650).max(3650),
    unit: z.enum(['hour', 'working-hour', 'calendar-day', 'working-day']),
  }),
  /** Days only: at the due time's own time of day, or when that day's work begins. */
  at: z.enum(['same-time', 'day-start']).default('same-time'),
  /** What becomes of a rung that would come before the clock's start. */
  beforeStart: z.enum(['drop', 'at-start']).default('drop'),
  /** The rung exists only for budgets of more working days than this. */
  onlyLonger: z.object({ n: z.number().int().min(0), unit: z.literal('working-day') }).optional(),
  /** Closing after the due time and before the rung's own time fires it: a late act is late. */
  onLateStop: z.boolean().default(false),
  certainty: certainty.default('proposed'),
});
export type CardRung = z.infer<typeof cardRung>;

/** A card policy: which warning comes when. Colours have no national rule, so this is data of a place. */
export const cardPolicy = z
  .object({
    code,
    version: z.number().int().min(1),
    effectiveFrom: civilDate,
    name: bilingual,
    basis: bilingual,
    rungs: z.array(cardRung).min(1).max(20),
    /** Cards that follow an order or a decision rather than a clock; described, not computed here. */
    byOrder: z
      .array(z.object({ code, level: alertLevel, after: code, text: bilingual, certainty }))
      .default([]),
  })
  .superRefine((policy, context) => {
    const known = new Set<string>();
    policy.rungs.forEach((rung, index) => {
      if (known.has(rung.code))
        context.addIssue({
          code: 'custom',
          path: ['rungs', index, 'code'],
          message: `rung ${rung.code} stands twice`,
        });
      known.add(rung.code);
      if (rung.onLateStop && rung.offset.n < 0)
        context.addIssue({
          code: 'custom',
          path: ['rungs', index, 'onLateStop'],
          message: 'only for a rung at or after the due time',
        });
    });
  });
export type CardPolicy = z.infer<typeof cardPolicy>;
export type CardPolicyInput = z.input<typeof cardPolicy>;

/** A rung of one clock with its time. `lateStop`: fired by a late closing before its own time came. */
export const rung = z.object({
  code,
  rule: cardRung.shape.rule,
  level: alertLevel,
  at: instant,
  onLateStop: z.boolean(),
  lateStop: z.boolean(),
});
export type Rung = z.infer<typeof rung>;
