import type pg from 'pg';

const cases = 300_000;
/** No case of the pipeline gets a number as high. */
const firstId = 1_000_000_000;

/**
 * What an installation has behind it: closed cases of all cities with two old alerts each, so that whoever looks for the newest
 * alerts has to find them among many. Written by earlier transactions, as far as the new database has had any.
 */
export async function fillHistory(owner: pg.Pool): Promise<void> {
  await owner.query(
    `INSERT INTO source (code, name, mode, demonstration) VALUES ('bench-past', 'bench', 'live', false)`,
  );
  await owner.query(
    `WITH place AS (SELECT id, region, row_number() OVER (ORDER BY id) - 1 AS n, count(*) OVER () AS places FROM organ)
     INSERT INTO cases (city, id, source_id, number, item_id, item_version, organ_id, region, status, seq, opened_at, last_at, ended_at, state, title)
     SELECT p.region / 100000000, $1::int8 + i, s.id, 'PAST-' || i, v.item_id, v.version, p.id, p.region, 'closed', 6,
       now() - interval '40 days', now() - interval '20 days', now() - interval '20 days', '{}', 'Past'
     FROM generate_series(1, $2::int8) AS i JOIN place p ON p.n = i % p.places
       JOIN source s ON s.code = 'bench-past' JOIN item_version v ON v.version = 1`,
    [firstId, cases],
  );
  await owner.query(
    `WITH past AS (SELECT pg_snapshot_xmin(pg_current_snapshot())::text::int8 - 1 AS transactions)
     INSERT INTO alert (city, case_id, key, rule, level, item_id, organ_id, region, fired_at, txid, evidence)
     SELECT c.city, c.id, 'promised:' || level, 'OVERDUE', level, c.item_id, c.organ_id, c.region, c.last_at,
       (1 + (c.id - $1) * past.transactions / ($2 + 1))::text::xid8, NULL
     FROM cases c, past, generate_series(2, 3) AS level WHERE c.id > $1 ORDER BY c.id`,
    [firstId, cases],
  );
  await owner.query(
    `INSERT INTO alert_write (txid, city, first_id, last_id, n) SELECT txid, city, min(id), max(id), count(*) FROM alert GROUP BY txid, city`,
  );
  await owner.query('VACUUM (ANALYZE) cases');
  await owner.query('VACUUM (ANALYZE) alert');
}
