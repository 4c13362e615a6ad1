import type { Instant } from '#base/time';
import type { WorkPeriods } from '#contract/clock';
import { civilOf, type EpochDay } from '#spine/calendar/civil-date';
import type { Zone } from '#spine/calendar/zone';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

export interface AxisSetting {
  /** Which days are worked. */
  calendar: { isWorkingDay(day: EpochDay): boolean };
  from: EpochDay;
  through: EpochDay;
  periods: WorkPeriods;
  zone: Zone;
}

/**
 * Working time laid end to end: position 12.5 is the middle of the working hours of day 12, counted from the
 * first working day of the axis. Stories are told in positions, so that they neither know weekends nor nights.
 */
export class WorkAxis {
  readonly #days: EpochDay[] = [];
  readonly #periods: { from: number; to: number }[];
  readonly #minutes: number;
  readonly #zone: Zone;

  constructor({ calendar, from, through, periods, zone }: AxisSetting) {
    for (let day = from; day <= through; day++) if (calendar.isWorkingDay(day)) this.#days.push(day);
    this.#periods = periods.map((period) => ({ from: minuteOf(period.from), to: minuteOf(period.to) }));
    this.#minutes = this.#periods.reduce((sum, period) => sum + period.to - period.from, 0);
    this.#zone = zone;
  }

  /** Number of working days. */
  get length(): number {
    return this.#days.length;
  }

  dayAt(index: number): EpochDay | undefined {
    return this.#days[index];
  }

  /** The instant of a position, to the second; infinite behind the end of the axis. */
  at(position: number): Instant {
    const index = Math.floor(position);
    const day = this.#days[Math.max(0, index)];
    if (day === undefined) return Number.POSITIVE_INFINITY;
    let left = Math.max(0, position - index) * this.#minutes;
    for (const { from, to } of this.#periods) {
      if (left < to - from) return this.#instant(day, from + left);
      left -= to - from;
    }
    return this.#instant(day, this.#periods.at(-1)?.to ?? 0);
  }

  /** The position of a time of day; before work it is the beginning, after work the next day's. */
  positionOf(index: number, minuteOfDay: number): number {
    let worked = 0;
    for (const { from, to } of this.#periods) worked += Math.min(Math.max(minuteOfDay - from, 0), to - from);
    return index + worked / this.#minutes;
  }

  /** An instant outside the axis: a time of day of a working day. */
  instantAt(index: number, minuteOfDay: number): Instant {
    const day = this.#days[index];
    return day === undefined ? Number.POSITIVE_INFINITY : this.#instant(day, minuteOfDay);
  }

  #instant(day: EpochDay, minute: number): Instant {
    return this.#zone.instantOf(day * dayMs + Math.floor(minute * 60) * 1000);
  }
}

function minuteOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}

/** yyyymmdd, as case numbers carry it. */
export function compactDate(day: EpochDay): string {
  const { year, month, day: dayOfMonth } = civilOf(day);
  return `${year}${String(month).padStart(2, '0')}${String(dayOfMonth).padStart(2, '0')}`;
}

/** The civil day of an instant. */
export function dayOf(instant: Instant, zone: Zone): EpochDay {
  return Math.floor(zone.localOf(instant) / dayMs);
}
