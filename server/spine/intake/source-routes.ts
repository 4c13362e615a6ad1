import type { FastifyInstance } from 'fastify';
import { route } from '#base/http';
import { type Instant, toRfc3339, toRfc3339OrNull } from '#base/time';
import { sourcesApi } from '#contract/sources';
import { createSource } from '#spine/catalogue/register';
import type { Spine } from '#spine/spine';

interface SourceRow {
  code: string;
  name: string;
  mode: 'live' | 'replay';
  demonstration: boolean;
  created_at: Instant;
  now_at: Instant | null;
  cases: number;
}

async function sources(spine: Spine, code?: string) {
  const { rows } = await spine.pool.query<SourceRow>(
    `SELECT s.code, s.name, s.mode, s.demonstration, s.created_at, s.now_at,
       (SELECT count(*)::int FROM cases c WHERE c.source_id = s.id) AS cases
     FROM source s WHERE $1::text IS NULL OR s.code = $1 ORDER BY s.code`,
    [code ?? null],
  );
  return rows.map((row) => ({
    code: row.code,
    name: row.name,
    mode: row.mode,
    demonstration: row.demonstration,
    createdAt: toRfc3339(row.created_at),
    cases: row.cases,
    now: toRfc3339OrNull(row.now_at),
  }));
}

export function registerSourceRoutes(app: FastifyInstance, spine: Spine): void {
  route(app, sourcesApi.listSources, () => sources(spine));
  route(app, sourcesApi.createSource, async ({ body }) => {
    const token = await createSource(spine.pool, body);
    await spine.registry.refresh();
    return { ...(await sources(spine, body.code))[0]!, token };
  });
}
