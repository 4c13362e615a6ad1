import { inTransaction, type Queries } from '#base/db';
import { Refusal } from '#base/errors';
import type { Counter, WindowAction } from '#contract/services/queue';
import { may } from '#spine/identity/permission';
import type { Principal } from '#spine/identity/principal';
import { formatKey } from '#spine/keys';
import type { Spine } from '#spine/spine';
import { getPoint } from '../points/actions.ts';
import type { StoredPoint } from '../points/store.ts';
import { groupOf, todayAt } from './point-groups.ts';
import { queueRules } from './queue-rules.ts';
import { numberText } from './tickets/issue.ts';
import {
  beginTurn,
  callAgain,
  countDone,
  type DayAtPoint,
  endTurn,
  findServed,
  listSeats,
  listSkipped,
  listWaiting,
  lockNext,
  lockSkipped,
  lockWindow,
  saveSeat,
  type StoredTicket,
} from './tickets/store.ts';
import { windowActionsOf } from './window-actions.ts';

const minuteMs = 60_000;
/** Tickets that a call screen lists; the count is of all. */
const listed = 30;

type Window = StoredPoint['content']['windows'][number];

/** Whether somebody may call at a window: of the organ whose people sit there. */
export function mayCall(
  spine: Spine,
  principal: Principal | null,
  point: StoredPoint,
  window: Window,
): boolean {
  const seated = window.organ === undefined ? undefined : spine.registry.organ(window.organ);
  return (
    may(principal, 'queue.call', point) ||
    (seated !== undefined && may(principal, 'queue.call', { organId: seated.id, region: seated.regionCode }))
  );
}

/** Refusals: not-found, forbidden. */
async function getWindow(spine: Spine, principal: Principal, key: string, code: string) {
  const point = await getPoint(spine, key);
  const window = point.content.windows.find((one) => one.code === code);
  if (!window) throw new Refusal('not-found', { field: 'window', expected: 'a window of this point' });
  if (!mayCall(spine, principal, point, window)) throw new Refusal('forbidden', { detail: 'queue.call' });
  const place: DayAtPoint = { city: point.city, pointId: point.id, day: todayAt(spine, point).date };
  return { point, window, place };
}

/** Everything that a window's screen and its table of actions go by. */
async function standingOf(
  db: Queries,
  principal: Principal,
  point: StoredPoint,
  window: Window,
  place: DayAtPoint,
) {
  const seat = (await listSeats(db, place)).find(({ windowCode }) => windowCode === window.code);
  const current = await findServed(db, place, window.code);
  const waiting = await listWaiting(db, place, window.group, listed);
  const skipped = await listSkipped(db, place, window.group);
  const state = seat?.state ?? ('closed' as const);
  const mine = state !== 'closed' && seat?.accountId === principal.accountId;
  const actions = windowActionsOf({
    state,
    mine,
    serving: current !== undefined,
    waiting: waiting.total,
    skipped: skipped.length,
    otherGroups: point.content.groups.length - 1,
  });
  return { seat, state, mine, current, waiting, skipped, actions };
}

/** The call screen of a window. Refusals: not-found, forbidden. */
export async function viewCounter(
  spine: Spine,
  principal: Principal,
  key: string,
  code: string,
): Promise<Counter> {
  const { point, window, place } = await getWindow(spine, principal, key, code);
  const standing = await standingOf(spine.pool, principal, point, window, place);
  const now = spine.now();
  const view = (ticket: StoredTicket) => {
    const waitedMinutes = Math.max(0, Math.floor((now - ticket.queuedAt) / minuteMs));
    return {
      id: formatKey(ticket.city, ticket.id),
      number: numberText(ticket),
      group: ticket.queue,
      priority: ticket.priority,
      waitedMinutes,
      overLimit: ticket.state === 'waiting' && waitedMinutes > queueRules.waitLimitMinutes,
      calls: ticket.calls,
      item: ticket.item,
      transferred: ticket.transferred,
    };
  };
  return {
    point: key,
    pointName: point.content.name,
    window: window.code,
    windowName: window.name,
    group: window.group,
    state: standing.state,
    clerk: standing.state === 'closed' ? null : (standing.seat?.actor ?? null),
    mine: standing.mine,
    current: standing.current ? view(standing.current) : null,
    waiting: standing.waiting.tickets.map(view),
    waitingCount: standing.waiting.total,
    skipped: standing.skipped.map(view),
    done: await countDone(spine.pool, place, window.code),
    groups: point.content.groups.map(({ letter, name }) => ({ letter, name })),
    limitMinutes: queueRules.waitLimitMinutes,
    actions: standing.actions,
  };
}

