-- Statistics by any two dimensions (docs/decisions/0036-statistics-from-periods.md).

-- What was added to the cube and is in no period yet: appended in the transaction that counts, taken away by whoever adds it to the
-- periods. Periods and this together are the cube, at every moment.
CREATE TABLE tally_pending (LIKE tally_cube);
ALTER TABLE tally_pending DROP COLUMN city;

-- Sums of the cube by calendar period. `what`: 0 all, 1 by organ, 2 by item, 3 by both; 0 in a key that it is not by. `level`: of
-- the divisions in `place` as in `region` (2 province to 5 town). What lies above that level, below none of its divisions, stands at
-- the division itself, so that the rows of each level make the whole. `grain`: 1 day, 2 month, 3 year; `bucket` is its first day.
-- Items stand under the item with the lowest number of those that share a base code.
CREATE TABLE tally_period (
  what smallint NOT NULL, level smallint NOT NULL, grain smallint NOT NULL, bucket date NOT NULL,
  place bigint NOT NULL, organ_id integer NOT NULL, item_id integer NOT NULL,
  opened integer NOT NULL, closed integer NOT NULL, closed_late integer NOT NULL,
  notice integer NOT NULL, yellow integer NOT NULL, red integer NOT NULL,
  yellow_ended integer NOT NULL, red_ended integer NOT NULL,
  corrections_issued integer NOT NULL, corrections_ended integer NOT NULL,
  PRIMARY KEY (what, level, grain, bucket, place, organ_id, item_id)
) WITH (fillfactor = 80);
-- The few organs or items that a page shows are looked up; a whole level is read in the order of the key.
CREATE INDEX tally_period_organ ON tally_period (organ_id, what, level, grain, bucket) WHERE organ_id > 0;
CREATE INDEX tally_period_item ON tally_period (item_id, what, level, grain, bucket) WHERE item_id > 0;

-- Base code of an item, as in server/spine/catalogue/item-base.ts.
CREATE INDEX item_base ON item ((CASE WHEN length(code) = 31 THEN right(code, 12) ELSE code END), id);

GRANT SELECT, INSERT, DELETE ON tally_pending TO mingjing_app;
GRANT SELECT, INSERT, UPDATE ON tally_period TO mingjing_app;

-- What an older version has counted.
INSERT INTO tally_pending (day, region, organ_id, item_id, opened, closed, closed_late, notice, yellow, red, yellow_ended, red_ended,
    corrections_issued, corrections_ended)
  SELECT day, region, organ_id, item_id, opened, closed, closed_late, notice, yellow, red, yellow_ended, red_ended,
    corrections_issued, corrections_ended FROM tally_cube;

-- A view that somebody has saved; `query` is that of the page. `organ_id`: shared with that organ.
CREATE TABLE statistics_view (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id integer NOT NULL REFERENCES account,
  name text NOT NULL CHECK (length(btrim(name)) BETWEEN 1 AND 80),
  query jsonb NOT NULL,
  organ_id integer REFERENCES organ,
  -- Of its report: null for none, else `{every, weekday | day, at, email}`.
  schedule jsonb,
  next_at timestamptz,
  saved_at timestamptz NOT NULL,
  CHECK ((schedule IS NULL) = (next_at IS NULL))
);
CREATE UNIQUE INDEX statistics_view_name ON statistics_view (account_id, name);
CREATE INDEX statistics_view_organ ON statistics_view (organ_id) WHERE organ_id IS NOT NULL;
CREATE INDEX statistics_view_next ON statistics_view (next_at) WHERE next_at IS NOT NULL;

-- The reports of saved views, one for each period however many servers run. It outlives its view.
CREATE TABLE statistics_report (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  view_id integer REFERENCES statistics_view ON DELETE SET NULL,
  account_id integer NOT NULL REFERENCES account,
  name text NOT NULL,
  period_from date NOT NULL,
  period_to date NOT NULL,
  made_at timestamptz NOT NULL,
  -- Code of the document; null where it could not be made, with the reason.
  document text,
  problem text,
  -- How it went by mail: null where nobody asked for it.
  mail text CHECK (mail IN ('waiting', 'sent', 'failed')),
  mail_tries smallint NOT NULL DEFAULT 0,
  mail_next_at timestamptz,
  UNIQUE (view_id, period_from, period_to)
);
CREATE INDEX statistics_report_account ON statistics_report (account_id, id DESC);
CREATE INDEX statistics_report_mail ON statistics_report (mail_next_at) WHERE mail = 'waiting';

GRANT SELECT, INSERT, UPDATE, DELETE ON statistics_view TO mingjing_app;
GRANT SELECT, INSERT, UPDATE ON statistics_report TO mingjing_app;
