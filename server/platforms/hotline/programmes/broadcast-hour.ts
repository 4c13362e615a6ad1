import type { Instant } from '#base/time';
import type { SeriesContent } from '#contract/hotline/programmes';
import { isoWeekday } from '#spine/calendar/civil-date';
import { zoneOf } from '#spine/calendar/zone';

const minuteMs = 60_000;
const dayMs = 86_400_000;

/**
 * When a series is broadcast, by its own days and hour: `weeks` after the latest broadcast that is over at `now`; negative: before.
 * A series without days is broadcast on each.
 */
export function broadcastAt(
  { weekdays, hour, minutes }: Pick<SeriesContent, 'weekdays' | 'hour' | 'minutes'>,
  { now, weeks, timeZone }: { now: Instant; weeks: number; timeZone: string },
): Instant {
  const zone = zoneOf(timeZone);
  const ofDay = (Number(hour.slice(0, 2)) * 60 + Number(hour.slice(3))) * minuteMs;
  const beginning = (day: number) => zone.instantOf(day * dayMs + ofDay);
  let day = Math.floor(zone.localOf(now) / dayMs);
  while (
    beginning(day) + minutes * minuteMs > now ||
    (weekdays.length > 0 && !weekdays.includes(isoWeekday(day)))
  )
    day -= 1;
  return beginning(day + 7 * weeks);
}
