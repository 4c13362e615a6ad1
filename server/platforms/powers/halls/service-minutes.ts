import type { Instant } from '#base/time';
import { zoneOf } from '#spine/calendar/zone';
import type { RegisteredOrgan, Registry } from '#spine/catalogue/registry';
import { dayPlan } from '#spine/clocks/day-plan';
import { measure, positionOf } from '#spine/clocks/position';

const minuteMs = 60_000;

/** Whole minutes of an organ's service hours between two instants, by its calendar, time zone and work periods. */
export function serviceMinutes(
  registry: Pick<Registry, 'calendar'>,
  organ: Pick<RegisteredOrgan, 'calendar' | 'timeZone' | 'workPeriods'>,
  from: Instant,
  to: Instant,
): number {
  const zone = zoneOf(organ.timeZone);
  const plan = dayPlan(organ.workPeriods);
  const frame = { calendar: registry.calendar(organ.calendar), zone, plan, dayEnd: plan.ends };
  const at = (instant: Instant) => measure(frame, 'working-hour', positionOf(zone, instant));
  return Math.max(0, Math.floor((at(to) - at(from)) / minuteMs));
}
