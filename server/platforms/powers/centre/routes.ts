import type { FastifyInstance } from 'fastify';
import { route } from '#base/http';
import { Kept } from '#base/kept';
import { centreApi } from '#contract/powers/centre';
import { viewOf } from '#spine/identity/view';
import type { Spine } from '#spine/spine';
import { centreOf } from './centre.ts';

/** Walls that show one division ask each half minute; whoever reaches as far gets the answer of the one before. */
const keptMs = 10_000;
const mostKept = 100;

export function registerCentreRoutes(app: FastifyInstance, spine: Spine): void {
  const kept = new Kept<Awaited<ReturnType<typeof centreOf>>>(() => spine.now(), keptMs, mostKept);
  route(app, centreApi.getCentre, ({ query: { region, days }, request }) => {
    const { db, reaches } = viewOf(spine, request);
    const sight = { region, cases: reaches.cases, alerts: reaches.alerts };
    return kept.get({ sight, days }, () => centreOf(spine, db, sight, days));
  });
}
