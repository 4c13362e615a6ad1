-- Editions of the reference data. What organs, items, calendars, card policies and thresholds say changes in time, and
-- several processes serve one database: each journal entry therefore names the edition that it was folded and judged
-- by, so that a replay, years later, uses the very same. A statement that adds a version begins a new edition.

CREATE TABLE edition (n integer NOT NULL);
CREATE UNIQUE INDEX edition_single ON edition ((true));
INSERT INTO edition VALUES (1);

-- The edition that a version being saved will belong to. Holds the row until the end of the transaction, so that
-- editions are seen in their order: who reads n finds every version up to n.
CREATE FUNCTION next_edition() RETURNS integer LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  present integer;
BEGIN
  SELECT n INTO present FROM edition FOR UPDATE;
  RETURN present + 1;
END $$;

CREATE FUNCTION begin_edition() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM added) THEN
    UPDATE edition SET n = n + 1;
  END IF;
  RETURN NULL;
END $$;

-- Organs are changed in place; their history is kept here.
CREATE TABLE organ_version (
  organ_id integer NOT NULL REFERENCES organ,
  edition integer NOT NULL DEFAULT next_edition(),
  region bigint NOT NULL,
  content jsonb NOT NULL,
  PRIMARY KEY (organ_id, edition)
);
INSERT INTO organ_version (organ_id, edition, region, content) SELECT id, 1, region, content FROM organ;

CREATE FUNCTION keep_added_organs() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO organ_version (organ_id, region, content) SELECT id, region, content FROM added;
  RETURN NULL;
END $$;
CREATE FUNCTION keep_changed_organs() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO organ_version (organ_id, region, content)
    SELECT changed.id, changed.region, changed.content FROM changed JOIN former USING (id)
    WHERE (changed.region, changed.content) IS DISTINCT FROM (former.region, former.content);
  RETURN NULL;
END $$;
CREATE TRIGGER organ_added AFTER INSERT ON organ REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION keep_added_organs();
CREATE TRIGGER organ_changed AFTER UPDATE ON organ REFERENCING OLD TABLE AS former NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION keep_changed_organs();

-- Thresholds and levels of the rules.
CREATE TABLE rules_version (
  code text NOT NULL,
  version integer NOT NULL,
  content jsonb NOT NULL,
  saved_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (code, version)
);

ALTER TABLE item_version ADD COLUMN edition integer NOT NULL DEFAULT 1;
ALTER TABLE calendar_version ADD COLUMN edition integer NOT NULL DEFAULT 1;
ALTER TABLE policy_version ADD COLUMN edition integer NOT NULL DEFAULT 1;
ALTER TABLE rules_version ADD COLUMN edition integer NOT NULL DEFAULT 1;
ALTER TABLE item_version ALTER COLUMN edition SET DEFAULT next_edition();
ALTER TABLE calendar_version ALTER COLUMN edition SET DEFAULT next_edition();
ALTER TABLE policy_version ALTER COLUMN edition SET DEFAULT next_edition();
ALTER TABLE rules_version ALTER COLUMN edition SET DEFAULT next_edition();

CREATE TRIGGER organ_version_edition AFTER INSERT ON organ_version REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION begin_edition();
CREATE TRIGGER item_version_edition AFTER INSERT ON item_version REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION begin_edition();
CREATE TRIGGER calendar_version_edition AFTER INSERT ON calendar_version REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION begin_edition();
CREATE TRIGGER policy_version_edition AFTER INSERT ON policy_version REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION begin_edition();
CREATE TRIGGER rules_version_edition AFTER INSERT ON rules_version REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION begin_edition();

CREATE TRIGGER organ_version_append_only BEFORE UPDATE OR DELETE ON organ_version
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER rules_version_append_only BEFORE UPDATE OR DELETE ON rules_version
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- The edition that an entry was folded by.
ALTER TABLE journal ADD COLUMN edition integer NOT NULL DEFAULT 1;
ALTER TABLE journal ALTER COLUMN edition DROP DEFAULT;

-- A replay source's clocks have been run up to ticked_to for all that was told before this time.
ALTER TABLE source ADD COLUMN settled_at timestamptz;

GRANT SELECT ON edition, organ_version TO mingjing_app;
GRANT SELECT, INSERT ON rules_version TO mingjing_app;
