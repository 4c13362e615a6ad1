import { inTransaction } from '#base/db';
import { Refusal } from '#base/errors';
import type { Instant } from '#base/time';
import type { Appointment } from '#contract/services/queue';
import { epochDayOf } from '#spine/calendar/civil-date';
import { hashToken } from '#spine/intake/tokens';
import { normalise } from '#spine/privacy/blind-index';
import type { Spine } from '#spine/spine';
import { getPoint } from '../../points/actions.ts';
import { minutesOf } from '../../points/opening.ts';
import { timeOfPoint } from '../../points/point-view.ts';
import { findPoint, type StoredPoint } from '../../points/store.ts';
import { newCode } from '../codes.ts';
import { groupOf, requireInService, todayAt } from '../point-groups.ts';
import { queueRules } from '../queue-rules.ts';
import { slotsOf } from '../slots.ts';
import { issueForAppointment } from '../tickets/issue.ts';
import { appointmentCan, missedBefore, viewAppointment } from './appointment-view.ts';
import {
  cancelAppointment,
  findAppointment,
  freeSeat,
  insertAppointment,
  markCheckedIn,
  moveAppointment,
  phoneHistory,
  type SlotPlace,
  type StoredAppointment,
  takeTurn,
  takeTurnOfPhone,
} from './store.ts';

const dayMs = 86_400_000;

export interface Booking {
  point: string;
  group: string;
  item: string | null;
  day: string;
  time: string;
  phone: string;
}

/** Refusal: field-invalid, for a day or a time that cannot be booked. */
function slotAt(
  spine: Spine,
  point: StoredPoint,
  { group, day, time }: Pick<Booking, 'group' | 'day' | 'time'>,
): SlotPlace {
  const today = todayAt(spine, point).day;
  const wanted = epochDayOf(day, 'day');
  if (wanted < today || wanted > today + queueRules.daysAhead)
    throw new Refusal('field-invalid', {
      field: 'day',
      expected: `today or one of the ${queueRules.daysAhead} days after it`,
    });
  const minute = minutesOf(time);
  const found = slotsOf(timeOfPoint(spine, point), wanted, queueRules.slotMinutes).find(
    (slot) => slot.minute === minute,
  );
  if (!found || found.startsAt <= spine.now())
    throw new Refusal('field-invalid', {
      field: 'time',
      expected: 'a slot that is still to come while the point is open',
    });
  return { city: point.city, pointId: point.id, letter: group, day, minute, startsAt: found.startsAt };
}

const slotKey = ({ city, pointId, letter, startsAt }: SlotPlace) =>
  `slot ${city}-${pointId} ${letter} ${startsAt}`;

/** Refusals: conflict, action-not-allowed; what one telephone has booked or missed already. */
async function checkPhone(
  client: Parameters<typeof takeTurn>[0],
  indexes: readonly Buffer[],
  slot: SlotPlace,
  now: Instant,
): Promise<void> {
  const { missed: rule, openPerPhone } = queueRules;
  const { open, atThisTime, missed, lastMissed } = await phoneHistory(client, indexes, {
    now,
    missedBefore: missedBefore(now),
    missedSince: now - rule.withinDays * dayMs,
    startsAt: slot.startsAt,
  });
  if (atThisTime)
    throw new Refusal('conflict', {
      field: 'time',
      expected: 'a time at which this telephone has no other appointment',
    });
  if (open >= openPerPhone)
    throw new Refusal('conflict', {
      field: 'phone',
      expected: `at most ${openPerPhone} appointments to come for one telephone`,
    });
  if (missed >= rule.count && lastMissed !== null && now < lastMissed + rule.blockedDays * dayMs)
    throw new Refusal('action-not-allowed', {
      field: 'phone',
      expected: `fewer than ${rule.count} missed appointments within ${rule.withinDays} days; go to the window without one, or wait ${rule.blockedDays} days`,
    });
}

/** Refusal: conflict, when no place is left. */
async function seatFor(
  client: Parameters<typeof takeTurn>[0],
  slot: SlotPlace,
  capacity: number,
): Promise<number> {
  await takeTurn(client, slotKey(slot));
  const seat = await freeSeat(client, slot, capacity);
  if (seat === null)
    throw new Refusal('conflict', {
      field: 'time',
      expected: 'a slot with a free place; this one has just been filled',
    });
  return seat;
}

