import type { Pool } from 'pg';
import { inTransaction, type Queries } from '#base/db';
import type { Instant } from '#base/time';
import type { Flow, Item } from '#contract/catalogue';
import { Conditions } from '#spine/conditions';
import type { Reach } from '#spine/identity/permission';
import { addReach } from '#spine/identity/reach-conditions';
import { presentOf } from '#spine/intake/present';
import type { ChosenCase } from '../store.ts';
import type { Effects, ToldTwice } from './effects.ts';
import type { ToldEntry } from './tell-under.ts';

/** What is tried, and on which cases. */
export interface Proposal {
  flow: Flow;
  limits: Item['limits'];
  note: string;
  openedFrom?: string | undefined;
  openedTo?: string | undefined;
}

export interface Outcome {
  cases: number;
  told: number;
  late: Effects['late'];
  irregular: Effects['irregular'];
  effects: ReturnType<Effects['rules']>;
}

export interface SimulationRow {
  id: number;
  code: string;
  made_at: Instant;
  made_by: string;
  base_version: number;
  proposal: Proposal;
  outcome: Outcome;
}

/** The entries of cases, each in the order of the journal. */
export async function readEntries(
  db: Queries,
  chosen: readonly ChosenCase[],
): Promise<Map<string, ToldEntry[]>> {
  const { rows } = await db.query<ToldEntry & { city: number; case_id: number }>(
    `SELECT j.city, j.case_id, j.type, j.historic, j.occurred_at, j.recorded_at, j.data
     FROM unnest($1::int2[], $2::int8[]) AS k (city, id)
     JOIN journal j ON j.city = k.city AND j.case_id = k.id ORDER BY j.city, j.case_id, j.case_seq`,
    [chosen.map(({ city }) => city), chosen.map(({ id }) => id)],
  );
  const entries = new Map<string, ToldEntry[]>();
  for (const row of rows) {
    const key = `${row.city}-${row.case_id}`;
    const known = entries.get(key);
    if (known) known.push(row);
    else entries.set(key, [row]);
  }
  return entries;
}

/** The present of each source by its key: a source that replays the past has its own. */
export async function presents(pool: Pool, now: string): Promise<Map<number, Instant>> {
  const { rows } = await pool.query<{ id: number; present: Instant | null }>(
    `SELECT s.id, ${presentOf('$1')} AS present FROM source s`,
    [now],
  );
  return new Map(rows.flatMap(({ id, present }) => (present === null ? [] : [[id, present]])));
}

/** Keeps a simulation with the cases behind its counts; its id. */
export function keepSimulation(
  pool: Pool,
  one: Omit<SimulationRow, 'id' | 'made_at'>,
  cases: readonly ToldTwice[],
): Promise<number> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ id: number }>(
      `INSERT INTO powers_simulation (code, made_by, base_version, proposal, outcome)
       VALUES ($1, $2, $3, $4, $5) RETURNING id`,
      [one.code, one.made_by, one.base_version, one.proposal, one.outcome],
    );
    const { id } = rows[0]!;
    // Lists within a column: `unnest` would flatten arrays of arrays.
    await client.query(
      `INSERT INTO powers_simulation_case (city, simulation, case_id, before, after)
       SELECT city, $1, id, before, after
       FROM jsonb_to_recordset($2::jsonb) AS t (city int2, id int8, before text[], after text[])`,
      [id, JSON.stringify(cases)],
    );
    return id;
  });
}

const columns = 'id, code, made_at, made_by, base_version, proposal, outcome';

export async function findSimulation(pool: Pool, code: string, id: number): Promise<SimulationRow | null> {
  const { rows } = await pool.query<SimulationRow>(
    `SELECT ${columns} FROM powers_simulation WHERE code = $1 AND id = $2`,
    [code, id],
  );
  return rows[0] ?? null;
}

export async function listSimulations(
  pool: Pool,
  code: string,
  { page, pageSize }: { page: number; pageSize: number },
) {
  const { rows: count } = await pool.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM powers_simulation WHERE code = $1',
    [code],
  );
  const { rows } = await pool.query<SimulationRow>(
    `SELECT ${columns} FROM powers_simulation WHERE code = $1 ORDER BY id DESC
     LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`,
    [code],
  );
  return { rows, total: count[0]!.n };
}

export interface CountedCases {
  rules: readonly string[];
  counted: 'before' | 'after' | 'appeared' | 'gone';
  page: number;
  pageSize: number;
}

/** Cases, within reach, of which one of the rules noticed something before, after, only after, or only before. */
export async function casesOfSimulation(db: Queries, reach: Reach, id: number, wanted: CountedCases) {
  const { counted, page, pageSize } = wanted;
  const where = new Conditions();
  where.add((p) => `k.simulation = ${p(id)}`);
  const rules = where.value(wanted.rules);
  const seen = (column: string) => `k.${column} && ${rules}::text[]`;
  const first = counted === 'before' || counted === 'gone' ? 'before' : 'after';
  where.add(() => seen(first));
  if (counted === 'appeared') where.add(() => `NOT ${seen('before')}`);
  if (counted === 'gone') where.add(() => `NOT ${seen('after')}`);
  addReach(where, reach, 'c');
  const from = `FROM powers_simulation_case k JOIN cases c ON c.city = k.city AND c.id = k.case_id ${where.where}`;
  const { rows: count } = await db.query<{ n: number }>(`SELECT count(*)::int AS n ${from}`, where.values);
  const { rows } = await db.query<{ city: number; id: number }>(
    `SELECT c.city, c.id ${from} ORDER BY c.opened_at DESC, c.city, c.id
     LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`,
    where.values,
  );
  return { keys: rows, total: count[0]!.n };
}
