import type { z } from 'zod';
import type { Queries } from '#base/db';
import type { Instant } from '#base/time';
import type { mattersApi } from '#contract/services/village-matters';
import { Conditions } from '#spine/conditions';
import type { Reach } from '#spine/identity/permission';
import { addReach } from '#spine/identity/reach-conditions';
import { subtreeRange } from '#spine/regions/region-codes';
import type { MatterState } from './state.ts';

const part = `p.part = 'services/four-discussions'`;

/** A matter as the database has it. */
export interface MatterSqlRow {
  city: number;
  id: number;
  state: MatterState;
  opened_at: Instant;
  region_zh: string;
  region_en: string;
}

const select = 'SELECT c.city, c.id, p.state, c.opened_at, r.name_zh AS region_zh, r.name_en AS region_en';
const joins = `FROM part_state p JOIN cases c ON c.city = p.city AND c.id = p.case_id JOIN region r ON r.code = c.region`;

/** One matter, within what the caller's `db` shows; null for what is none. */
export async function findMatter(
  db: Queries,
  { city, id }: { city: number; id: number },
): Promise<MatterSqlRow | null> {
  const { rows } = await db.query<MatterSqlRow>(
    `${select} ${joins} WHERE ${part} AND p.city = $1 AND p.case_id = $2`,
    [city, id],
  );
  return rows[0] ?? null;
}

/** Matters of a village whose decision is public, newest first. */
export async function publicMatters(db: Queries, region: string): Promise<MatterSqlRow[]> {
  const { rows } = await db.query<MatterSqlRow>(
    `${select} ${joins} WHERE ${part} AND p.state ->> 'region' = $1 AND p.state ->> 'decisionPublicOn' IS NOT NULL
     ORDER BY p.state ->> 'decisionPublicOn' DESC, c.id DESC LIMIT 50`,
    [region],
  );
  return rows;
}

type Filter = z.output<NonNullable<typeof mattersApi.listMatters.query>>;

/** Matters within a reach, newest first. */
export async function listMatters(
  db: Queries,
  reach: Reach,
  filter: Filter,
): Promise<{ rows: MatterSqlRow[]; total: number }> {
  const where = new Conditions();
  where.add(() => part);
  addReach(where, reach, 'c');
  if (filter.region) {
    const { from, to } = subtreeRange(filter.region);
    where.add((p) => `p.state ->> 'region' BETWEEN ${p(from)} AND ${p(to)}`);
  }
  if (filter.status) where.add((p) => `p.state ->> 'status' = ANY(${p(filter.status)}::text[])`);
  const count = await db.query<{ total: number }>(
    `SELECT count(*)::int AS total ${joins} ${where.where}`,
    where.values,
  );
  const limit = where.value(filter.pageSize);
  const offset = where.value((filter.page - 1) * filter.pageSize);
  const { rows } = await db.query<MatterSqlRow>(
    `${select} ${joins} ${where.where} ORDER BY c.opened_at DESC, c.city, c.id LIMIT ${limit} OFFSET ${offset}`,
    where.values,
  );
  return { rows, total: count.rows[0]!.total };
}
