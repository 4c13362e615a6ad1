import type { FastifyInstance } from 'fastify';
import { route } from '#base/http';
import { centreApi } from '#contract/powers/centre';
import { viewOf } from '#spine/identity/view';
import type { Spine } from '#spine/spine';
import { centreOf } from './centre.ts';

export function registerCentreRoutes(app: FastifyInstance, spine: Spine): void {
  route(app, centreApi.getCentre, ({ query, request }) => {
    const { db, reaches } = viewOf(spine, request);
    return centreOf(
      spine,
      db,
      { region: query.region, cases: reaches.cases, alerts: reaches.alerts },
      query.days,
    );
  });
}
