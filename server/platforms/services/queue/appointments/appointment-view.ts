import { type Instant, toRfc3339 } from '#base/time';
import type { Appointment } from '#contract/services/queue';
import { formatKey } from '#spine/keys';
import type { Spine } from '#spine/spine';
import type { StoredPoint } from '../../points/store.ts';
import { groupName } from '../point-groups.ts';
import { queueRules } from '../queue-rules.ts';
import { timeText } from '../slots.ts';
import { maskedPhone, type StoredAppointment } from './store.ts';

const minuteMs = 60_000;
const { checkIn, cancelBeforeMinutes } = queueRules;

/** Appointments that began before this and were not checked in for are missed. */
export const missedBefore = (now: Instant): Instant => now - checkIn.afterMinutes * minuteMs;

/** How an appointment stands. That it was missed is derived from time: nobody has to write it down. */
export function appointmentState(found: StoredAppointment, now: Instant): Appointment['state'] {
  if (found.cancelledAt !== null) return 'cancelled';
  if (found.checkedInAt !== null) return 'checked-in';
  return found.startsAt < missedBefore(now) ? 'missed' : 'booked';
}

/** What whoever holds the code can do now. */
export function appointmentCan(found: StoredAppointment, now: Instant): Appointment['can'] {
  if (appointmentState(found, now) !== 'booked') return [];
  const changeable = now <= found.startsAt - cancelBeforeMinutes * minuteMs;
  const here = now >= found.startsAt - checkIn.beforeMinutes * minuteMs;
  return [...(changeable ? (['cancel', 'move'] as const) : []), ...(here ? (['check-in'] as const) : [])];
}

/** An appointment as whoever holds its code sees it. */
export async function viewAppointment(
  spine: Spine,
  code: string,
  found: StoredAppointment,
  point: StoredPoint,
): Promise<Appointment> {
  const now = spine.now();
  return {
    code,
    point: formatKey(point.city, point.id),
    pointName: point.content.name,
    address: point.content.address,
    group: found.letter,
    groupName: groupName(point, found.letter),
    item: found.item,
    day: found.day,
    time: timeText(found.minute),
    startsAt: toRfc3339(found.startsAt),
    state: appointmentState(found, now),
    phone: await maskedPhone(spine.pool, spine.keys, found),
    checkInFrom: toRfc3339(found.startsAt - checkIn.beforeMinutes * minuteMs),
    checkInUntil: toRfc3339(found.startsAt + checkIn.afterMinutes * minuteMs),
    can: appointmentCan(found, now),
  };
}
