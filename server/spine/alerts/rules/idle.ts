import { type Instant, toRfc3339 } from '#base/time';
import type { Item, Limit, Organ } from '#contract/catalogue';
import type { Finding } from '#spine/alerts/rule';
import type { WorkingCalendar } from '#spine/calendar/working-days';
import type { CaseState } from '#spine/cases/case-state';
import { flowIndex } from './flow-index.ts';
import { endOfLimit } from './working-time.ts';

/** The value of `INACTION.percent` in reference/rules/default.json. */
const usualPercent = 50;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Months and years are shared out as days. */
const daysIn = { month: 30, year: 365 };
/** The longest budget that a clock takes. */
const longest = 3650;

interface IdleBudget {
  percent: number;
  limit: Pick<Limit, 'n' | 'unit'>;
  /** No shorter silence can be too long: spares the calendar in almost every case. */
  leastMs: number;
}

const budgets = new WeakMap<Item, IdleBudget>();
let recentItem: Item | null = null;
let recent: IdleBudget | null = null;

function build(item: Item, percent: number): IdleBudget {
  const { n, unit } = flowIndex(item).promise;
  const inDays = unit === 'month' || unit === 'year';
  const whole = inDays ? n * daysIn[unit] : n;
  const share = Math.min(longest, Math.max(1, Math.ceil((whole * percent) / 100)));
  return {
    percent,
    limit: { n: share, unit: inDays ? 'calendar-day' : unit },
    leastMs: leastOf(share, unit),
  };
}

/**
 * A lower bound of what `n` units take. A working day's budget begins within the work periods and ends with
 * them, so it takes whole days; one of calendar days may begin after hours and end earlier the next day. Two
 * hours are taken off for a change of the clocks.
 */
function leastOf(n: number, unit: Limit['unit']): number {
  if (unit === 'hour' || unit === 'working-hour') return n * hourMs;
  return Math.max(0, (unit === 'working-day' ? n : n - 1) * dayMs - 2 * hourMs);
}

function budgetOf(item: Item, percent: number): IdleBudget {
  if (item === recentItem && recent!.percent === percent) return recent!;
  let budget = budgets.get(item);
  if (budget?.percent !== percent) {
    budget = build(item, percent);
    budgets.set(item, budget);
  }
  recentItem = item;
  recent = budget;
  return budget;
}

/**
 * The instant at which INACTION falls due for an open case that was last acted on at `lastAt`: when `percent`
 * of the promise, rounded up to whole units, has passed in the units of the promise. Pauses need no place
 * here: they begin and end with events, so between two events a case is paused all the time or never.
 */
export function idleDeadline(
  lastAt: Instant,
  item: Item,
  calendar: WorkingCalendar,
  organ: Organ,
  percent = usualPercent,
): Instant {
  return endOfLimit(lastAt, budgetOf(item, percent).limit, calendar, organ);
}

/** Whether it is the organ's turn: not ended or decided, not paused, not waiting for the applicant's correction. */
export function awaitsOrgan(state: CaseState): boolean {
  if (state.endedAt !== null || state.decidedAt !== null || state.status === 'correcting') return false;
  for (const pause of state.pauses) if (pause.to === null) return false;
  return true;
}

/** Key of a silence within its case: by its beginning, so that what is no act (a correction, a recalculation) parts it not in two. */
export function silenceKey(lastAt: Instant): string {
  return `INACTION:${lastAt}`;
}

/**
 * The clue that nothing was recorded for too long after the last act of `state`.
 * It says the same whether the ticker or the next event comes upon it.
 */
export function inactionFinding(
  state: CaseState,
  item: Item,
  calendar: WorkingCalendar,
  organ: Organ,
  percent = usualPercent,
): Finding {
  const at = idleDeadline(state.lastAt, item, calendar, organ, percent);
  const { n, unit } = flowIndex(item).promise;
  return {
    rule: 'INACTION',
    key: silenceKey(state.lastAt),
    level: 'yellow',
    at,
    evidence: {
      lastAt: toRfc3339(state.lastAt),
      idleUntil: toRfc3339(at),
      promise: `${n} ${unit}`,
      percent,
    },
  };
}

/** Whether a silence from `lastAt` to `at` can be long enough at all, without asking the calendar. */
export function mayBeIdle(lastAt: Instant, at: Instant, item: Item, percent: number): boolean {
  return at - lastAt >= budgetOf(item, percent).leastMs;
}
