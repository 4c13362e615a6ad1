import type pg from 'pg';
import { counterNames } from '#spine/statistics/tally';
import { counterSums, countsBy, countsByDay } from './cockpit-counts.ts';

/** One line of the list from which cases take their place: an organ and a division that it serves. */
export interface Place {
  region: number;
  organId: number;
}

export const items = 300;
/** Cases spread over three years and end today. */
const days = 1_096;
const epoch = `DATE '1970-01-01'`;
const date = (day: string) => `${epoch} + CAST(${day} AS integer)`;

/** Numbers that look random, the same in PostgreSQL and in DuckDB: i times a large odd number, modulo a prime. */
const dice = (factor: number, sides: number) => `((i * ${factor}) % 4294967291) % ${sides}`;

/**
 * The generated cases as a SELECT over `range` (a table of i) and `place` (n, region, organ_id) that both databases understand.
 * Days are numbers since 1970. One case in eleven is still open; a twentieth is late.
 */
export function caseSelect(count: number, places: number, today: number): string {
  const opened = `${today - days + 1} + CAST(floor(i * ${days}.0 / ${count}) AS bigint)`;
  return `SELECT i, p.region, p.organ_id, 1 + ${dice(2_654_435_761, items)} AS item_id, ${opened} AS opened,
      ${opened} + 2 + ${dice(40_503, 35)} AS closed,
      ${dice(2_246_822_519, 20)} = 0 AS late, ${dice(3_266_489_917, 100)} AS warned, ${dice(668_265_263, 100)} AS settled
    FROM range JOIN place p ON p.n = (i * 7919 + ${dice(97, 31)}) % ${places}`;
}

/** Rows of the three tables of facts, each a SELECT over `generated` (a table of `caseSelect`). */
export function factSelects(today: number): { cases: string; alerts: string; corrections: string } {
  const place = `CAST(region - region % 100000000 AS bigint) AS city, CAST(region - region % 1000000 AS bigint) AS county, region, organ_id,
    CAST(item_id AS integer) AS item_id`;
  const alert = (
    level: number,
    after: number,
    share: number,
  ) => `SELECT ${place}, CAST(${level} AS smallint) AS level,
      ${date(`opened + ${after}`)} AS day, ${date(`CASE WHEN settled < 60 AND opened + ${after + 4} <= ${today} THEN opened + ${after + 4} END`)} AS ended
    FROM generated WHERE warned < ${share} AND opened + ${after} <= ${today}`;
  return {
    cases: `SELECT ${place}, ${date('opened')} AS opened, ${date(`CASE WHEN closed <= ${today} THEN closed END`)} AS closed,
      (late AND closed <= ${today}) AS late FROM generated`,
    alerts: [alert(1, 4, 30), alert(2, 6, 14), alert(3, 9, 6)].join(' UNION ALL '),
    corrections: `SELECT ${place}, ${date('opened + 10')} AS issued,
      ${date(`CASE WHEN settled < 60 AND opened + 13 <= ${today} THEN opened + 13 END`)} AS ended
    FROM generated WHERE warned < 6 AND opened + 10 <= ${today}`,
  };
}

const counters = counterNames.join(', ');
/** A division of a fact and those above it, each once. */
const lineage = (...codes: string[]) =>
  `CROSS JOIN LATERAL (SELECT DISTINCT unnest(ARRAY[${codes.join(', ')}]) AS code) AS above`;

/**
 * Counts the facts as DuckDB does, and adds them up the tree: of these small tables the cockpit's first page is made. What is
 * counted by day is written in order of time, as it would arrive; so are the facts of DuckDB.
 */
const fills = [
  `INSERT INTO tally_organ (city, organ_id, ${counters})
     SELECT city / 100000000, organ_id, ${counters} FROM (${countsBy('city, organ_id')}) AS counted`,
  `INSERT INTO tally_place (city, region, ${counters})
     SELECT city / 100000000, code, ${counterSums} FROM (${countsBy('city, county, region')}) AS counted
     ${lineage('city', 'county', 'region')} GROUP BY city, code`,
  `INSERT INTO tally_item (city, region, item_id, ${counters})
     SELECT city / 100000000, county AS code, item_id, ${counterSums} FROM (${countsBy('city, county, item_id')}) AS counted
     WHERE county % 100000000 <> 0 GROUP BY city, code, item_id`,
  `INSERT INTO tally_city_item (city, item_id, ${counters})
     SELECT city / 100000000, item_id, ${counterSums} FROM (${countsBy('city, county, item_id')}) AS counted GROUP BY city, item_id`,
  `INSERT INTO tally_day (city, region, day, ${counters})
     SELECT city / 100000000, code, k, ${counterSums} FROM (${countsByDay('city, county,')}) AS counted
     ${lineage('city', 'county')} GROUP BY city, code, k ORDER BY k`,
];

/**
 * Generates the cases in PostgreSQL and fills the roll-ups from them, set-based: through the pipeline five million would
 * take minutes. The cube, which answers for towns and villages alone, stays empty.
 */
export async function fillTallies(
  client: pg.ClientBase,
  places: Place[],
  count: number,
  today: number,
): Promise<void> {
  // In a schema of their own, and not temporary: of temporary tables PostgreSQL reads with one process alone.
  await client.query('CREATE SCHEMA facts');
  await client.query(`SET search_path = facts, public`);
  await client.query(`SET work_mem = '256MB'`);
  await client.query('CREATE UNLOGGED TABLE place (n bigint PRIMARY KEY, region bigint, organ_id integer)');
  await client.query(
    'INSERT INTO place SELECT ord - 1, region, organ FROM unnest($1::int8[], $2::int4[]) WITH ORDINALITY AS u (region, organ, ord)',
    [places.map((one) => one.region), places.map((one) => one.organId)],
  );
  await client.query('ANALYZE place');
  await client.query(
    `CREATE UNLOGGED TABLE generated AS WITH range AS (SELECT generate_series(0, ${count}::int8 - 1) AS i) ${caseSelect(count, places.length, today)}`,
  );
  for (const [name, select] of Object.entries(factSelects(today))) {
    await client.query(`CREATE UNLOGGED TABLE ${name} AS ${select}`);
    await client.query(`ANALYZE ${name}`);
  }
  for (const fill of fills) await client.query(fill);
  await client.query('DROP SCHEMA facts CASCADE');
  await client.query('VACUUM (ANALYZE) tally_place, tally_day, tally_organ, tally_item, tally_city_item');
}