export interface WindowCommand {
  action: WindowAction;
  group?: string;
  /** Key of the ticket that is meant. */
  ticket?: string;
}

/**
 * Does something at a window, one act at a time.
 * @throws Refusal not-found, forbidden, action-not-allowed, field-invalid, conflict where another ticket is meant than is served
 */
export async function actAtWindow(
  spine: Spine,
  principal: Principal,
  key: string,
  code: string,
  command: WindowCommand,
): Promise<Counter> {
  const { point, window, place } = await getWindow(spine, principal, key, code);
  const { accountId, actor } = principal;
  await inTransaction(spine.pool, async (client) => {
    await lockWindow(client, place, window.code);
    const { actions, current } = await standingOf(client, principal, point, window, place);
    if (!actions.includes(command.action))
      throw new Refusal('action-not-allowed', {
        field: 'action',
        expected: actions.join(', ') || 'nothing now',
      });
    if (current && command.ticket && command.ticket !== formatKey(current.city, current.id))
      throw new Refusal('conflict', {
        field: 'ticket',
        expected: `the ticket that is served, ${numberText(current)}`,
      });
    const now = spine.now();
    const by = { windowCode: window.code, accountId, actor, now };
    const seat = (state: 'open' | 'paused' | 'closed') =>
      saveSeat(client, place, { windowCode: window.code, state, accountId, actor }, now);
    switch (command.action) {
      case 'open':
        return seat('open');
      case 'pause':
        return seat('paused');
      case 'close':
        return seat('closed');
      case 'recall':
        return callAgain(client, current!, now);
      case 'skip':
        return endTurn(client, current!, now, { outcome: 'skipped' });
      case 'done':
        return endTurn(client, current!, now, { outcome: 'done' });
      case 'call': {
        const next = await lockNext(client, place, window.group);
        if (!next)
          throw new Refusal('conflict', {
            expected: 'a ticket that waits; another window has just called it',
          });
        return beginTurn(client, next, { ...by, queuedAt: next.queuedAt });
      }
      case 'restore': {
        const [, id] = /^\d{4}-(\d{1,15})$/.exec(command.ticket ?? '') ?? [];
        const ticket =
          id === undefined ? undefined : await lockSkipped(client, place, window.group, Number(id));
        if (!ticket)
          throw new Refusal('field-invalid', {
            field: 'ticket',
            expected: 'a ticket of this queue that was skipped',
          });
        // It was not waiting meanwhile.
        return beginTurn(client, ticket, { ...by, queuedAt: now });
      }
      case 'transfer':
        return transfer(client, point, window, current!, command.group, now);
    }
  });
  return viewCounter(spine, principal, key, code);
}

/** Refusal: field-invalid, for the ticket's own queue or one that the point does not have. */
async function transfer(
  client: Queries,
  point: StoredPoint,
  window: Window,
  ticket: StoredTicket,
  letter: string | undefined,
  now: number,
): Promise<void> {
  const { letter: queue } = groupOf(point, letter ?? '');
  if (queue === window.group)
    throw new Refusal('field-invalid', { field: 'group', expected: 'another group of windows' });
  const rankAt = now - queueRules.transferAdvanceMinutes * minuteMs;
  await endTurn(client, ticket, now, { outcome: 'transferred', queue, rankAt });
}
