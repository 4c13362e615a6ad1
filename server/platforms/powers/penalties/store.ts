import type { z } from 'zod';
import type { Queries } from '#base/db';
import { type Instant, toRfc3339 } from '#base/time';
import type { penaltiesApi } from '#contract/powers/penalties';
import type { Bilingual } from '#contract/text';
import { Conditions, containing } from '#spine/conditions';
import type { Reach } from '#spine/identity/permission';
import { addReach } from '#spine/identity/reach-conditions';
import { subtreeRange } from '#spine/regions/region-codes';
import type { PenaltyState } from './penalty.ts';

/** The part's only SQL on cases. Its state is read from `part_state`, which the spine writes. */
type Filter = z.output<NonNullable<typeof penaltiesApi.listPenalties.query>>;
type PublicFilter = z.output<NonNullable<typeof penaltiesApi.listPublications.query>>;

const part = `p.part = 'powers/penalties'`;
const ofCase = (condition: string) =>
  `EXISTS (SELECT FROM cases c WHERE c.city = p.city AND c.id = p.case_id AND (${condition}))`;

export interface PenaltySqlRow {
  city: number;
  id: number;
  number: string;
  organ_name: Bilingual;
  state: PenaltyState;
  opened_at: Instant;
  due_at: Instant | null;
  late: boolean;
  demonstration: boolean;
}

const columns = (
  now: string,
) => `c.city, c.id, c.number, o.content -> 'name' AS organ_name, p.state, p.opened_at,
  k.due_at, s.demonstration,
  (c.late OR (c.ended_at IS NULL AND coalesce(k.due_at < ${now}::timestamptz, false))) AS late`;
const joins = `JOIN cases c ON c.city = p.city AND c.id = p.case_id JOIN source s ON s.id = c.source_id
  JOIN organ o ON o.id = p.organ_id LEFT JOIN clock k ON k.city = p.city AND k.case_id = p.case_id`;

function conditionsOf(filter: Filter, reach: Reach): Conditions {
  const where = new Conditions().add(() => part);
  addReach(where, reach, 'p');
  const search = filter.search?.trim();
  if (search)
    where.add((p) =>
      ofCase(`c.number ILIKE ${p(containing(search))} OR c.title ILIKE ${p(containing(search))}`),
    );
  if (filter.organ) where.add((p) => `p.organ_id = (SELECT id FROM organ WHERE code = ${p(filter.organ)})`);
  for (const name of ['offence', 'tier', 'procedure'] as const) {
    const value = filter[name];
    if (value) where.add((p) => `p.state ->> '${name}' = ${p(value)}`);
  }
  if (filter.status?.length) where.add((p) => `p.state ->> 'status' = ANY(${p(filter.status)}::text[])`);
  return where;
}

