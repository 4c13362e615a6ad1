import type { Queries } from '#base/db';
import { type Instant, toRfc3339 } from '#base/time';
import type { BulletinState } from '#contract/bulletins';
import { Conditions, containing } from '#spine/conditions';
import type { Reach } from '#spine/identity/permission';
import { bulletinSelect, type StoredBulletin, toBulletin } from './store.ts';

export interface DeskFilter {
  search?: string;
  state?: BulletinState;
  columns?: readonly string[];
  /** Organs within one of these reaches. */
  reaches: readonly Reach[];
  page: number;
  pageSize: number;
}

/** SQL for the bulletins within one of some reaches. */
function within(reaches: readonly Reach[], p: (value: unknown) => string): string {
  if (reaches.some(({ everything }) => everything)) return 'true';
  const each = reaches.flatMap(({ regions, organs }) => [
    ...regions.map((prefix) => `b.region::text LIKE ${p(`${prefix}%`)}`),
    ...organs.map(
      ({ organId, region }) => `(b.organ_id = ${p(organId)} AND b.region::text LIKE ${p(`${region}%`)})`,
    ),
  ]);
  return each.length > 0 ? `(${each.join(' OR ')})` : 'false';
}

/** One page of the bulletins that somebody writes or approves for: what waits for a decision first, then the newest. */
export async function listForDesk(
  db: Queries,
  { search, state, columns, reaches, page, pageSize }: DeskFilter,
  now: Instant,
): Promise<{ bulletins: StoredBulletin[]; total: number }> {
  const where = new Conditions();
  where.value(toRfc3339(now));
  where.add((p) => within(reaches, p));
  if (state) where.add((p) => `b.state = ${p(state)}`);
  if (columns) where.add((p) => `b.column_code = ANY(${p(columns)}::text[])`);
  if (search?.trim()) where.add((p) => `b.title ILIKE ${p(containing(search.trim()))}`);
  const filter = where.where;
  const { values } = where;
  const { rows: counted } = await db.query<{ total: number }>(
    `SELECT count(*)::int AS total FROM bulletin b ${filter} AND $1::timestamptz IS NOT NULL`,
    values,
  );
  const { rows } = await db.query(
    `${bulletinSelect} ${filter} ORDER BY (b.state = 'submitted') DESC, b.changed_at DESC, b.city, b.id DESC
     LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`,
    values,
  );
  return { bulletins: rows.map((row) => toBulletin(row as never)), total: counted[0]!.total };
}
