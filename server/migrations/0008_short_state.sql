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

-- How often a city was written to. Read under the lock of the city: whoever finds the number that it left behind knows
-- that its own copies of that city's cases are the newest.
CREATE TABLE city_write (
  city smallint PRIMARY KEY,
  n bigint NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON city_write TO mingjing_app;

-- Begins a batch (docs in server/spine/journal/city-order.ts): waits for its turn in the city, then tells what it needs.
-- One statement for five, planned once a session. `waiting` is the lock that shows since when a batch is on its way.
CREATE FUNCTION begin_batch(waiting bigint, class integer, of_city integer, openings integer,
    OUT at timestamptz, OUT edition integer, OUT writes bigint, OUT ids bigint[])
  LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(waiting + floor(extract(epoch FROM now()) * 1000)::bigint);
  PERFORM pg_advisory_xact_lock(class, of_city);
  at := now();
  edition := (SELECT e.n FROM edition e);
  writes := coalesce((SELECT w.n FROM city_write w WHERE w.city = of_city), 0);
  IF openings > 0 THEN
    ids := (SELECT array_agg(nextval('case_id_sequence')) FROM generate_series(1, openings));
  END IF;
END $$;
