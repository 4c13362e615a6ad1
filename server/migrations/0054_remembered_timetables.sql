-- A batch remembers the timetables of running cases (docs/decisions/0021-speed-of-the-pipeline.md): a city says up to when the ticker has
-- run the clocks of live sources there, since it moves on what falls due by then and nothing else.

-- In milliseconds since 1970, as the rungs of `clock` are.
ALTER TABLE city_write ADD COLUMN ticked_to bigint NOT NULL DEFAULT 0;

-- Returns [now in milliseconds, edition, 0], and [city, writes, ticked_to] of each city that was written to before: one value, since a
-- row of several costs a batch as much as the locks do.
DROP FUNCTION begin_batch(bigint, integer, integer[]);
CREATE FUNCTION begin_batch(waiting bigint, class integer, cities integer[]) RETURNS bigint[]
  LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  at bigint := floor(extract(epoch FROM now()) * 1000);
  known bigint[];
BEGIN
  -- The statements of a batch find rows by key, a few in tables of any size. One plan is right for all: making it anew
  -- costs more than running it, and one made while a table was empty must not read the whole of it later.
  PERFORM set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_seqscan', 'off', true),
    set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
    pg_advisory_xact_lock_shared(waiting + at),
    -- In the order of the cities, so that no two wait for each other.
    (SELECT count(pg_advisory_xact_lock(class, c.city)) FROM unnest(cities) AS c (city));
  -- A statement of its own: it sees what was committed while the one before waited for the locks.
  SELECT ARRAY[ARRAY[at, e.n, 0]] || (
      SELECT array_agg(ARRAY[w.city, w.n, w.ticked_to]) FROM city_write w WHERE w.city = ANY (cities))
    INTO known FROM edition e;
  RETURN known;
END $$;
