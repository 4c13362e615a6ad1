import type { Queries } from '#base/db';
import type { Item } from '#contract/catalogue';
import { baseKeyOf } from '#spine/catalogue/base-code';
import type { KnownToItems } from '#spine/catalogue/check-items';
import { baseOf, baseOfCode } from '#spine/catalogue/item-base';
import { type CommonParts, parentEntry, type PlacedEntry } from '#spine/catalogue/four-levels';

/** Newest versions above a level of the items that bear one of these base codes or names in any version. */
const entriesAbove = `
  SELECT o.region::text, jsonb_build_object('code', i.code, 'level', v.content -> 'level', 'name', v.content -> 'name',
    'type', v.content -> 'type', 'basis', v.content -> 'basis', 'baseCode', v.content -> 'baseCode',
    'implementingCode', v.content -> 'implementingCode', 'effectiveFrom', v.content -> 'effectiveFrom',
    'cancelledFrom', v.content -> 'cancelledFrom') AS item
  FROM (SELECT item_id FROM item_version WHERE item_base(content) = ANY($1::text[])
    UNION SELECT item_id FROM item_version WHERE content -> 'name' ->> 'zh' = ANY($2::text[])) found
  JOIN item i ON i.id = found.item_id
  JOIN LATERAL (SELECT content FROM item_version WHERE item_id = i.id ORDER BY version DESC LIMIT 1) v ON true
  JOIN organ o ON o.code = v.content ->> 'organ'
  WHERE (v.content ->> 'level')::int < $3 AND NOT i.code = ANY($4::text[])`;

async function partCounts(db: Queries, items: readonly Item[]): Promise<Map<string, number>> {
  const codes = items.flatMap(({ parts }) => parts.map(({ item }) => item));
  if (codes.length === 0) return new Map();
  const { rows } = await db.query<{ code: string; parts: number }>(
    `SELECT i.code, coalesce(jsonb_array_length(v.content -> 'parts'), 0) AS parts FROM item i
     JOIN LATERAL (SELECT content FROM item_version WHERE item_id = i.id ORDER BY version DESC LIMIT 1) v ON true
     WHERE i.code = ANY($1::text[])`,
    [[...new Set(codes)]],
  );
  return new Map([
    ...rows.map((row) => [row.code, row.parts] as const),
    ...items.map(({ code, parts }) => [code, parts.length] as const),
  ]);
}

/**
 * The platform of each item: of its newest version; of a new one that of the first item with its base code, registered or among
 * those that are saved together. They count as one (server/spine/statistics), and so are of one platform.
 */
async function platforms(db: Queries, items: readonly Item[]): Promise<Map<string, string>> {
  const { rows } = await db.query<{ code: string; platform: string }>(
    `SELECT i.code, v.content ->> 'platform' AS platform FROM item i
     JOIN LATERAL (SELECT content FROM item_version WHERE item_id = i.id ORDER BY version DESC LIMIT 1) v ON true
     WHERE ${baseOf('i.code')} = ANY($1::text[]) ORDER BY i.id`,
    [[...new Set(items.map(({ code }) => baseOfCode(code)))]],
  );
  const own = new Map(rows.map(({ code, platform }) => [code, platform]));
  const ofBase = new Map<string, string>();
  for (const { code, platform } of [...rows, ...items])
    if (!ofBase.has(baseOfCode(code))) ofBase.set(baseOfCode(code), platform);
  return new Map(items.map(({ code }) => [code, own.get(code) ?? ofBase.get(baseOfCode(code))!]));
}

function groups(entries: readonly PlacedEntry[], key: (item: CommonParts) => string) {
  const found = new Map<string, PlacedEntry[]>();
  for (const one of entries) {
    const group = found.get(key(one.item));
    if (group) group.push(one);
    else found.set(key(one.item), [one]);
  }
  return found;
}

/** What is registered of all that these items name, and of the entries above them; items that are saved together know each other. */
export async function readKnownToItems(db: Queries, items: readonly Item[]): Promise<KnownToItems> {
  const named = items.flatMap(({ organ, parts }) => [organ, ...parts.flatMap((part) => part.organ ?? [])]);
  const organs = await db.query<{ code: string; region: string }>(
    'SELECT code, region::text FROM organ WHERE code = ANY($1::text[])',
    [[...new Set(named)]],
  );
  const policies = await db.query<{ code: string }>('SELECT DISTINCT code FROM policy_version');
  const above = await db.query<PlacedEntry>(entriesAbove, [
    [...new Set(items.map(baseKeyOf))],
    [...new Set(items.map(({ name }) => name.zh))],
    Math.max(0, ...items.map(({ level }) => level)),
    items.map(({ code }) => code),
  ]);
  const regions = new Map(organs.rows.map((row) => [row.code, row.region]));
  const policyCodes = new Set(policies.rows.map((row) => row.code));
  const parts = await partCounts(db, items);
  const platformOf = await platforms(db, items);
  const together = items.flatMap((item) => {
    const region = regions.get(item.organ);
    return region ? [{ item, region }] : [];
  });
  const entries = [...above.rows, ...together];
  const byBase = groups(entries, baseKeyOf);
  const byName = groups(entries, ({ name }) => name.zh);
  return {
    hasOrgan: (code) => regions.has(code),
    hasPolicy: (code) => policyCodes.has(code),
    partsOf: (code) => parts.get(code),
    platformOf: (code) => platformOf.get(code),
    parentOf: (item) => {
      const region = regions.get(item.organ);
      const near = [...(byBase.get(baseKeyOf(item)) ?? []), ...(byName.get(item.name.zh) ?? [])];
      return region ? parentEntry({ item, region }, near) : undefined;
    },
  };
}
