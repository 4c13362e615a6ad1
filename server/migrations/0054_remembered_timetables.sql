-- A batch remembers the timetables of running cases (docs/decisions/0021-speed-of-the-pipeline.md): a city says up to when the ticker has
-- run the clocks of live sources there, since it moves on what falls due by then and nothing else.

ALTER TABLE city_write ADD COLUMN ticked_to timestamptz NOT NULL DEFAULT '1970-01-01Z';

DROP FUNCTION begin_batch(bigint, integer, integer[]);
CREATE FUNCTION begin_batch(waiting bigint, class integer, cities integer[],
    OUT at timestamptz, OUT edition integer, OUT writes bigint[], OUT ticked bigint[])
  LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  -- The statements of a batch find rows by key, a few in tables of any size. One plan is right for all: making it anew
  -- costs more than running it, and one made while a table was empty must not read the whole of it later.
  PERFORM set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_seqscan', 'off', true),
    set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
    pg_advisory_xact_lock_shared(waiting + floor(extract(epoch FROM now()) * 1000)::bigint),
    -- In the order of the cities, so that no two wait for each other.
    (SELECT count(pg_advisory_xact_lock(class, c.city)) FROM unnest(cities) AS c (city));
  at := now();
  -- A statement of its own: it sees what was committed while the one before waited for the locks.
  SELECT e.n, w.writes, w.ticked INTO edition, writes, ticked
    FROM edition e, (
      SELECT array_agg(coalesce(w.n, 0) ORDER BY c.i) AS writes,
        array_agg(coalesce(extract(epoch FROM w.ticked_to) * 1000, 0)::bigint ORDER BY c.i) AS ticked
      FROM unnest(cities) WITH ORDINALITY AS c (city, i) LEFT JOIN city_write w ON w.city = c.city) AS w;
END $$;
