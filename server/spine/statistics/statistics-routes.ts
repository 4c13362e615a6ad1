import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { route } from '#base/http';
import { statisticsApi, statisticsFile, tableFormats, type ViewQuery, viewQuery } from '#contract/statistics';
import { asDownload } from '#spine/attachments/file-name';
import { reachOf } from '#spine/identity/permission';
import { principalOf } from '#spine/identity/permission-guard';
import type { Spine } from '#spine/spine';
import { deleteView, listReports, listViews, mailOf, saveView } from './saved/views-store.ts';
import { fileOf, mediaTypes } from './views/file.ts';
import { statisticsOf } from './views/view.ts';

/** All rows of a table, as far as a spreadsheet is of use. */
const mostRows = 10_000;
const reachedBy = (request: FastifyRequest) => reachOf(principalOf(request), 'statistics.read');

/** Counts by any two dimensions. They are sums of roll-ups, which have no rows of anybody's: the reach narrows the question. */
export function registerStatisticsRoutes(app: FastifyInstance, spine: Spine): void {
  route(app, statisticsApi.getStatistics, ({ query, request }) =>
    statisticsOf(spine, reachedBy(request), query),
  );
  route(app, statisticsApi.listViews, async ({ request }) => {
    const who = principalOf(request);
    return {
      views: await listViews(spine, who),
      reports: await listReports(spine.pool, who.accountId),
      mail: await mailOf(spine, who.accountId),
    };
  });
  route(app, statisticsApi.saveView, ({ body, request }) => saveView(spine, principalOf(request), body));
  route(app, statisticsApi.deleteView, async ({ params, request }) => {
    await deleteView(spine.pool, principalOf(request), params.id);
    return { deleted: true as const };
  });
  const options = {
    schema: { hide: true, querystring: viewQuery, params: z.object({ format: z.enum(tableFormats) }) },
    config: { access: statisticsApi.getStatistics.access },
  } as const;
  app.get(`${statisticsFile}.:format`, options, async (request, reply) => {
    const { format } = request.params as { format: (typeof tableFormats)[number] };
    const asked = { ...(request.query as ViewQuery), page: 1, pageSize: mostRows };
    const view = await statisticsOf(spine, reachedBy(request), asked);
    return reply
      .headers({
        'content-type': mediaTypes[format],
        'content-disposition': asDownload(`统计-${view.regionName.zh}-${view.from ?? '全部'}.${format}`),
        'cache-control': 'private, no-store',
      })
      .send(await fileOf(view, format));
  });
}
