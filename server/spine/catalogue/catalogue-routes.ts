import { toRfc3339 } from '#base/time';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '#base/errors';
import { route } from '#base/http';
import { item as itemSchema } from '#contract/catalogue';
import { catalogueApi } from '#contract/catalogue-api';
import { faultOf } from '#contract/fault';
import { implementingCodeOf } from '#spine/catalogue/base-code';
import { itemProblems } from '#spine/catalogue/check-items';
import { readKnownToItems } from '#spine/catalogue/known-to-items';
import { saveItems } from '#spine/catalogue/register';
import type { RegisteredItem, Registry } from '#spine/catalogue/registry';
import { beginningWith, Conditions, containing } from '#spine/conditions';
import type { Spine } from '#spine/spine';

const organName = (registry: Registry, code: string) => registry.organ(code)?.name ?? { zh: code, en: code };

async function savedAt(spine: Spine, itemId: number): Promise<Map<number, string>> {
  const { rows } = await spine.pool.query<{ version: number; saved_at: number }>(
    'SELECT version, saved_at FROM item_version WHERE item_id = $1',
    [itemId],
  );
  return new Map(rows.map((row) => [row.version, toRfc3339(row.saved_at)]));
}

async function view(spine: Spine, item: RegisteredItem) {
  const saved = await savedAt(spine, item.id);
  return { ...item, organName: organName(spine.registry, item.organ), savedAt: saved.get(item.version)! };
}

export function registerCatalogueRoutes(app: FastifyInstance, spine: Spine): void {
  const { pool, registry } = spine;
  route(app, catalogueApi.listItems, async ({ query }) => {
    const where = new Conditions();
    const search = query.search?.trim();
    if (search)
      where.add(
        (p) => `(v.content -> 'name' ->> 'zh' LIKE ${p(containing(search))}
        OR v.content -> 'name' ->> 'en' ILIKE ${p(containing(search))}
        OR v.pinyin LIKE ${p(containing(search.toLowerCase().replaceAll(/\s/g, '')))} OR i.code LIKE ${p(beginningWith(search))})`,
      );
    if (query.platform) where.add((p) => `v.content ->> 'platform' = ${p(query.platform)}`);
    if (query.type) where.add((p) => `v.content ->> 'type' = ${p(query.type)}`);
    if (query.level) where.add((p) => `(v.content ->> 'level')::int = ${p(query.level)}`);
    if (query.organ) where.add((p) => `v.content ->> 'organ' = ${p(query.organ)}`);
    const from = `FROM item i JOIN LATERAL (SELECT * FROM item_version WHERE item_id = i.id ORDER BY version DESC LIMIT 1) v ON true ${where.where}`;
    const counted = await pool.query<{ n: number }>(`SELECT count(*)::int AS n ${from}`, where.values);
    const { rows } = await pool.query<{ id: number }>(
      `SELECT i.id ${from} ORDER BY v.content ->> 'platform', v.content -> 'name' ->> 'zh' COLLATE "zh-Hans-x-icu", i.code
       LIMIT ${query.pageSize} OFFSET ${(query.page - 1) * query.pageSize}`,
      where.values,
    );
    return {
      rows: rows.map((row) => {
        const item = registry.newestById(row.id);
        return {
          ...item,
          organName: organName(registry, item.organ),
          cancelledFrom: item.cancelledFrom ?? null,
        };
      }),
      total: counted.rows[0]!.n,
      page: query.page,
      pageSize: query.pageSize,
    };
  });
  route(app, catalogueApi.getItem, async ({ params, query }) => {
    const versions = registry.itemVersions(params.code);
    const item =
      query.version === undefined ? versions.at(-1) : versions.find((one) => one.version === query.version);
    if (!item) throw new Refusal('not-found', { field: 'code' });
    const saved = await savedAt(spine, item.id);
    return {
      ...item,
      organName: organName(registry, item.organ),
      savedAt: saved.get(item.version)!,
      versions: versions.map((one) => ({
        version: one.version,
        effectiveFrom: one.effectiveFrom,
        savedAt: saved.get(one.version)!,
      })),
    };
  });
  route(app, catalogueApi.saveItem, async ({ params, body }) => {
    if (params.code !== body.code)
      throw new Refusal('field-invalid', { field: 'code', expected: params.code });
    const before = registry.itemVersions(body.code).at(-1);
    if (before && before.flow.version > body.flow.version)
      throw new Refusal('field-invalid', {
        field: 'flow.version',
        expected: `at least ${before.flow.version}`,
      });
    await saveItems(pool, [body], before?.demonstration ?? false);
    await registry.refresh();
    return view(spine, registry.itemVersions(body.code).at(-1)!);
  });
  route(app, catalogueApi.checkItem, async ({ body }) => {
    const parsed = itemSchema.safeParse(body);
    if (!parsed.success)
      return {
        problems: parsed.error.issues.map(faultOf).map(({ path, message }) => ({
          field: path.join('.'),
          expected: message,
        })),
        implementingCode: null,
      };
    const problems = itemProblems(parsed.data, await readKnownToItems(pool, [parsed.data]));
    return {
      problems: problems.map(({ code: _code, ...problem }) => problem),
      implementingCode: implementingCodeOf(parsed.data) ?? null,
    };
  });
}
