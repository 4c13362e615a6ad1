import type { Instant } from '#base/time';
import type { LimitUnit } from '#contract/clock';
import { addMonths, type EpochDay } from '#spine/calendar/civil-date';
import type { WorkingCalendar } from '#spine/calendar/working-days';
import type { Zone } from '#spine/calendar/zone';
import { type DayPlan, dayMs, nextPeriod, timeWorked, workedUntil } from '#spine/clocks/day-plan';

/** A civil moment: a day and the time since its midnight. 24:00 belongs to the day that ends with it. */
export interface Position {
  day: EpochDay;
  time: number;
  /** The instant, where it is known: a doubled hour of daylight saving has two for one civil time. */
  at: Instant | null;
}

/** All that arithmetic with one clock needs to know of its surroundings. */
export interface Frame {
  calendar: WorkingCalendar;
  zone: Zone;
  plan: DayPlan;
  /** The time of day at which a last day ends. */
  dayEnd: number;
}

export function positionOf(zone: Zone, at: Instant): Position {
  const local = zone.localOf(at);
  const day = Math.floor(local / dayMs);
  return { day, time: local - day * dayMs, at };
}

/** The same for an end: midnight is 24:00 of the day before. */
export function endPositionOf(zone: Zone, at: Instant): Position {
  const local = zone.localOf(at);
  const day = Math.floor((local - 1) / dayMs);
  return { day, time: local - day * dayMs, at };
}

export const instantAt = (zone: Zone, position: Position): Instant =>
  position.at ?? zone.instantOf(position.day * dayMs + position.time);

/** A position outside the work periods rolls to the beginning of the next one; inside it stays as it is. */
export function rollToWork({ calendar, plan }: Frame, position: Position): Position {
  if (calendar.isWorkingDay(position.day)) {
    const time = nextPeriod(plan, position.time);
    if (time === position.time) return position;
    if (time !== null) return { day: position.day, time, at: null };
  }
  return { day: calendar.nextWorkingDay(position.day + 1), time: plan.begins, at: null };
}

/**
 * How far a position lies along a unit's own scale; only differences mean something. Hours run on without
 * end, working hours run in work periods, days and working days change at midnight.
 */
export function measure({ calendar, plan, zone }: Frame, unit: LimitUnit, position: Position): number {
  if (unit === 'working-day') return calendar.rank(position.day);
  if (unit === 'hour') return instantAt(zone, position);
  if (unit !== 'working-hour') return position.day;
  const today = calendar.isWorkingDay(position.day) ? workedUntil(plan, position.time) : 0;
  return calendar.rank(position.day - 1) * plan.total + today;
}

/** Milliseconds per hour for the units of hours, 1 for those of days and months. */
export const scaleOf = (unit: LimitUnit): number =>
  unit === 'hour' || unit === 'working-hour' ? 3_600_000 : 1;

/**
 * Where a budget ends that begins at a position. The day of the start is not counted and the last day ends
 * at the frame's time (Civil Code art. 201, 203); months end on the day of the same number (art. 202).
 * @param amount in days, months or years; in milliseconds for the units of hours
 */
export function advance(frame: Frame, unit: LimitUnit, from: Position, amount: number): Position {
  const { calendar, plan, zone, dayEnd } = frame;
  switch (unit) {
    case 'working-day':
      return { day: calendar.dayOfRank(calendar.rank(from.day) + amount), time: dayEnd, at: null };
    case 'calendar-day':
      return { day: from.day + amount, time: dayEnd, at: null };
    case 'month':
      return { day: addMonths(from.day, amount), time: dayEnd, at: null };
    case 'year':
      return { day: addMonths(from.day, amount * 12), time: dayEnd, at: null };
    case 'hour':
      return endPositionOf(zone, instantAt(zone, from) + amount);
    case 'working-hour': {
      const worked = measure(frame, unit, from) + amount;
      const rank = Math.ceil(worked / plan.total);
      const time = timeWorked(plan, worked - (rank - 1) * plan.total);
      return { day: calendar.dayOfRank(rank), time, at: null };
    }
  }
}
