import type { Instant } from '#base/time';
import type { Clock, ClockExtension, ClockPause, LimitUnit } from '#contract/clock';
import type { WorkingCalendar } from '#spine/calendar/working-days';
import { type Zone, zoneOf } from '#spine/calendar/zone';
import { type DayPlan, dayMs, dayPlan } from '#spine/clocks/day-plan';
import {
  advance,
  endPositionOf,
  type Frame,
  instantAt,
  measure,
  type Position,
  positionOf,
  rollToWork,
  scaleOf,
} from '#spine/clocks/position';

/** A stretch of budget, with extensions in the same unit added in, months and years as months. */
export interface Piece {
  unit: LimitUnit;
  /** Milliseconds for the units of hours. */
  amount: number;
}

/** What became of one pause or extension. One that begins after the due time has passed moves nothing. */
export interface LedgerEntry {
  at: Instant;
  pause?: ClockPause;
  extension?: ClockExtension;
  counted: boolean;
  /** What a pause gives back, on the scale of the settlement's `pausedIn`; null while it lasts. */
  givenBack: number | null;
}

/** A clock worked out: where it began, what it was given, and where that ends. */
export interface Settlement {
  frame: Frame;
  /** The start as it was recorded and, for working units, rolled into the work periods. */
  recorded: Position;
  start: Position;
  /** Where the pieces are laid on from: the start, or the due time that the source gave. */
  base: Position;
  pieces: Piece[];
  pausedIn: LimitUnit;
  paused: number;
  entries: readonly LedgerEntry[];
  rollEnd: boolean;
  /** The last day before it rolled off a day without work (only with `rollEnd`); null while a pause is open. */
  unrolled: Position | null;
  due: Position | null;
  dueAt: Instant | null;
}

const nothing: readonly LedgerEntry[] = [];
const isWorking = (unit: LimitUnit) => unit === 'working-day' || unit === 'working-hour';
const ofMonths = (unit: LimitUnit) => unit === 'month' || unit === 'year';

const pieceOf = (unit: LimitUnit, n: number): Piece =>
  ofMonths(unit)
    ? { unit: 'month', amount: unit === 'year' ? n * 12 : n }
    : { unit, amount: n * scaleOf(unit) };

function addPiece(pieces: Piece[], unit: LimitUnit, n: number): void {
  const piece = pieceOf(unit, n);
  const last = pieces.at(-1);
  if (last?.unit === piece.unit) last.amount += piece.amount;
  else pieces.push(piece);
}

/** Pauses of day budgets give back whole days, those of months and years too. */
const givenBackIn = (unit: LimitUnit): LimitUnit => (ofMonths(unit) ? 'calendar-day' : unit);

function dayEndOf(clock: Clock, plan: DayPlan, base: Position): number {
  if ('due' in clock.limit || clock.dayEnds === 'time-of-day') return base.time;
  return clock.dayEnds === 'midnight' ? dayMs : plan.ends;
}

function begin(clock: Clock, calendar: WorkingCalendar, zone: Zone): Settlement {
  const { limit } = clock;
  const plan = dayPlan(clock.periods);
  const frame: Frame = { calendar, zone, plan, dayEnd: dayMs };
  const recorded = positionOf(zone, clock.startedAt);
  const given = 'due' in limit;
  const rolls = !given && clock.periods !== null && clock.periods.length > 0 && isWorking(limit.unit);
  const start = rolls ? rollToWork(frame, recorded) : recorded;
  const base = given ? endPositionOf(zone, limit.due) : start;
  frame.dayEnd = dayEndOf(clock, plan, base);
  return {
    frame,
    recorded,
    start,
    base,
    pieces: given ? [] : [pieceOf(limit.unit, limit.n)],
    pausedIn: givenBackIn(given ? (limit.pausedIn ?? 'hour') : limit.unit),
    paused: 0,
    entries: nothing,
    rollEnd: !given && limit.rollEnd === true,
    unrolled: null,
    due: null,
    dueAt: null,
  };
}

/** A last day counted in calendar days or months that is no working day rolls on (Civil Code art. 203). */
function endRolls({ rollEnd, pieces }: Settlement): boolean {
  const last = pieces.at(-1)?.unit;
  return rollEnd && (last === 'calendar-day' || last === 'month');
}

/** A stretch of the way from the start to the last day, in one unit. */
export interface Span {
  unit: LimitUnit;
  from: Position;
  to: Position;
}

