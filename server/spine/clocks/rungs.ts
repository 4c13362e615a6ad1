import type { Instant } from '#base/time';
import type { CardPolicy, CardRung, Clock, Rung } from '#contract/clock';
import type { WorkingCalendar } from '#spine/calendar/working-days';
import { advance, type Frame, instantAt, type Position, scaleOf } from '#spine/clocks/position';
import { type Due, isLate } from '#spine/clocks/due';
import { isProvisional, type Settlement, settle } from '#spine/clocks/settle';

export interface Schedule extends Due {
  /** In order of time; empty while the clock stands still. */
  rungs: Rung[];
}

function instantOfRung(frame: Frame, due: Position, { offset, at }: CardRung): Instant {
  const { calendar, zone, plan } = frame;
  const { n, unit } = offset;
  if (scaleOf(unit) > 1) return instantAt(zone, n === 0 ? due : advance(frame, unit, due, n * scaleOf(unit)));
  let day = due.day;
  if (n !== 0) day = unit === 'working-day' ? calendar.addWorkingDays(day, n) : day + n;
  if (n === 0 && at === 'same-time') return instantAt(zone, due);
  return instantAt(zone, { day, time: at === 'day-start' ? plan.begins : due.time, at: null });
}

/** Working days of the budget itself, without what pauses have given back. */
function budgetDays({ frame, start, pausedIn, paused }: Settlement, due: Position): number {
  const span = frame.calendar.workingDaysBetween(start.day, due.day);
  return pausedIn === 'working-day' ? span - paused : span;
}

function rungOf(
  clock: Clock,
  settlement: Settlement,
  due: Position,
  dueAt: Instant,
  card: CardRung,
): Rung | null {
  if (card.onlyLonger && budgetDays(settlement, due) <= card.onlyLonger.n) return null;
  let at = instantOfRung(settlement.frame, due, card);
  if (at < clock.startedAt) {
    if (card.beforeStart === 'drop') return null;
    at = clock.startedAt;
  }
  const rung = {
    code: card.code,
    rule: card.rule,
    level: card.level,
    at,
    onLateStop: card.onLateStop,
    lateStop: false,
  };
  const { stoppedAt } = clock;
  if (stoppedAt === null || at < stoppedAt) return rung;
  if (!card.onLateStop || !isLate(clock, dueAt, stoppedAt)) return null;
  return { ...rung, at: stoppedAt, lateStop: true };
}

/** Puts a rung in its place; policies list them in order, so it is nearly always the last. */
function place(rungs: Rung[], rung: Rung): void {
  let i = rungs.length;
  for (; i > 0 && rungs[i - 1]!.at > rung.at; i--) rungs[i] = rungs[i - 1]!;
  rungs[i] = rung;
}

/**
 * Due time and warnings of a clock in one pass. Of a clock that has stopped only those rungs remain whose
 * time came before the stop, and those that a late stop fires itself.
 *
 * The times follow from what is known now: after a pause they lie later than before it. A rung that has
 * fired stays fired, which is the business of whoever keeps (clock, rung).
 */
export function scheduleOf(clock: Clock, policy: CardPolicy, calendar: WorkingCalendar): Schedule {
  const settlement = settle(clock, calendar);
  const { due, dueAt } = settlement;
  const rungs: Rung[] = [];
  if (due !== null && dueAt !== null)
    for (const card of policy.rungs) {
      const rung = rungOf(clock, settlement, due, dueAt, card);
      if (rung) place(rungs, rung);
    }
  return { dueAt, provisional: isProvisional(settlement), rungs };
}

/** The warnings of a clock in order of time (see `scheduleOf`). */
export const rungsOf = (clock: Clock, policy: CardPolicy, calendar: WorkingCalendar): Rung[] =>
  scheduleOf(clock, policy, calendar).rungs;
