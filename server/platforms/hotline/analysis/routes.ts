import { PassThrough } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '#base/errors';
import { route } from '#base/http';
import { analysisApi, analysisFile } from '#contract/hotline/analysis';
import { province } from '#contract/province';
import { asDownload } from '#spine/attachments/file-name';
import { dateText } from '#spine/calendar/civil-date';
import { principalOf } from '#spine/identity/permission-guard';
import { viewOf } from '#spine/identity/view';
import type { Spine } from '#spine/spine';
import { analyse } from './analyse.ts';
import { issueReport } from './issue-report.ts';
import { todayOf } from './period.ts';
import { publicFiguresOf } from './public-figures.ts';
import { writeReport } from './report-table.ts';

type Asked = { region?: string; to?: string; days: number };

function analysisFor(spine: Spine, request: FastifyRequest, { region = province, to, days }: Asked) {
  if (!spine.registry.hasRegion(Number(region)))
    throw new Refusal('region-unknown', { field: 'region', expected: 'a division of this installation' });
  return analyse(viewOf(spine, request), { region, to: to ?? dateText(todayOf(spine.now())), days });
}

/** What people complain of: for officials within their reach, and as figures for everybody. */
export function registerAnalysisRoutes(app: FastifyInstance, spine: Spine): void {
  const { query } = analysisApi.getAnalysis;
  route(app, analysisApi.getAnalysis, ({ query: asked, request }) => analysisFor(spine, request, asked));
  route(app, analysisApi.issueReport, async ({ body, request }) =>
    issueReport(spine, principalOf(request), await analysisFor(spine, request, body), body.days),
  );
  route(app, analysisApi.getFigures, ({ query: asked }) => publicFiguresOf(spine, asked.month));
  const options = {
    schema: { hide: true, querystring: query },
    config: { access: analysisApi.getAnalysis.access },
  } as const;
  app.get(analysisFile, options, async (request, reply) => {
    const analysis = await analysisFor(spine, request, request.query as Asked);
    const stream = new PassThrough();
    // Who broke off has heard it; what has been sent cannot be called back.
    writeReport(stream, analysis).catch((error: Error) => stream.destroy(error));
    return reply
      .headers({
        'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'content-disposition': asDownload(`热线分析-${analysis.from}-${analysis.to}.xlsx`),
        'cache-control': 'private, no-store',
      })
      .send(stream);
  });
}
