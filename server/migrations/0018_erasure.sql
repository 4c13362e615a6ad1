-- Erasure of a person by destroying the key of their record (个人信息保护法 art. 47): asked for by one person with a basis, done by
-- another. The row stays, since cases and readings name its number; nothing in it opens any more.
ALTER TABLE person ALTER COLUMN name DROP NOT NULL;
ALTER TABLE person ADD COLUMN erased_at timestamptz;
ALTER TABLE person ADD CONSTRAINT person_named_or_erased CHECK ((name IS NULL) = (erased_at IS NOT NULL));

CREATE TABLE erasure (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person_id bigint NOT NULL REFERENCES person,
  basis text NOT NULL,
  reason text NOT NULL,
  asked_by integer NOT NULL REFERENCES account,
  asked_at timestamptz NOT NULL,
  decision text CHECK (decision IN ('erased', 'refused')),
  note text,
  decided_by integer REFERENCES account,
  decided_at timestamptz,
  CHECK ((decision IS NULL) = (decided_at IS NULL) AND (decision IS NULL) = (decided_by IS NULL)),
  CONSTRAINT erasure_two_persons CHECK (decided_by <> asked_by)
);
-- One request at a time for a person.
CREATE UNIQUE INDEX erasure_open ON erasure (person_id) WHERE decision IS NULL;

-- What was asked stays as it was asked, and a decision is written once.
CREATE FUNCTION check_erasure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.decision IS NOT NULL
    OR (NEW.id, NEW.person_id, NEW.basis, NEW.reason, NEW.asked_by, NEW.asked_at)
      IS DISTINCT FROM (OLD.id, OLD.person_id, OLD.basis, OLD.reason, OLD.asked_by, OLD.asked_at)
  THEN
    RAISE EXCEPTION 'erasure is append-only: a decision is written once' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER erasure_checked BEFORE UPDATE ON erasure FOR EACH ROW EXECUTE FUNCTION check_erasure();
CREATE TRIGGER erasure_no_delete BEFORE DELETE ON erasure FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER erasure_no_truncate BEFORE TRUNCATE ON erasure FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE erasure ENABLE ALWAYS TRIGGER erasure_checked;
ALTER TABLE erasure ENABLE ALWAYS TRIGGER erasure_no_delete;
ALTER TABLE erasure ENABLE ALWAYS TRIGGER erasure_no_truncate;

GRANT SELECT, INSERT, UPDATE ON erasure TO mingjing_app;
GRANT DELETE ON record_key, account_person TO mingjing_app;