/** Refusals: action-not-allowed, field-invalid. */
function checkGroup(point: StoredPoint, letter: string, item: string | null): number {
  const group = groupOf(point, letter);
  if (group.perSlot === 0)
    throw new Refusal('action-not-allowed', { field: 'group', expected: 'a group that takes appointments' });
  if (item !== null && group.items.length > 0 && !group.items.includes(item))
    throw new Refusal('field-invalid', { field: 'item', expected: 'an item that these windows handle' });
  return group.perSlot;
}

/**
 * Makes an appointment without an account. Two callers never get one place: whoever books for a slot waits for the others,
 * and a unique index stands behind that.
 * @throws Refusal not-found, action-not-allowed, field-invalid, conflict
 */
export async function book(spine: Spine, booking: Booking): Promise<Appointment> {
  const point = await getPoint(spine, booking.point);
  requireInService(point, booking.day);
  const capacity = checkGroup(point, booking.group, booking.item);
  const slot = slotAt(spine, point, booking);
  if (!/^\+?\d{7,20}$/.test(normalise.phone(booking.phone)))
    throw new Refusal('field-invalid', { field: 'phone', expected: 'a telephone number of 7 to 20 digits' });
  const now = spine.now();
  const code = newCode();
  await inTransaction(spine.pool, async (client) => {
    // Always the telephone first and then the slot, so that nobody waits in a circle.
    const indexes = await takeTurnOfPhone(client, spine.keys, booking.phone);
    await checkPhone(client, indexes, slot, now);
    const seat = await seatFor(client, slot, capacity);
    await insertAppointment(client, spine.keys, slot, {
      seat,
      item: booking.item,
      phone: booking.phone,
      codeHash: hashToken(code),
      bookedAt: now,
    });
  });
  return readAppointment(spine, code);
}

/** Refusal: not-found. */
async function getWithPoint(spine: Spine, code: string) {
  const found = await findAppointment(spine.pool, hashToken(code));
  const point = found && (await findPoint(spine.pool, { city: found.city, id: found.pointId }));
  if (!found || !point)
    throw new Refusal('not-found', { field: 'code', expected: 'the code of an appointment' });
  return { found, point };
}

/** Refusal: not-found. */
export async function readAppointment(spine: Spine, code: string): Promise<Appointment> {
  const { found, point } = await getWithPoint(spine, code);
  return viewAppointment(spine, code, found, point);
}

type Act = Appointment['can'][number];

/** Does something to an appointment that its state permits, with its row locked. Refusals: not-found, action-not-allowed. */
async function change(
  spine: Spine,
  code: string,
  act: Act,
  work: (
    client: Parameters<typeof insertAppointment>[0],
    found: StoredAppointment,
    point: StoredPoint,
  ) => Promise<void>,
): Promise<Appointment> {
  const { point } = await getWithPoint(spine, code);
  await inTransaction(spine.pool, async (client) => {
    const found = (await findAppointment(client, hashToken(code), { lock: true }))!;
    if (!appointmentCan(found, spine.now()).includes(act))
      throw new Refusal('action-not-allowed', { detail: act });
    await work(client, found, point);
  });
  return readAppointment(spine, code);
}

/** Refusals: not-found, action-not-allowed. */
export function cancel(spine: Spine, code: string): Promise<Appointment> {
  return change(spine, code, 'cancel', (client, found) => cancelAppointment(client, found, spine.now()));
}

/** Moves to another slot of the same group; the old place is free at the same moment. Refusals: as of `book`. */
export function move(spine: Spine, code: string, to: { day: string; time: string }): Promise<Appointment> {
  return change(spine, code, 'move', async (client, found, point) => {
    const slot = slotAt(spine, point, { group: found.letter, ...to });
    if (slot.startsAt === found.startsAt)
      throw new Refusal('field-invalid', { field: 'time', expected: 'another slot than the present one' });
    requireInService(point, to.day);
    const capacity = checkGroup(point, found.letter, found.item);
    await moveAppointment(client, found, slot, await seatFor(client, slot, capacity));
  });
}

/**
 * Checks in and hands out a ticket, which is found by the same code. Once: asked again it gives the same ticket.
 * Refusals: not-found, action-not-allowed.
 */
export async function checkIn(spine: Spine, code: string): Promise<void> {
  const { found } = await getWithPoint(spine, code);
  if (found.checkedInAt !== null) return;
  await change(spine, code, 'check-in', async (client, locked, point) => {
    requireInService(point, todayAt(spine, point).date);
    await markCheckedIn(client, locked, spine.now());
    await issueForAppointment(spine, client, point, locked, hashToken(code));
  });
}
