-- An event costs PostgreSQL a quarter less (docs/decisions/0021-speed-of-the-pipeline.md).

-- When a case ended stands in its timetable too, which is written anew by that event in any case. An index of `cases` that names
-- `ended_at` makes the row of every case that ends move, and with it its entries in all other indexes.
DROP INDEX cases_running;
DROP INDEX cases_ended;
ALTER TABLE clock ADD ended_at timestamptz;
UPDATE clock k SET ended_at = c.ended_at FROM cases c WHERE c.city = k.city AND c.id = k.case_id AND c.ended_at IS NOT NULL;
CREATE INDEX clock_ended ON clock (ended_at DESC) WHERE ended_at IS NOT NULL;

-- Alerts are written in the order in which they are given, nearly: blocks of rows need no more than their first and last time. The
-- open ones are counted as the queues count them: an index of them took a seventh of the time in which a card is given.
DROP INDEX alert_fired;
CREATE INDEX alert_fired ON alert USING brin (fired_at) WITH (pages_per_range = 32, autosummarize = on);
DROP INDEX alert_open;

-- A page whose rows are all written anew by one batch has room for that, also after they have grown by the steps of their cases.
ALTER TABLE cases SET (fillfactor = 40);

-- Numbers of cases are given out by the thousand: one look for many batches. What a process leaves over when it ends is left out.
ALTER SEQUENCE case_id_sequence INCREMENT BY 1000;
DROP FUNCTION begin_batch(bigint, integer, integer[], integer);
CREATE FUNCTION begin_batch(waiting bigint, class integer, cities integer[],
    OUT at timestamptz, OUT edition integer, OUT writes bigint[])
  LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  one integer;
BEGIN
  -- The statements of a batch find rows by key, a few in tables of any size. One plan is right for all: making it anew
  -- costs more than running it, and one made while a table was empty must not read the whole of it later.
  PERFORM set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_seqscan', 'off', true),
    set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true);
  PERFORM pg_advisory_xact_lock_shared(waiting + floor(extract(epoch FROM now()) * 1000)::bigint);
  FOREACH one IN ARRAY cities LOOP
    PERFORM pg_advisory_xact_lock(class, one);
  END LOOP;
  at := now();
  SELECT e.n, ARRAY(SELECT coalesce(w.n, 0) FROM unnest(cities) WITH ORDINALITY AS c (city, i) LEFT JOIN city_write w ON w.city = c.city ORDER BY c.i)
    INTO edition, writes FROM edition e;
END $$;
