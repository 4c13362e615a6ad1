import { dateText } from '#spine/calendar/civil-date';
import type { Spine } from '#spine/spine';
import { getPoint } from '../../points/actions.ts';
import { timeOfPoint } from '../../points/point-view.ts';
import { groupOf, todayAt } from '../point-groups.ts';
import { queueRules } from '../queue-rules.ts';
import { slotsOf, timeText } from '../slots.ts';
import { takenSeats } from './store.ts';

/** Slots of the days that can be booked, with what is free; a day without any is left out. Refusals: not-found, field-invalid. */
export async function listFreeSlots(spine: Spine, key: string, letter: string) {
  const point = await getPoint(spine, key);
  const { perSlot } = groupOf(point, letter);
  if (perSlot === 0) return [];
  const time = timeOfPoint(spine, point);
  const { day: today } = todayAt(spine, point);
  const { daysAhead, slotMinutes } = queueRules;
  const taken = await takenSeats(spine.pool, {
    city: point.city,
    pointId: point.id,
    letter,
    from: dateText(today),
    to: dateText(today + daysAhead),
  });
  const days = Array.from({ length: daysAhead + 1 }, (_, n) => today + n);
  return days.flatMap((day) => {
    const date = dateText(day);
    const slots = slotsOf(time, day, slotMinutes)
      .filter(({ startsAt }) => startsAt > spine.now())
      .map(({ minute }) => ({
        time: timeText(minute),
        capacity: perSlot,
        free: Math.max(0, perSlot - (taken.get(`${date} ${minute}`) ?? 0)),
      }));
    return slots.length > 0 ? [{ day: date, slots }] : [];
  });
}
