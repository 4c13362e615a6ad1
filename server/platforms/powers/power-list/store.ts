import type { z } from 'zod';
import { inTransaction, type Queries } from '#base/db';
import { Refusal } from '#base/errors';
import { toRfc3339 } from '#base/time';
import { type PowerEntry, powerEntry, type powerListApi } from '#contract/powers/power-list';
import type { Bilingual } from '#contract/text';
import { beginningWith, Conditions, containing } from '#spine/conditions';
import { subtreeRange } from '#spine/regions/region-codes';
import type { Spine } from '#spine/spine';
import { citesOf } from './citation.ts';

export interface VersionRow {
  code: string;
  version: number;
  content: unknown;
  effective_from: string;
  cancelled_from: string | null;
  note: string | null;
  demonstration: boolean;
  region: number;
  region_zh: string;
  region_en: string;
}

const columns = `v.code, v.version, v.content, v.effective_from::text, v.cancelled_from::text, v.note, v.demonstration, v.region,
  r.name_zh AS region_zh, r.name_en AS region_en`;

/** The version of each entry that is in force on a day, as a relation. */
export const inForce = (day: string) => `(SELECT * FROM (
    SELECT DISTINCT ON (code) * FROM powers_list_version WHERE effective_from <= ${day}::date ORDER BY code, effective_from DESC, version DESC
  ) newest WHERE cancelled_from IS NULL OR cancelled_from > ${day}::date)`;

export interface ListedRow {
  code: string;
  version: number;
  name: Bilingual;
  type: PowerEntry['type'];
  level: number;
  organ: string;
  organ_name: Bilingual;
  region: number;
  region_zh: string;
  region_en: string;
  effective_from: string;
  versions: number;
  demonstration: boolean;
}

type Filter = z.output<NonNullable<typeof powerListApi.listPowers.query>>;

function conditionsOf(filter: Filter, withType: boolean): Conditions {
  const where = new Conditions();
  const { search } = filter;
  if (search)
    where.add(
      (p) =>
        `(v.content -> 'name' ->> 'zh' ILIKE ${p(containing(search))} OR v.content -> 'name' ->> 'en' ILIKE ${p(containing(search))}
          OR v.code ILIKE ${p(beginningWith(search))} OR o.content -> 'name' ->> 'zh' ILIKE ${p(containing(search))})`,
    );
  if (withType && filter.type?.length) where.add((p) => `v.type = ANY(${p(filter.type)}::text[])`);
  if (filter.level !== undefined) where.add((p) => `v.level = ${p(filter.level)}`);
  if (filter.organ) where.add((p) => `v.organ = ${p(filter.organ)}`);
  if (filter.region) {
    const { from, to } = subtreeRange(filter.region);
    where.add((p) => `v.region BETWEEN ${p(from)} AND ${p(to)}`);
  }
  return where;
}

/** One page of the entries in force on a day, and how many there are of each type under the other filters. */
export async function listPowers(db: Queries, filter: Filter, today: string) {
  const from = (where: Conditions) =>
    `FROM ${inForce(where.value(today))} v JOIN region r ON r.code = v.region JOIN organ o ON o.code = v.organ`;
  const counted = conditionsOf(filter, false);
  const { rows: types } = await db.query<{ type: string; n: number }>(
    `SELECT v.type, count(*)::int AS n ${from(counted)} ${counted.where} GROUP BY v.type`,
    counted.values,
  );
  const where = conditionsOf(filter, true);
  const listed = from(where);
  const limit = where.value(filter.pageSize);
  const offset = where.value((filter.page - 1) * filter.pageSize);
  const { rows } = await db.query<ListedRow>(
    `SELECT v.code, v.version, v.content -> 'name' AS name, v.type, v.level, v.organ, o.content -> 'name' AS organ_name, v.region,
       r.name_zh AS region_zh, r.name_en AS region_en, v.effective_from::text, v.demonstration,
       (SELECT count(*)::int FROM powers_list_version x WHERE x.code = v.code) AS versions
     ${listed} ${where.where} ORDER BY v.type, v.region, v.code LIMIT ${limit} OFFSET ${offset}`,
    where.values,
  );
  const chosen = filter.type?.length ? new Set<string>(filter.type) : null;
  const total = types.reduce((sum, { type, n }) => sum + (!chosen || chosen.has(type) ? n : 0), 0);
  return { rows, total, types: Object.fromEntries(types.map(({ type, n }) => [type, n])) };
}

