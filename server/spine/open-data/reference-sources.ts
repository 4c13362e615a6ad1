import { Conditions, containing } from '#spine/conditions';
import { subtreeRange } from '#spine/regions/region-codes';
import type { Spine } from '#spine/spine';
import type { Asked, CurrentSource } from './data-source.ts';

/** One page of a query whose rows are rows of the data set. `region` and `name` are SQL for what is narrowed by. */
export async function pageOfRows(
  { pool }: Pick<Spine, 'pool'>,
  { select, from, region, name, order }: Record<'select' | 'from' | 'region' | 'name' | 'order', string>,
  asked: Asked,
) {
  const where = new Conditions();
  if (asked.region) {
    const range = subtreeRange(asked.region);
    where.add((p) => `${region} BETWEEN ${p(range.from)}::int8 AND ${p(range.to)}::int8`);
  }
  if (asked.search?.trim()) where.add((p) => `${name} ILIKE ${p(containing(asked.search!.trim()))}`);
  const counted = await pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM ${from} ${where.where}`,
    where.values,
  );
  const { rows } = await pool.query(
    `SELECT ${select} FROM ${from} ${where.where} ORDER BY ${order} LIMIT ${asked.limit} OFFSET ${asked.offset}`,
    where.values,
  );
  return { rows, total: counted.rows[0]!.n };
}

/** The catalogue of items in their newest versions. */
export const itemSource: CurrentSource = {
  kind: 'current',
  rows: (spine, asked) =>
    pageOfRows(
      spine,
      {
        select: `i.code, v.content -> 'name' ->> 'zh' AS name, v.content -> 'name' ->> 'en' AS name_en,
          v.content ->> 'platform' AS platform, v.content ->> 'type' AS kind, o.code AS organ,
          o.content -> 'name' ->> 'zh' AS organ_name, o.region::text AS region, v.version::int AS version,
          v.effective_from::text AS effective_from`,
        from: `item i JOIN LATERAL (SELECT * FROM item_version WHERE item_id = i.id ORDER BY version DESC LIMIT 1) v ON true
          LEFT JOIN organ o ON o.code = v.content ->> 'organ'`,
        region: 'o.region',
        name: `v.content -> 'name' ->> 'zh'`,
        order: 'i.code',
      },
      asked,
    ),
};

/** Organs. */
export const organSource: CurrentSource = {
  kind: 'current',
  rows: (spine, asked) =>
    pageOfRows(
      spine,
      {
        select: `code, content -> 'name' ->> 'zh' AS name, content -> 'name' ->> 'en' AS name_en, region::text AS region,
          content ->> 'kind' AS kind`,
        from: 'organ',
        region: 'region',
        name: `content -> 'name' ->> 'zh'`,
        order: 'code',
      },
      asked,
    ),
};