function step(frame: Frame, unit: LimitUnit, from: Position, amount: number, spans: Span[] | null): Position {
  const to = advance(frame, unit, from, amount);
  if (spans) spans.push({ unit, from, to });
  return to;
}

/**
 * Lays the pieces end to end. What pauses give back follows the first, in the same unit. (No function is made
 * inside: this runs for every event, and the loader names each one it meets, at half a microsecond.)
 */
function walk(clock: Clock, settlement: Settlement, spans: Span[] | null): Position {
  const { frame, base, pieces, pausedIn, paused } = settlement;
  const given = 'due' in clock.limit;
  let position = base;
  if (given && paused > 0) position = step(frame, pausedIn, position, paused, spans);
  for (let i = 0; i < pieces.length; i++) {
    position = step(frame, pieces[i]!.unit, position, pieces[i]!.amount, spans);
    if (i === 0 && !given && paused > 0) position = step(frame, pausedIn, position, paused, spans);
  }
  return position;
}

/** The way of a settled clock, stretch by stretch. */
export function spansOf(clock: Clock, settlement: Settlement): Span[] {
  const spans: Span[] = [];
  walk(clock, settlement, spans);
  return spans;
}

function layOut(clock: Clock, settlement: Settlement): void {
  const { frame } = settlement;
  let position = walk(clock, settlement, null);
  settlement.unrolled = position;
  if (endRolls(settlement)) {
    const day = frame.calendar.nextWorkingDay(position.day);
    if (day !== position.day) position = { ...position, day, at: null };
  }
  settlement.dueAt = instantAt(frame.zone, position);
  settlement.due = position.time > 0 ? position : { day: position.day - 1, time: dayMs, at: position.at };
}

/** Pauses and extensions in order of time; at the same instant in the order in which they were recorded. */
function ledgerOf(clock: Clock): LedgerEntry[] {
  const entries: LedgerEntry[] = [
    ...clock.extensions.map((extension) => ({ at: extension.at, extension, counted: true, givenBack: 0 })),
    ...clock.pauses.map((pause) => ({ at: pause.from, pause, counted: true, givenBack: 0 })),
  ];
  return entries.sort((one, other) => one.at - other.at);
}

function applyLedger(clock: Clock, settlement: Settlement): void {
  const { frame, pausedIn } = settlement;
  const { zone } = frame;
  const entries = ledgerOf(clock);
  let coveredUntil = measure(frame, pausedIn, settlement.start);
  for (const entry of entries) {
    if (settlement.dueAt !== null && entry.at > settlement.dueAt) {
      entry.counted = false;
      continue;
    }
    if (entry.extension) addPiece(settlement.pieces, entry.extension.unit, entry.extension.n);
    if (entry.pause?.to === null) {
      entry.givenBack = null;
      settlement.dueAt = settlement.due = settlement.unrolled = null;
      break;
    }
    if (entry.pause) {
      const from = Math.max(coveredUntil, measure(frame, pausedIn, positionOf(zone, entry.pause.from)));
      const to = measure(frame, pausedIn, positionOf(zone, entry.pause.to));
      entry.givenBack = Math.max(0, to - from);
      settlement.paused += entry.givenBack;
      coveredUntil = Math.max(coveredUntil, to);
    }
    layOut(clock, settlement);
  }
  settlement.entries = entries;
}

/** Works a clock out from its budget, its ledger and the calendar. */
export function settle(clock: Clock, calendar: WorkingCalendar): Settlement {
  const settlement = begin(clock, calendar, zoneOf(clock.zone));
  layOut(clock, settlement);
  if (clock.pauses.length > 0 || clock.extensions.length > 0) applyLedger(clock, settlement);
  return settlement;
}

/** True when a holiday notice that is still to come may move the due time. */
export function isProvisional(settlement: Settlement): boolean {
  const { frame, recorded, base, pieces, pausedIn, paused, due, unrolled } = settlement;
  if (!due || !unrolled) return false;
  let counts = paused > 0 && isWorking(pausedIn);
  for (const piece of pieces) counts ||= isWorking(piece.unit);
  if (counts) return frame.calendar.provisionalBetween(Math.min(recorded.day, base.day), due.day);
  return endRolls(settlement) && frame.calendar.provisionalBetween(unrolled.day, due.day);
}