/** All versions of an entry, newest first. Refusal: not-found. */
export async function versionsOf(db: Queries, code: string): Promise<(VersionRow & { entry: PowerEntry })[]> {
  const { rows } = await db.query<VersionRow>(
    `SELECT ${columns} FROM powers_list_version v JOIN region r ON r.code = v.region WHERE v.code = $1 ORDER BY v.version DESC`,
    [code],
  );
  if (rows.length === 0) throw new Refusal('not-found', { field: 'code', expected: 'an entry of the list' });
  return rows.map((row) => ({ ...row, entry: powerEntry.parse(row.content) }));
}

/** The newest version of an entry; null where there is none. */
export async function newestOf(
  db: Queries,
  code: string,
): Promise<{ version: number; entry: PowerEntry } | null> {
  const { rows } = await db.query<{ version: number; content: unknown }>(
    'SELECT version, content FROM powers_list_version WHERE code = $1 ORDER BY version DESC LIMIT 1',
    [code],
  );
  return rows[0] ? { version: rows[0].version, entry: powerEntry.parse(rows[0].content) } : null;
}

/** The version among all that is in force on a day; undefined where none is. */
export function currentOf<T extends Pick<VersionRow, 'version' | 'effective_from' | 'cancelled_from'>>(
  versions: readonly T[],
  today: string,
): T | undefined {
  const begun = versions
    .filter((one) => one.effective_from <= today)
    .sort((a, b) =>
      a.effective_from === b.effective_from
        ? b.version - a.version
        : a.effective_from < b.effective_from
          ? 1
          : -1,
    );
  const last = begun[0];
  return last && (last.cancelled_from === null || last.cancelled_from > today) ? last : undefined;
}

/** Refusals: organ-unknown, item-unknown. */
export function checkNames({ registry }: Spine, { organ, item }: PowerEntry): { region: number } {
  const found = registry.organ(organ);
  if (!found) throw new Refusal('organ-unknown', { field: 'entry.organ', expected: 'a registered organ' });
  if (item && registry.itemVersions(item).length === 0)
    throw new Refusal('item-unknown', { field: 'entry.item', expected: 'an item of the catalogue' });
  return { region: found.regionCode };
}

export interface Saving {
  by: string | null;
  note: string | null;
  demonstration: boolean;
  /** The version that it follows; absent: whichever is the newest. */
  after?: number | undefined;
}

/**
 * Saves an entry as the next version, unless the newest says the very same. Refusals: organ-unknown, item-unknown; conflict, where
 * it would begin before the newest version does, or where another version than `after` is the newest.
 */
export async function savePower(
  spine: Spine,
  entry: PowerEntry,
  saving: Saving,
): Promise<{ version: number; saved: boolean }> {
  const { region } = checkNames(spine, entry);
  return inTransaction(spine.pool, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 37))', [entry.code]);
    const { rows } = await client.query<{ version: number; from: string; same: boolean }>(
      `SELECT version, effective_from::text AS "from", content = $2::jsonb AS same FROM powers_list_version
       WHERE code = $1 ORDER BY version DESC LIMIT 1`,
      [entry.code, JSON.stringify(entry)],
    );
    const newest = rows[0];
    if (saving.after !== undefined && saving.after !== (newest?.version ?? 0))
      throw saving.after === 0
        ? new Refusal('conflict', { field: 'entry.code', expected: 'a code that no entry has' })
        : new Refusal('conflict', {
            field: 'after',
            expected: 'the newest version: somebody else has saved one meanwhile; read it again',
          });
    if (newest?.same) return { version: newest.version, saved: false };
    if (newest && entry.effectiveFrom < newest.from)
      throw new Refusal('conflict', {
        field: 'entry.effectiveFrom',
        expected: `${newest.from} or a later day: the newest version begins then`,
      });
    const version = (newest?.version ?? 0) + 1;
    const { code, organ, type, level, effectiveFrom, cancelledFrom = null } = entry;
    const cited = [...entry.basis, ...entry.accountability.flatMap(({ basis }) => basis)];
    await client.query(
      `INSERT INTO powers_list_version (code, version, organ, region, type, level, effective_from, cancelled_from, content, cites,
         saved_by, note, demonstration, saved_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        code,
        version,
        organ,
        region,
        type,
        level,
        effectiveFrom,
        cancelledFrom,
        JSON.stringify(entry),
        citesOf(cited),
        saving.by,
        saving.note,
        saving.demonstration,
        toRfc3339(spine.now()),
      ],
    );
    return { version, saved: true };
  });
}
