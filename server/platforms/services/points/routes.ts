import { isDeepStrictEqual } from 'node:util';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '#base/errors';
import { route } from '#base/http';
import { toRfc3339 } from '#base/time';
import { type PointContent, pointsApi } from '#contract/services/points';
import { province } from '#contract/province';
import { dateText } from '#spine/calendar/civil-date';
import { readMissionFigures } from '#spine/demonstration/mission-figures';
import { principalOf } from '#spine/identity/permission-guard';
import { lineage } from '#spine/regions/region-codes';
import type { Spine } from '#spine/spine';
import { addAgent, createPoint, getEditablePoint, getPoint, removeAgent, savePoint } from './actions.ts';
import { coverageOf, statedFigures } from './coverage.ts';
import { civilDayOf } from './opening.ts';
import { viewPoint, viewPointDetail } from './point-view.ts';
import { countCoverage, countDivisions, listChildren, listPoints, listVersions, readNames } from './store.ts';

/** The installation's zone; the state of a point is asked for the civil day there. */
const installationZone = 'Asia/Shanghai';

/** What waits in the queues of a division: told by the part that has them, since parts do not read each other's tables. */
export type WaitingOf = (
  spine: Spine,
  region: string,
) => Promise<import('#contract/services/points').Coverage['waiting']>;

/** Parts of a point's content that differ between two versions. */
function changedParts(now: PointContent, before: PointContent | undefined): string[] {
  if (!before) return [];
  return (Object.keys(now) as (keyof PointContent)[]).filter(
    (part) => !isDeepStrictEqual(now[part], before[part]),
  );
}

async function boardOf(spine: Spine, region: string, waitingOf: WaitingOf) {
  const { pool } = spine;
  const today = dateText(civilDayOf(spine.now(), installationZone));
  const codes = lineage(region);
  const names = await readNames(pool, codes);
  const name = names.get(region);
  if (!name)
    throw new Refusal('region-unknown', { field: 'region', expected: 'a division of this installation' });
  const [rows, divisions, children] = await Promise.all([
    countCoverage(pool, region, today),
    countDivisions(pool, region),
    listChildren(pool, region),
  ]);
  const board = coverageOf(region, rows, divisions, children, name);
  return {
    region,
    name,
    path: codes.flatMap((code) => {
      const known = names.get(code);
      return known ? [{ region: code, name: known }] : [];
    }),
    ...board,
    stated:
      spine.demonstration && region === province ? statedFigures(board.levels, readMissionFigures()) : [],
    waiting: await waitingOf(spine, region),
  };
}

/** The register of service points and the board of how far they cover the tree. */
export function registerPointRoutes(app: FastifyInstance, spine: Spine, waitingOf: WaitingOf): void {
  const { pool } = spine;
  route(app, pointsApi.listPoints, async ({ query }) => {
    const today = dateText(civilDayOf(spine.now(), installationZone));
    const { points, total } = await listPoints(pool, { ...query, today });
    const rows = points.map((point) => viewPoint(spine, point));
    return { rows, total, page: query.page, pageSize: query.pageSize };
  });
  route(app, pointsApi.getPoint, async ({ params, request }) =>
    viewPointDetail(spine, await getPoint(spine, params.id), request.principal),
  );
  route(app, pointsApi.createPoint, async ({ body, request }) => {
    const principal = principalOf(request);
    return viewPointDetail(spine, await createPoint(spine, principal, body), principal);
  });
  route(app, pointsApi.savePoint, async ({ params, body, request }) => {
    const principal = principalOf(request);
    return viewPointDetail(spine, await savePoint(spine, principal, params.id, body), principal);
  });
  route(app, pointsApi.listPointVersions, async ({ params, request }) => {
    const versions = await listVersions(pool, await getEditablePoint(spine, principalOf(request), params.id));
    return versions.map(({ version, actor, savedAt, content }, at) => ({
      version,
      actor,
      at: toRfc3339(savedAt),
      changed: changedParts(content, versions[at + 1]?.content),
      content,
    }));
  });
  route(app, pointsApi.addAgent, async ({ params, body, request }) => {
    const principal = principalOf(request);
    return viewPointDetail(spine, await addAgent(spine, principal, params.id, body.account), principal);
  });
  route(app, pointsApi.endAgent, async ({ params, request }) => {
    const principal = principalOf(request);
    return viewPointDetail(spine, await removeAgent(spine, principal, params.id, params.account), principal);
  });
  route(app, pointsApi.getCoverage, ({ query }) => boardOf(spine, query.region ?? province, waitingOf));
}
