import type { FastifyInstance } from 'fastify';
import { Refusal } from '#base/errors';
import { route } from '#base/http';
import { toRfc3339 } from '#base/time';
import { documentAddress } from '#contract/documents';
import { opennessApi } from '#contract/openness';
import { principalOf } from '#spine/identity/permission-guard';
import type { Spine } from '#spine/spine';
import { getOrgan, issueReport, readForDesk, readReport, saveTexts } from './report.ts';
import { listIssues } from './store.ts';

/** Annual reports on openness: what was issued for everybody, the desk for whoever writes and issues. */
export function registerOpennessRoutes(app: FastifyInstance, spine: Spine): void {
  route(app, opennessApi.list, async ({ query: { organ, ...filter } }) => {
    const organId = organ === undefined ? undefined : getOrgan(spine, organ).id;
    const { issues, total } = await listIssues(spine.pool, { ...filter, organId });
    return {
      rows: issues.map((issue) => {
        const { code, name } = spine.registry.organById(issue.organId);
        return {
          organ: code,
          organName: name,
          year: issue.year,
          issuedAt: toRfc3339(issue.issuedAt),
          pdf: documentAddress(issue.documentCode),
        };
      }),
      total,
      page: filter.page,
      pageSize: filter.pageSize,
    };
  });
  route(app, opennessApi.read, async ({ params }) => {
    const { authors: _authors, ...report } = await readReport(
      spine,
      getOrgan(spine, params.organ),
      params.year,
    );
    if (!report.issued)
      throw new Refusal('not-found', { field: 'year', expected: 'a report that was issued' });
    return report;
  });
  route(app, opennessApi.desk, ({ params, request }) =>
    readForDesk(spine, principalOf(request), params.organ, params.year),
  );
  route(app, opennessApi.save, async ({ params, body, request }) => ({
    version: await saveTexts(spine, principalOf(request), params, body),
  }));
  route(app, opennessApi.issue, ({ params, body, request }) =>
    issueReport(spine, principalOf(request), params, body.version),
  );
}
