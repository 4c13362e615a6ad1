import type { FastifyInstance } from 'fastify';
import { route } from '#base/http';
import { Kept } from '#base/kept';
import { centreApi } from '#contract/powers/centre';
import { province } from '#contract/province';
import { reachOf } from '#spine/identity/permission';
import { principalOf } from '#spine/identity/permission-guard';
import { viewOf } from '#spine/identity/view';
import type { Spine } from '#spine/spine';
import { firstDivision, reachesWhole } from '#spine/statistics/views/scope';
import { centreOf } from './centre.ts';

/** Walls that show one division ask each half minute; whoever reaches as far gets the answer of the one before. */
const keptMs = 10_000;
const mostKept = 100;

export function registerCentreRoutes(app: FastifyInstance, spine: Spine): void {
  const kept = new Kept<Awaited<ReturnType<typeof centreOf>>>(() => spine.now(), keptMs, mostKept);
  route(app, centreApi.getCentre, ({ query, request }) => {
    const { db, reaches } = viewOf(spine, request);
    const reach = reachOf(principalOf(request), 'statistics.read');
    const region = query.region ?? firstDivision(reach) ?? province;
    const { cases, alerts } = reaches;
    const sight = { region, cases, alerts, statistics: reachesWhole(reach, region) };
    return kept.get({ sight, days: query.days }, () => centreOf(spine, db, sight, query.days));
  });
}
