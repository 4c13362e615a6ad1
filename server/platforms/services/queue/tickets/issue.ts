import type { Queries } from '#base/db';
import type { Instant } from '#base/time';
import type { TicketPriority } from '#contract/services/queue';
import { hashToken } from '#spine/intake/tokens';
import type { Spine } from '#spine/spine';
import type { StoredPoint } from '../../points/store.ts';
import { newCode } from '../codes.ts';
import { groupOf, requireInService, todayAt } from '../point-groups.ts';
import { queueRules } from '../queue-rules.ts';
import { insertTicket } from './store.ts';

const minuteMs = 60_000;

/** By what a ticket is ordered: its time of arrival, earlier by what its priority gives. */
export const rankOf = (now: Instant, priority: TicketPriority): Instant =>
  now - queueRules.advanceMinutes[priority] * minuteMs;

/** Printed and called: the letter of its group and its number of the day. */
export const numberText = ({ letter, number }: { letter: string; number: number }): string =>
  `${letter}${String(number).padStart(3, '0')}`;

/** Hands out a ticket in the hall; its code is in the answer and nowhere else. Refusals: field-invalid, action-not-allowed. */
export async function issueTicket(
  spine: Spine,
  point: StoredPoint,
  { group, priority }: { group: string; priority: TicketPriority },
): Promise<string> {
  const { letter } = groupOf(point, group);
  const { date } = todayAt(spine, point);
  requireInService(point, date);
  const now = spine.now();
  const code = newCode();
  await insertTicket(
    spine.pool,
    { city: point.city, pointId: point.id, day: date },
    {
      letter,
      priority,
      item: null,
      appointmentId: null,
      codeHash: hashToken(code),
      now,
      rankAt: rankOf(now, priority),
    },
  );
  return code;
}

/** The ticket of an appointment, in the transaction that checks it in; it is found by the appointment's own code. */
export async function issueForAppointment(
  spine: Spine,
  client: Queries,
  point: StoredPoint,
  { id, letter, item }: { id: number; letter: string; item: string | null },
  codeHash: Buffer,
): Promise<void> {
  const now = spine.now();
  const day = todayAt(spine, point).date;
  await insertTicket(
    client,
    { city: point.city, pointId: point.id, day },
    {
      letter,
      priority: 'appointment',
      item,
      appointmentId: id,
      codeHash,
      now,
      rankAt: rankOf(now, 'appointment'),
    },
  );
}
