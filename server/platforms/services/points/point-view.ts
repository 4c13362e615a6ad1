import { toRfc3339 } from '#base/time';
import type { PointDetail, PointRow } from '#contract/services/points';
import { may } from '#spine/identity/permission';
import type { Principal } from '#spine/identity/principal';
import { formatKey } from '#spine/keys';
import { lineage } from '#spine/regions/region-codes';
import type { Spine } from '#spine/spine';
import { civilDayOf, dayAt, type PointTime } from './opening.ts';
import { openingAt } from './opening-words.ts';
import { type AgentRow, listAgents, readNames, type StoredPoint } from './store.ts';

/** Days that a point's page tells in advance. */
const daysShown = 8;

/** What the hours of a stored point follow from at this moment. */
export function timeOfPoint({ registry }: Spine, { content, organId }: StoredPoint): PointTime {
  const organ = registry.organById(organId);
  return {
    hours: content.hours,
    status: content.status,
    organ,
    calendar: registry.calendar(organ.calendar),
  };
}

/** A point as lists show it. */
export function viewPoint(spine: Spine, point: StoredPoint): PointRow {
  const { content } = point;
  return {
    id: formatKey(point.city, point.id),
    name: content.name,
    level: point.level,
    region: content.region,
    regionName: point.regionName,
    organName: spine.registry.organById(point.organId).name,
    address: content.address,
    phone: content.phone,
    coordinates: content.coordinates,
    windows: content.windows.length,
    bookable: content.groups.some(({ perSlot }) => perSlot > 0),
    opening: openingAt(timeOfPoint(spine, point), spine.now()),
    demonstration: point.demonstration,
  };
}

const viewAgent = ({ account, since }: AgentRow) => ({ account, since: toRfc3339(since) });

/** A point with everything that is known of it, as `principal` sees it. */
export async function viewPointDetail(
  spine: Spine,
  point: StoredPoint,
  principal: Principal | null,
): Promise<PointDetail> {
  const codes = lineage(point.content.region);
  const names = await readNames(spine.pool, codes);
  const time = timeOfPoint(spine, point);
  const today = civilDayOf(spine.now(), time.organ.timeZone);
  return {
    ...viewPoint(spine, point),
    version: point.version,
    content: point.content,
    path: codes.flatMap((region) => {
      const name = names.get(region);
      return name ? [{ region, name }] : [];
    }),
    days: Array.from({ length: daysShown }, (_, n) => dayAt(time, today + n)),
    agents: (await listAgents(spine.pool, point)).map(viewAgent),
    timeZone: time.organ.timeZone,
    editable: may(principal, 'points.edit', { organId: point.organId, region: point.region }),
  };
}
