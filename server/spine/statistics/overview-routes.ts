import type { FastifyInstance } from 'fastify';
import { route } from '#base/http';
import { overviewApi } from '#contract/overview';
import { reachOf } from '#spine/identity/permission';
import { principalOf } from '#spine/identity/permission-guard';
import { receiptCode } from '#spine/cases/receipt';
import type { Spine } from '#spine/spine';
import { overviewOf } from '#spine/statistics/overview';
import { wholeDivision } from '#spine/statistics/views/scope';
import { version } from '#base/version';

export function registerOverviewRoutes(app: FastifyInstance, spine: Spine): void {
  route(app, overviewApi.getOverview, ({ query, request }) => {
    const reach = reachOf(principalOf(request), 'statistics.read');
    return overviewOf(spine, reach, wholeDivision(reach, query.region), query.days);
  });
  route(app, overviewApi.getInstallation, async () => {
    const { rows } = await spine.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM region');
    return {
      demonstration: spine.demonstration,
      version,
      timeZone: 'Asia/Shanghai',
      regions: rows[0]!.n,
      organs: [...spine.registry.organs()].length,
      items: spine.registry.items().length,
      sampleReceipts: spine.demonstration ? await sampleReceipts(spine) : [],
    };
  });
}

/** Codes to try in a demonstration: a few cases of its own sources in different states. */
async function sampleReceipts(spine: Spine): Promise<string[]> {
  const { rows } = await spine.pool.query<{ city: number; id: number }>(
    `SELECT DISTINCT ON (status) city, id FROM (
       SELECT c.city, c.id, c.status FROM cases c JOIN source s ON s.id = c.source_id WHERE s.demonstration ORDER BY c.id DESC LIMIT 2000
     ) x ORDER BY status LIMIT 4`,
  );
  return rows.map((row) => receiptCode(row.city, row.id, spine.receiptKey));
}
