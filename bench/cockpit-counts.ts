import { counterNames } from '#spine/statistics/tally';

const zeros = (n: number) => Array.from({ length: n }, () => '0').join(', ');

/** Sums of the ten counters, in their order. */
export const counterSums = counterNames.map((name) => `CAST(sum(${name}) AS INTEGER) AS ${name}`).join(', ');

const level = (n: number) => `FILTER (WHERE level = ${n})`;
const cases = `count(*) AS opened, count(closed) AS closed, count(*) FILTER (WHERE late) AS closed_late, 0 AS notice, 0 AS yellow, 0 AS red,
  0 AS yellow_ended, 0 AS red_ended, 0 AS corrections_issued, 0 AS corrections_ended`;

/** SELECT of the ten counters by dimensions that all three tables of facts have; PostgreSQL and DuckDB understand it. */
export function countsBy(keys: string): string {
  return `SELECT ${keys}, ${counterSums} FROM (
    SELECT ${keys}, ${cases} FROM cases GROUP BY ${keys}
    UNION ALL SELECT ${keys}, ${zeros(3)}, count(*) ${level(1)}, count(*) ${level(2)}, count(*) ${level(3)},
      count(ended) ${level(2)}, count(ended) ${level(3)}, 0, 0 FROM alerts GROUP BY ${keys}
    UNION ALL SELECT ${keys}, ${zeros(8)}, count(*), count(ended) FROM corrections GROUP BY ${keys}
  ) AS facts GROUP BY ${keys}`;
}

/**
 * The same by day, each fact on its own: a warning counts as settled on the day it was given, a red card on the day it ended.
 * `keys` are further dimensions, each followed by a comma; `range` limits the days.
 */
export function countsByDay(keys = '', range?: { from: string; to: string }): string {
  const on = (column: string) =>
    `${column} ${range ? `BETWEEN DATE '${range.from}' AND DATE '${range.to}'` : 'IS NOT NULL'} GROUP BY ${keys} ${column}`;
  return `SELECT ${keys} k, ${counterSums} FROM (
    SELECT ${keys} opened AS k, count(*) AS opened, 0 AS closed, 0 AS closed_late, 0 AS notice, 0 AS yellow, 0 AS red,
      0 AS yellow_ended, 0 AS red_ended, 0 AS corrections_issued, 0 AS corrections_ended FROM cases WHERE ${on('opened')}
    UNION ALL SELECT ${keys} closed, 0, count(*), count(*) FILTER (WHERE late), ${zeros(7)} FROM cases WHERE ${on('closed')}
    UNION ALL SELECT ${keys} day, ${zeros(3)}, count(*) ${level(1)}, count(*) ${level(2)}, count(*) ${level(3)},
      count(ended) ${level(2)}, ${zeros(3)} FROM alerts WHERE ${on('day')}
    UNION ALL SELECT ${keys} ended, ${zeros(7)}, count(*), 0, 0 FROM alerts WHERE level = 3 AND ${on('ended')}
    UNION ALL SELECT ${keys} issued, ${zeros(8)}, count(*), 0 FROM corrections WHERE ${on('issued')}
    UNION ALL SELECT ${keys} ended, ${zeros(9)}, count(*) FROM corrections WHERE ${on('ended')}
  ) AS facts GROUP BY ${keys} k`;
}
