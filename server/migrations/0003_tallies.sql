-- Roll-ups, kept up to date in the transaction of what they count. One small table for each question of the cockpit,
-- and the cube of all dimensions. Rows below a province lie in their city; a province is the sum of its cities.
-- Regions are bigint codes, so that every ancestor is arithmetic: city = code / 10^8, county / 10^6, town / 10^3.

CREATE TABLE tally_cube (
  city smallint, day date, region bigint, organ_id integer, item_id integer,
  opened integer NOT NULL, closed integer NOT NULL, closed_late integer NOT NULL,
  notice integer NOT NULL, yellow integer NOT NULL, red integer NOT NULL,
  yellow_ended integer NOT NULL, red_ended integer NOT NULL,
  corrections_issued integer NOT NULL, corrections_ended integer NOT NULL,
  PRIMARY KEY (city, day, region, organ_id, item_id)
) WITH (fillfactor = 80);

-- Every division with all below it, all time.
CREATE TABLE tally_place (
  LIKE tally_cube,
  PRIMARY KEY (city, region)
) WITH (fillfactor = 60);
ALTER TABLE tally_place DROP COLUMN day, DROP COLUMN organ_id, DROP COLUMN item_id;

-- Province's cities and their counties by day.
CREATE TABLE tally_day (
  LIKE tally_cube,
  PRIMARY KEY (city, region, day)
) WITH (fillfactor = 60);
ALTER TABLE tally_day DROP COLUMN organ_id, DROP COLUMN item_id;

CREATE TABLE tally_organ (
  LIKE tally_cube,
  PRIMARY KEY (city, organ_id)
) WITH (fillfactor = 60);
ALTER TABLE tally_organ DROP COLUMN day, DROP COLUMN region, DROP COLUMN item_id;

-- Items within a city and within a county.
CREATE TABLE tally_item (
  LIKE tally_cube,
  PRIMARY KEY (city, region, item_id)
) WITH (fillfactor = 60);
ALTER TABLE tally_item DROP COLUMN day, DROP COLUMN organ_id;

GRANT SELECT, INSERT, UPDATE ON tally_cube, tally_place, tally_day, tally_organ, tally_item TO mingjing_app;
