import type pg from 'pg';
import { tallyStatements } from '#spine/statistics/tally-sql';
import { counterNames } from '#spine/statistics/tally';

/** One line of the list from which cases take their place: an organ and a division that it serves. */
export interface Place {
  region: number;
  organId: number;
}

const items = 300;
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

/** A row of ones and zeros over the counters, in their order. */
const counted = (ones: Partial<Record<(typeof counterNames)[number], string>>) =>
  counterNames.map((name) => `${ones[name] ?? 0} AS ${name}`).join(', ');

const facts = `
  SELECT opened AS day, region, organ_id, item_id, ${counted({ opened: '1' })} FROM bench_cases WHERE city = $2::int8
  UNION ALL SELECT closed, region, organ_id, item_id, ${counted({ closed: '1', closed_late: 'late::int' })} FROM bench_cases
    WHERE city = $2::int8 AND closed IS NOT NULL
  UNION ALL SELECT day, region, organ_id, item_id, ${counted({
    notice: '(level = 1)::int',
    yellow: '(level = 2)::int',
    red: '(level = 3)::int',
    yellow_ended: '(level = 2 AND ended IS NOT NULL)::int',
  })} FROM bench_alerts WHERE city = $2::int8
  UNION ALL SELECT ended, region, organ_id, item_id, ${counted({ red_ended: '1' })} FROM bench_alerts
    WHERE city = $2::int8 AND level = 3 AND ended IS NOT NULL
  UNION ALL SELECT issued, region, organ_id, item_id, ${counted({ corrections_issued: '1' })} FROM bench_corrections WHERE city = $2::int8
  UNION ALL SELECT ended, region, organ_id, item_id, ${counted({ corrections_ended: '1' })} FROM bench_corrections
    WHERE city = $2::int8 AND ended IS NOT NULL`;

/**
 * Generates the cases in PostgreSQL and fills the roll-ups from them, city by city, with the very statements by which
 * the pipeline keeps them. Days: a warning is counted as settled on the day it was given, a red card on the day it ended.
 */
export async function fillTallies(
  client: pg.ClientBase,
  places: Place[],
  count: number,
  today: number,
): Promise<void> {
  await client.query(`SET work_mem = '256MB'`);
  await client.query('CREATE TEMP TABLE place (n bigint PRIMARY KEY, region bigint, organ_id integer)');
  await client.query(
    'INSERT INTO place SELECT ord - 1, region, organ FROM unnest($1::int8[], $2::int4[]) WITH ORDINALITY AS u (region, organ, ord)',
    [places.map((one) => one.region), places.map((one) => one.organId)],
  );
  await client.query('ANALYZE place');
  await client.query(
    `CREATE TEMP TABLE generated AS WITH range AS (SELECT generate_series(0, ${count}::int8 - 1) AS i) ${caseSelect(count, places.length, today)}`,
  );
  for (const [name, select] of Object.entries(factSelects(today)))
    await client.query(`CREATE TEMP TABLE bench_${name} AS ${select}`);
  for (const name of ['cases', 'alerts', 'corrections']) {
    await client.query(`CREATE INDEX ON bench_${name} (city)`);
    await client.query(`ANALYZE bench_${name}`);
  }
  const cities = new Set(places.map((one) => one.region - (one.region % 100_000_000)));
  for (const city of cities)
    await client.query(`WITH counted AS (${facts}), ${tallyStatements} SELECT 1`, [city / 100_000_000, city]);
  await client.query('DROP TABLE place, generated, bench_cases, bench_alerts, bench_corrections');
  await client.query('VACUUM (ANALYZE) tally_cube, tally_place, tally_day, tally_organ, tally_item');
}
