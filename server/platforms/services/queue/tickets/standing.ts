import type { Queries } from '#base/db';
import { Refusal } from '#base/errors';
import { inTransaction } from '#base/db';
import { toRfc3339 } from '#base/time';
import type { Hall, TicketView } from '#contract/services/queue';
import { hashToken } from '#spine/intake/tokens';
import { formatKey } from '#spine/keys';
import type { Spine } from '#spine/spine';
import { getPoint } from '../../points/actions.ts';
import { findPoint, type StoredPoint } from '../../points/store.ts';
import { estimateMinutes, type Pace } from '../pace.ts';
import { groupName, todayAt, windowName } from '../point-groups.ts';
import { queueRules } from '../queue-rules.ts';
import { putToOrgan } from '../ratings/put-to-organ.ts';
import { numberText } from './issue.ts';
import {
  countAhead,
  countWaiting,
  type DayAtPoint,
  findTicket,
  listCalled,
  listSeats,
  markLeft,
  markRated,
  measurePace,
  type StoredTicket,
} from './store.ts';

/** The pace of a queue as measured, or as assumed while nothing was handled. */
async function paceOf(db: Queries, place: DayAtPoint, queue: string): Promise<Pace> {
  const measured = await measurePace(db, place, queue, queueRules.pace.tickets);
  return measured ?? { minutes: queueRules.pace.assumedMinutes, tickets: 0 };
}

/** How many windows of a group call at this moment. */
async function openWindowsOf(
  db: Queries,
  point: StoredPoint,
  place: DayAtPoint,
): Promise<Map<string, number>> {
  const open = new Set(
    (await listSeats(db, place)).flatMap(({ state, windowCode }) => (state === 'open' ? [windowCode] : [])),
  );
  const counts = new Map<string, number>();
  for (const { code, group } of point.content.windows)
    if (open.has(code)) counts.set(group, (counts.get(group) ?? 0) + 1);
  return counts;
}

/** Refusal: not-found. */
async function getTicket(spine: Spine, code: string): Promise<{ ticket: StoredTicket; point: StoredPoint }> {
  const ticket = await findTicket(spine.pool, hashToken(code));
  const point = ticket && (await findPoint(spine.pool, { city: ticket.city, id: ticket.pointId }));
  if (!ticket || !point) throw new Refusal('not-found', { field: 'code', expected: 'the code of a ticket' });
  return { ticket, point };
}

/** A ticket as whoever holds its code sees it. Refusal: not-found. */
export async function viewTicket(spine: Spine, code: string): Promise<TicketView> {
  const { ticket, point } = await getTicket(spine, code);
  const waiting = ticket.state === 'waiting';
  const ahead = waiting ? await countAhead(spine.pool, ticket) : 0;
  const pace = await paceOf(spine.pool, ticket, ticket.queue);
  const open = await openWindowsOf(spine.pool, point, ticket);
  return {
    code,
    number: numberText(ticket),
    point: formatKey(point.city, point.id),
    pointName: point.content.name,
    group: ticket.queue,
    groupName: groupName(point, ticket.queue),
    priority: ticket.priority,
    state: ticket.state,
    ahead,
    estimate: waiting ? estimateMinutes(ahead, open.get(ticket.queue) ?? 0, pace) : 0,
    paceOf: pace.tickets,
    window:
      ticket.windowCode === null
        ? null
        : { code: ticket.windowCode, name: windowName(point, ticket.windowCode) },
    calls: ticket.calls,
    issuedAt: toRfc3339(ticket.issuedAt),
    rating: ticket.rating,
  };
}

/** Gives a ticket up while it waits. Refusals: not-found, action-not-allowed. */
export async function leaveQueue(spine: Spine, code: string): Promise<TicketView> {
  await inTransaction(spine.pool, async (client) => {
    const ticket = await findTicket(client, hashToken(code), { lock: true });
    if (!ticket) throw new Refusal('not-found', { field: 'code', expected: 'the code of a ticket' });
    if (ticket.state !== 'waiting') throw new Refusal('action-not-allowed', { detail: ticket.state });
    await markLeft(client, ticket);
  });
  return viewTicket(spine, code);
}

/** Rates the window that handled a ticket, once; a low rating is put to its organ before it counts. Refusals: not-found, action-not-allowed. */
export async function rateWindow(spine: Spine, code: string, stars: number): Promise<TicketView> {
  await inTransaction(spine.pool, async (client) => {
    const ticket = await findTicket(client, hashToken(code), { lock: true });
    if (!ticket) throw new Refusal('not-found', { field: 'code', expected: 'the code of a ticket' });
    if (ticket.state !== 'done' || ticket.rating !== null)
      throw new Refusal('action-not-allowed', { detail: 'A ticket is rated once, when it is done.' });
    await markRated(client, ticket, stars);
    if (stars > queueRules.lowRating) return;
    const point = await findPoint(client, { city: ticket.city, id: ticket.pointId });
    if (point) await putToOrgan(spine, point, ticket, stars);
  });
  return viewTicket(spine, code);
}

/** What the display of a hall shows; numbers and windows, nothing of persons. Refusal: not-found. */
export async function viewHall(spine: Spine, key: string): Promise<Hall> {
  const point = await getPoint(spine, key);
  const place = { city: point.city, pointId: point.id, day: todayAt(spine, point).date };
  const { pool } = spine;
  const [called, waiting, open] = await Promise.all([
    listCalled(pool, place),
    countWaiting(pool, place),
    openWindowsOf(pool, point, place),
  ]);
  const groups = await Promise.all(
    point.content.groups.map(async ({ letter, name }) => {
      const ahead = waiting.get(letter) ?? 0;
      const openWindows = open.get(letter) ?? 0;
      const estimate = estimateMinutes(ahead, openWindows, await paceOf(pool, place, letter));
      return { letter, name, waiting: ahead, openWindows, estimate };
    }),
  );
  return {
    point: key,
    name: point.content.name,
    asOf: toRfc3339(spine.now()),
    called: called.map((one) => ({
      number: numberText(one),
      window: windowName(point, one.windowCode),
      calls: one.calls,
      calledAt: toRfc3339(one.lastCallAt),
    })),
    groups,
  };
}
