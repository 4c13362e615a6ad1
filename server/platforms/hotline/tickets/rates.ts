import type { Queries } from '#base/db';
import { type Instant, toRfc3339 } from '#base/time';
import type { OrganRates } from '#contract/hotline/tickets';
import type { Bilingual } from '#contract/text';
import { addDays, Conditions } from '#spine/conditions';
import type { Reach } from '#spine/identity/permission';
import { addReach } from '#spine/identity/reach-conditions';
import { subtreeRange } from '#spine/regions/region-codes';
import { limits } from './limits.ts';
import { isExcluded, isLate, lead, measureSql } from './measures.ts';

interface Row {
  organ: string;
  name: Bilingual;
  tickets: number;
  excluded: number;
  redos: number;
  reminders: number;
  late: number;
  response_of: number;
  response_good: number;
  resolution_of: number;
  resolution_good: number;
  satisfaction_of: number;
  satisfaction_good: number;
}

/** Weighted mean of the rates that count something, 0 to 100 with one place; null where none does. Pure. */
export function scoreOf(rates: Pick<OrganRates, 'response' | 'resolution' | 'satisfaction'>): number | null {
  const counted = (['response', 'resolution', 'satisfaction'] as const).filter((name) => rates[name].of > 0);
  const weight = counted.reduce((sum, name) => sum + limits.weights[name], 0);
  if (weight === 0) return null;
  const sum = counted.reduce(
    (whole, name) => whole + (limits.weights[name] * rates[name].good) / rates[name].of,
    0,
  );
  return Math.round((sum / weight) * 1000) / 10;
}

const counted = (name: keyof typeof measureSql, now: string): string => {
  const of = name === 'response' ? measureSql.response.of(now) : measureSql[name].of();
  return `count(*) FILTER (WHERE NOT excluded AND ${of})::int AS ${name}_of,
    count(*) FILTER (WHERE NOT excluded AND ${of} AND ${measureSql[name].good})::int AS ${name}_good`;
};

/** Rates of each lead organ over the tickets within a reach, of a place and a time; the organ with most tickets first. */
export async function listRates(
  db: Queries,
  reach: Reach,
  filter: { region?: string; from?: string; to?: string },
  now: Instant,
): Promise<OrganRates[]> {
  const where = new Conditions().add(() => `p.part = 'hotline/tickets' AND ${lead} IS NOT NULL`);
  addReach(where, reach, 'p');
  if (filter.region) {
    const { from, to } = subtreeRange(filter.region);
    where.add((p) => `p.region BETWEEN ${p(from)}::int8 AND ${p(to)}::int8`);
  }
  addDays(where, 'p.opened_at', filter.from, filter.to);
  const present = where.value(now);
  const time = where.value(toRfc3339(now));
  const { rows } = await db.query<Row>(
    `WITH p AS MATERIALIZED (
       SELECT p.state, ${lead} ->> 'organ' AS organ, ${isExcluded} AS excluded, ${isLate(time)} AS late
       FROM part_state p JOIN cases c ON c.city = p.city AND c.id = p.case_id ${where.where})
     SELECT p.organ, o.content -> 'name' AS name, count(*)::int AS tickets,
       count(*) FILTER (WHERE excluded)::int AS excluded,
       coalesce(sum((p.state ->> 'redos')::int) FILTER (WHERE NOT excluded), 0)::int AS redos,
       coalesce(sum((p.state ->> 'reminders')::int) FILTER (WHERE NOT excluded), 0)::int AS reminders,
       count(*) FILTER (WHERE late)::int AS late,
       ${counted('response', present)}, ${counted('resolution', present)}, ${counted('satisfaction', present)}
     FROM p JOIN organ o ON o.code = p.organ GROUP BY 1, 2 ORDER BY count(*) DESC, p.organ LIMIT 500`,
    where.values,
  );
  return rows.map((row) => {
    const rates = {
      response: { of: row.response_of, good: row.response_good },
      resolution: { of: row.resolution_of, good: row.resolution_good },
      satisfaction: { of: row.satisfaction_of, good: row.satisfaction_good },
    };
    const { organ, name: organName, tickets, excluded, redos, reminders, late } = row;
    return { organ, organName, tickets, excluded, redos, reminders, late, ...rates, score: scoreOf(rates) };
  });
}
