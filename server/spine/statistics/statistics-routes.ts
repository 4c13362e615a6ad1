import type { FastifyInstance } from 'fastify';
import { route } from '#base/http';
import { statisticsApi } from '#contract/statistics';
import { reachOf } from '#spine/identity/permission';
import { principalOf } from '#spine/identity/permission-guard';
import type { Spine } from '#spine/spine';
import { statisticsOf } from '#spine/statistics/views/view';

/** Counts by any two dimensions. They are sums of roll-ups, which have no rows of anybody's: the reach narrows the question. */
export function registerStatisticsRoutes(app: FastifyInstance, spine: Spine): void {
  route(app, statisticsApi.getStatistics, ({ query, request }) =>
    statisticsOf(spine, reachOf(principalOf(request), 'statistics.read'), query),
  );
}