/** One page of the penalty cases within a reach, newest first. */
export async function listPenalties(db: Queries, reach: Reach, filter: Filter, now: Instant) {
  const where = conditionsOf(filter, reach);
  const { rows: counted } = await db.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM part_state p ${where.where}`,
    where.values,
  );
  const { page, pageSize } = filter;
  const present = where.value(toRfc3339(now));
  const { rows } = await db.query<PenaltySqlRow>(
    `WITH page AS MATERIALIZED (SELECT p.city, p.case_id FROM part_state p ${where.where}
       ORDER BY p.opened_at DESC, p.case_id DESC LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize})
     SELECT ${columns(present)} FROM page JOIN part_state p USING (city, case_id) ${joins}
     ORDER BY p.opened_at DESC, p.case_id DESC`,
    where.values,
  );
  return { rows, total: counted[0]!.n, page, pageSize };
}

/** One penalty case within what `db` shows; null for what is none. */
export async function findPenalty(
  db: Queries,
  { city, id }: { city: number; id: number },
  now: Instant,
): Promise<PenaltySqlRow | null> {
  const { rows } = await db.query<PenaltySqlRow>(
    `SELECT ${columns('$3')} FROM part_state p ${joins} WHERE ${part} AND p.city = $1 AND p.case_id = $2`,
    [city, id, toRfc3339(now)],
  );
  return rows[0] ?? null;
}

export interface SimilarRow {
  city: number;
  id: number;
  organId: number;
  region: number;
  organName: Bilingual;
  on: string;
  fine: string;
}

/** A bound on what a median is of: the newest of so many. */
const mostSimilar = 1000;

/** Fines imposed for an offence in a tier since a day, newest first, wherever; those that were annulled do not count. */
export async function similarPast(
  db: Queries,
  { offence, tier }: { offence: string; tier: string },
  since: string,
  except: { city: number; id: number },
): Promise<SimilarRow[]> {
  const { rows } = await db.query<SimilarRow>(
    `SELECT p.city, p.case_id AS id, p.organ_id AS "organId", p.region, o.content -> 'name' AS "organName",
       p.state -> 'decision' ->> 'on' AS "on", p.state -> 'decision' ->> 'fine' AS fine
     FROM part_state p JOIN organ o ON o.id = p.organ_id
     WHERE ${part} AND p.state ->> 'offence' = $1 AND p.state ->> 'tier' = $2 AND p.state -> 'decision' ->> 'on' >= $3
       AND p.state -> 'decision' ->> 'outcome' = 'imposed' AND p.state -> 'decision' ->> 'fine' IS NOT NULL
       AND p.state ->> 'annulment' IS NULL AND NOT (p.city = $4 AND p.case_id = $5)
     ORDER BY p.state -> 'decision' ->> 'on' DESC, p.case_id DESC LIMIT ${mostSimilar}`,
    [offence, tier, since, except.city, except.id],
  );
  return rows;
}

export interface PublicSqlRow {
  city: number;
  id: number;
  state: PenaltyState;
  organ_name: Bilingual;
  region: number;
  region_zh: string;
  region_en: string;
  demonstration: boolean;
}

/** Published and not run out: what everybody may read on a day. */
const isShown = (today: string) =>
  `${part} AND p.state ->> 'publication' IS NOT NULL AND p.state -> 'publication' ->> 'until' >= ${today}`;
const publicColumns = `p.city, p.case_id AS id, p.state, o.content -> 'name' AS organ_name, p.region,
  r.name_zh AS region_zh, r.name_en AS region_en, s.demonstration`;
const publicJoins = `JOIN organ o ON o.id = p.organ_id JOIN region r ON r.code = p.region
  JOIN cases c ON c.city = p.city AND c.id = p.case_id JOIN source s ON s.id = c.source_id`;

/** One page of the published decisions, newest first. Names are sealed: they are not searched. */
export async function listPublished(db: Queries, filter: PublicFilter, today: string) {
  const where = new Conditions().add((p) => isShown(p(today)));
  if (filter.offence) where.add((p) => `p.state ->> 'offence' = ${p(filter.offence)}`);
  if (filter.region) {
    const { from, to } = subtreeRange(filter.region);
    where.add((p) => `p.region BETWEEN ${p(Number(from))} AND ${p(Number(to))}`);
  }
  const search = filter.search?.trim();
  if (search)
    where.add(
      (p) => `(p.state -> 'decision' ->> 'number' ILIKE ${p(containing(search))}
        OR EXISTS (SELECT FROM organ n WHERE n.id = p.organ_id AND n.content -> 'name' ->> 'zh' ILIKE ${p(containing(search))}))`,
    );
  const { rows: counted } = await db.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM part_state p ${where.where}`,
    where.values,
  );
  const { page, pageSize } = filter;
  const { rows } = await db.query<PublicSqlRow>(
    `SELECT ${publicColumns} FROM part_state p ${publicJoins} ${where.where}
     ORDER BY p.state -> 'publication' ->> 'on' DESC, p.case_id DESC
     LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`,
    where.values,
  );
  return { rows, total: counted[0]!.n, page, pageSize };
}

/** One published decision; null when it is none, or has run out. */
export async function findPublished(
  db: Queries,
  { city, id }: { city: number; id: number },
  today: string,
): Promise<PublicSqlRow | null> {
  const { rows } = await db.query<PublicSqlRow>(
    `SELECT ${publicColumns} FROM part_state p ${publicJoins}
     WHERE ${isShown('$3')} AND p.city = $1 AND p.case_id = $2`,
    [city, id, today],
  );
  return rows[0] ?? null;
}

/** The highest number of a day that is taken. */
export async function lastNumber(db: Queries, prefix: string): Promise<string | null> {
  const { rows } = await db.query<{ last: string | null }>(
    `SELECT max(number) AS last FROM cases
     WHERE source_id = (SELECT id FROM source WHERE code = 'workbench') AND number BETWEEN $1 AND $2`,
    [`${prefix}0000`, `${prefix}9999`],
  );
  return rows[0]?.last ?? null;
}
