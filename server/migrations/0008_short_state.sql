-- Each event writes the state of its case anew, so the state says only what the other columns do not, and nothing twice.

ALTER TABLE cases ADD COLUMN title text NOT NULL DEFAULT '';
UPDATE cases SET title = state ->> 'title', state = (jsonb_strip_nulls(jsonb_build_object(
    'openedClaim', state -> 'openedClaim',
    'lastActor', state -> 'lastActor',
    'lastStep', state -> 'lastStep',
    'acceptedAt', state -> 'acceptedAt',
    'decidedAt', state -> 'decidedAt',
    'corrections', state -> 'corrections',
    'steps', (SELECT jsonb_object_agg(key, jsonb_build_array(value -> 'last', value -> 'actor', value -> 'post', value -> 'n', value -> 'first'))
              FROM json_each(state -> 'steps'))
  ))
  -- Lists keep the nulls inside them.
  || (SELECT coalesce(jsonb_object_agg(key, value), '{}') FROM jsonb_each(state::jsonb)
      WHERE key IN ('pauses', 'fees', 'contents') AND value <> '[]'))::json;
ALTER TABLE cases ALTER COLUMN title DROP DEFAULT;

-- Recent step times of an actor, six bytes each: milliseconds since 1970, signed, highest byte first. An array of numbers
-- has to be written as text and parsed for every act.
ALTER TABLE actor_pace ADD COLUMN packed bytea;
UPDATE actor_pace SET packed = (
  SELECT string_agg(substring(int8send(t) FROM 3), ''::bytea ORDER BY i) FROM unnest(times) WITH ORDINALITY AS u (t, i));
ALTER TABLE actor_pace DROP COLUMN times;
ALTER TABLE actor_pace RENAME COLUMN packed TO times;
ALTER TABLE actor_pace ALTER COLUMN times SET NOT NULL;

-- How often a city was written to. Read under the lock of the city: whoever finds the number that it left behind knows
-- that its own copies of that city's cases are the newest.
CREATE TABLE city_write (
  city smallint PRIMARY KEY,
  n bigint NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON city_write TO mingjing_app;

-- Begins a batch (docs in server/spine/journal/city-order.ts): waits for its turn in the city, then tells what it needs.
-- One statement for five, planned once a session. `waiting` is the lock that shows since when a batch is on its way.
CREATE FUNCTION begin_batch(waiting bigint, class integer, cities integer[], openings integer,
    OUT at timestamptz, OUT edition integer, OUT writes bigint[], OUT ids bigint[])
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
  edition := (SELECT e.n FROM edition e);
  writes := ARRAY(SELECT coalesce(w.n, 0) FROM unnest(cities) WITH ORDINALITY AS c (city, i) LEFT JOIN city_write w ON w.city = c.city ORDER BY c.i);
  IF openings > 0 THEN
    ids := (SELECT array_agg(nextval('case_id_sequence')) FROM generate_series(1, openings));
  END IF;
END $$;

-- Two indexes that begin with the city look the same to a planner that has no figures yet, and the wrong one reads every
-- case of the city. A case is found by its number in one, by its key in the other.
DROP INDEX cases_number;
CREATE UNIQUE INDEX cases_number ON cases (source_id, number, city);
