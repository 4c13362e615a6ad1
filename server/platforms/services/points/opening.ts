import type { Instant } from '#base/time';
import type { OpeningHours, PointContent, PointDay } from '#contract/services/points';
import type { Organ } from '#contract/catalogue';
import { dateText, type EpochDay, epochDayOf, isoWeekday } from '#spine/calendar/civil-date';
import type { WorkingCalendar } from '#spine/calendar/working-days';
import { zoneOf } from '#spine/calendar/zone';

/** What the hours of a point follow from: its own rules, its organ's periods and zone, the organ's calendar. */
export interface PointTime {
  hours: OpeningHours;
  status: PointContent['status'];
  organ: Pick<Organ, 'workPeriods' | 'timeZone'>;
  calendar: WorkingCalendar;
}

/** A stretch of opening as instants; `to` is no longer open. */
export interface OpenStretch {
  from: Instant;
  to: Instant;
}

const dayMs = 86_400_000;
const minuteMs = 60_000;
/** Days that the next opening is looked for; beyond a whole closed season nobody can say. */
const farthest = 120;

/** Minutes since midnight of `HH:MM`; 24:00 is 1440. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** The civil day of an instant in a zone. */
export function civilDayOf(now: Instant, timeZone: string): EpochDay {
  return Math.floor(zoneOf(timeZone).localOf(now) / dayMs);
}

/** The instant of a civil time: `minute` counts from midnight of the day. */
export function instantAt(day: EpochDay, minute: number, timeZone: string): Instant {
  return zoneOf(timeZone).instantOf(day * dayMs + minute * minuteMs);
}

/** A day and a half of nothing said is a whole day: an organ without periods counts whole days. */
const wholeDay = [{ from: '00:00', to: '24:00' }];

/** When the point is open on a civil day, and what says so. Nothing but rules and calendar is asked. */
export function dayAt(time: PointTime, day: EpochDay): PointDay {
  const date = dateText(day);
  const weekday = isoWeekday(day);
  const on = (kind: PointDay['kind'], periods: PointDay['periods'], name: PointDay['name'] = null) => ({
    date,
    weekday,
    periods,
    kind,
    name,
  });
  const { hours, status, organ, calendar } = time;
  if (status.state === 'suspended' && (status.until === undefined || day <= epochDayOf(status.until)))
    return on('suspended', [], status.reason);
  const exception = hours.exceptions.find((one) => one.date === date);
  if (exception) return on('exception', exception.periods, exception.reason);
  const usual = organ.workPeriods.length > 0 ? organ.workPeriods : wholeDay;
  const info = calendar.dayInfo(day);
  if (info.kind === 'makeup-workday')
    return on('makeup-workday', hours.weekly?.[hours.makeupAs - 1] ?? usual, info.name ?? null);
  if (info.kind === 'holiday' && hours.holidays === 'closed') return on('holiday', [], info.name ?? null);
  if (hours.weekly) return on('weekly', hours.weekly[weekday - 1]!);
  return on('weekly', info.kind === 'weekend' ? [] : usual);
}

/** The opening of a civil day as instants, in order. */
export function stretchesOf(time: PointTime, day: EpochDay): OpenStretch[] {
  const { timeZone } = time.organ;
  return dayAt(time, day).periods.map(({ from, to }) => ({
    from: instantAt(day, minutesOf(from), timeZone),
    to: instantAt(day, minutesOf(to), timeZone),
  }));
}

/** The first stretch that begins after an instant; undefined when none does within four months. */
export function nextOpening(time: PointTime, now: Instant): OpenStretch | undefined {
  const today = civilDayOf(now, time.organ.timeZone);
  for (let day = today; day <= today + farthest; day++) {
    const found = stretchesOf(time, day).find(({ from }) => from > now);
    if (found) return found;
  }
  return undefined;
}

/** Until when the point stays open without a break; undefined when it is shut, Infinity when it never closes in four months. */
export function openUntil(time: PointTime, now: Instant): Instant | undefined {
  const today = civilDayOf(now, time.organ.timeZone);
  let until = stretchesOf(time, today).find(({ from, to }) => from <= now && now < to)?.to;
  if (until === undefined) return undefined;
  for (let day = today; day <= today + farthest; day++)
    for (const { from, to } of stretchesOf(time, day)) if (from <= until && to > until) until = to;
  return civilDayOf(until, time.organ.timeZone) > today + farthest ? Number.POSITIVE_INFINITY : until;
}
