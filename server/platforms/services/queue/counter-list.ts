import { Refusal } from '#base/errors';
import { dateText } from '#spine/calendar/civil-date';
import { workbenchSource } from '#spine/installation';
import { may, reachOf } from '#spine/identity/permission';
import type { Principal } from '#spine/identity/principal';
import { formatKey } from '#spine/keys';
import type { Spine } from '#spine/spine';
import { getPoint } from '../points/actions.ts';
import { listPointsOfOrgans, type StoredPoint } from '../points/store.ts';
import { mayCall } from './counter.ts';
import { groupName, todayAt, windowName } from './point-groups.ts';
import { countWaiting, listSeats, measureWindows } from './tickets/store.ts';
import { listTurns, type TurnFilter } from './tickets/turns.ts';

/** The windows that somebody may call at, with who sits there and what waits. */
export async function listCounters(spine: Spine, principal: Principal, search: string) {
  const { registry, pool } = spine;
  const ids = new Set(reachOf(principal, 'queue.call').organs.map(({ organId }) => organId));
  const organs = [...ids].map((id) => registry.organById(id));
  const points = await listPointsOfOrgans(pool, organs, search);
  const lists = await Promise.all(points.map((point) => countersOf(spine, principal, point)));
  return lists.flat();
}

async function countersOf(spine: Spine, principal: Principal, point: StoredPoint) {
  const windows = point.content.windows.filter((window) => mayCall(spine, principal, point, window));
  if (windows.length === 0) return [];
  const place = { city: point.city, pointId: point.id, day: todayAt(spine, point).date };
  const seats = new Map((await listSeats(spine.pool, place)).map((seat) => [seat.windowCode, seat]));
  const waiting = await countWaiting(spine.pool, place);
  return windows.map(({ code, name, group }) => {
    const seat = seats.get(code);
    const state = seat?.state ?? ('closed' as const);
    return {
      point: formatKey(point.city, point.id),
      pointName: point.content.name,
      window: code,
      windowName: name,
      groupName: groupName(point, group),
      state,
      clerk: state === 'closed' ? null : (seat?.actor ?? null),
      waiting: waiting.get(group) ?? 0,
    };
  });
}

/** A point at one of whose windows somebody may call. Refusals: not-found, forbidden. */
export async function getCallablePoint(
  spine: Spine,
  principal: Principal,
  key: string,
): Promise<StoredPoint> {
  const point = await getPoint(spine, key);
  if (!point.content.windows.some((window) => mayCall(spine, principal, point, window)))
    throw new Refusal('forbidden', { detail: 'queue.call' });
  return point;
}

/** A point whose windows somebody may measure, and the days of it: the last thirty unless said otherwise. */
async function measured(
  spine: Spine,
  principal: Principal,
  key: string,
  days: { from?: string; to?: string },
): Promise<{ point: StoredPoint; range: { from: string; to: string } }> {
  const found = await getPoint(spine, key);
  const point = may(principal, 'statistics.read', found)
    ? found
    : await getCallablePoint(spine, principal, key);
  const { day, date } = todayAt(spine, point);
  return { point, range: { from: days.from ?? dateText(day - 29), to: days.to ?? date } };
}

/** Waiting and handling by window. Refusals: not-found, forbidden. */
export async function measuresOf(
  spine: Spine,
  principal: Principal,
  key: string,
  days: { from?: string; to?: string },
) {
  const { point, range } = await measured(spine, principal, key, days);
  const rows = await measureWindows(spine.pool, { city: point.city, pointId: point.id }, range);
  return rows.map(({ windowCode, wait, handling, ...row }) => ({
    ...row,
    window: windowCode,
    name: windowName(point, windowCode),
    waitMedian: wait?.[0] ?? null,
    wait90: wait?.[1] ?? null,
    handlingMedian: handling?.[0] ?? null,
    handling90: handling?.[1] ?? null,
  }));
}

/** The turns that those measures count. Refusals: not-found, forbidden. */
export async function turnsOf(spine: Spine, principal: Principal, key: string, filter: TurnFilter) {
  const { point, range } = await measured(spine, principal, key, filter);
  const source = spine.registry.source(workbenchSource.code)!.id;
  const found = await listTurns(spine.pool, point, { ...filter, ...range, source });
  return {
    rows: found.rows.map(({ windowCode, queue, ...row }) => ({
      ...row,
      windowName: windowName(point, windowCode),
      groupName: groupName(point, queue),
    })),
    total: found.total,
    page: filter.page,
    pageSize: filter.pageSize,
    pointName: point.content.name,
    windows: point.content.windows.map(({ code, name }) => ({ code, name })),
    ...range,
  };
}
