import type { FastifyInstance } from 'fastify';
import { Refusal } from '#base/errors';
import { route } from '#base/http';
import { regionsApi } from '#contract/regions';
import type { Bilingual } from '#contract/text';
import { saveOrgans } from '#spine/catalogue/register';
import { beginningWith, Conditions, containing } from '#spine/conditions';
import { subtreeRange } from '#spine/regions/region-codes';
import type { Spine } from '#spine/spine';

interface RegionRow {
  code: number;
  parent: number | null;
  level: number;
  functional_zone: boolean;
  zh: string;
  en: string;
  children: number;
  path: Bilingual[] | null;
}

const select = `SELECT r.code, r.parent, r.level, r.functional_zone, r.name_zh AS zh, r.name_en AS en,
  (SELECT count(*)::int FROM region c WHERE c.parent = r.code) AS children,
  (WITH RECURSIVE up AS (
     SELECT parent, 0 AS d, NULL::text AS zh, NULL::text AS en FROM region WHERE code = r.code
     UNION ALL SELECT p.parent, up.d + 1, p.name_zh, p.name_en FROM up JOIN region p ON p.code = up.parent
   ) SELECT json_agg(json_build_object('zh', zh, 'en', en) ORDER BY d DESC) FROM up WHERE d > 0) AS path
  FROM region r`;

function toRegion(row: RegionRow) {
  return {
    code: String(row.code),
    name: { zh: row.zh, en: row.en },
    parent: row.parent === null ? null : String(row.parent),
    level: row.level,
    functionalZone: row.functional_zone,
    children: row.children,
    path: row.path ?? [],
  };
}

/**
 * By Chinese name, by full pinyin or its initials, by English name (some names are read as no dictionary of pinyin reads
 * them: 单县 is Shanxian), by code.
 */
function matching(search: string, p: (value: unknown) => string): string {
  const letters = search.toLowerCase().replaceAll(/\s/g, '');
  return `(r.name_zh LIKE ${p(containing(search))} OR r.code::text LIKE ${p(beginningWith(search))}
    OR r.pinyin LIKE ${p(beginningWith(letters))} OR r.pinyin LIKE ${p(containing(` ${letters}`))}
    OR replace(r.name_en, ' ', '') ILIKE ${p(beginningWith(letters))})`;
}

export function registerRegionRoutes(app: FastifyInstance, spine: Spine): void {
  const { pool, registry } = spine;
  route(app, regionsApi.listRegions, async ({ query }) => {
    const where = new Conditions();
    const search = query.search?.trim();
    if (search) where.add((p) => matching(search, p));
    else if (query.parent) where.add((p) => `r.parent = ${p(query.parent)}`);
    else where.add(() => 'r.parent IS NULL');
    const { rows } = await pool.query<RegionRow>(
      `${select} ${where.where} ORDER BY r.level, r.code LIMIT 300`,
      where.values,
    );
    return rows.map(toRegion);
  });
  route(app, regionsApi.listOrgans, async ({ query }) => {
    const where = new Conditions();
    if (query.region) {
      const { from, to } = subtreeRange(query.region);
      where.add((p) => `o.region BETWEEN ${p(from)} AND ${p(to)}`);
    }
    const search = query.search?.trim();
    if (search)
      where.add(
        (p) => `(o.content -> 'name' ->> 'zh' LIKE ${p(containing(search))}
          OR o.content -> 'name' ->> 'en' ILIKE ${p(containing(search))} OR o.code LIKE ${p(beginningWith(search))})`,
      );
    if (query.code) where.add((p) => `o.code = ${p(query.code)}`);
    const counted = await pool.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM organ o ${where.where}`,
      where.values,
    );
    const { rows } = await pool.query<{ code: string; zh: string; en: string }>(
      `SELECT o.code, r.name_zh AS zh, r.name_en AS en FROM organ o JOIN region r ON r.code = o.region ${where.where}
       ORDER BY r.level, o.region, o.code LIMIT ${query.pageSize} OFFSET ${(query.page - 1) * query.pageSize}`,
      where.values,
    );
    const organs = rows.flatMap((row) => {
      const organ = registry.organ(row.code);
      return organ ? [{ ...organ, regionName: { zh: row.zh, en: row.en } }] : [];
    });
    return { rows: organs, total: counted.rows[0]!.n, page: query.page, pageSize: query.pageSize };
  });
  route(app, regionsApi.saveOrgan, async ({ params, body }) => {
    if (params.code !== body.code)
      throw new Refusal('field-invalid', { field: 'code', expected: params.code });
    await saveOrgans(pool, [body], registry.organ(body.code)?.demonstration ?? false);
    await registry.refresh();
    return registry.organ(body.code)!;
  });
}
