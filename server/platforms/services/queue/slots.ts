import type { Instant } from '#base/time';
import type { EpochDay } from '#spine/calendar/civil-date';
import { zoneOf } from '#spine/calendar/zone';
import { dayAt, instantAt, minutesOf, type PointTime } from '../points/opening.ts';

/** A slot of a civil day: minutes since midnight, and the instant it begins at. */
export interface Slot {
  minute: number;
  startsAt: Instant;
}

const dayMs = 86_400_000;
const minuteMs = 60_000;

/**
 * The slots of a day: each lies wholly within one period of opening, the first beginning with the period. A civil time that
 * the day does not have (in the hour that summer time skips) is no slot; of a doubled hour the earlier one is meant.
 */
export function slotsOf(time: PointTime, day: EpochDay, slotMinutes: number): Slot[] {
  const { timeZone } = time.organ;
  const slots: Slot[] = [];
  for (const { from, to } of dayAt(time, day).periods)
    for (let minute = minutesOf(from); minute + slotMinutes <= minutesOf(to); minute += slotMinutes) {
      const startsAt = instantAt(day, minute, timeZone);
      if (zoneOf(timeZone).localOf(startsAt) === day * dayMs + minute * minuteMs)
        slots.push({ minute, startsAt });
    }
  return slots;
}

/** `HH:MM` of minutes since midnight. */
export function timeText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
