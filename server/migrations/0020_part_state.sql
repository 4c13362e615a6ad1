-- Cases that belong to a part of a platform (server/spine/platform): the part's state, a fold of the case's journal, written
-- in the same transaction as the entries that it comes from.
CREATE TABLE part_state (
  city smallint NOT NULL,
  case_id bigint NOT NULL,
  part text NOT NULL,
  state jsonb NOT NULL,
  PRIMARY KEY (city, case_id)
);
CREATE INDEX part_state_part ON part_state (part, city, case_id);

-- Events whose consequences in other cases have not been carried out yet; a row goes when they have.
CREATE TABLE reaction_pending (
  city smallint NOT NULL,
  case_id bigint NOT NULL,
  case_seq int NOT NULL,
  -- Not tried again before, after a fault.
  not_before timestamptz NOT NULL DEFAULT now(),
  tries int NOT NULL DEFAULT 0,
  PRIMARY KEY (city, case_id, case_seq)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON part_state, reaction_pending TO mingjing_app;

-- What is of a case and read with it: rows of any table with (city, case_id). False where there is no mingjing_reader yet.
CREATE FUNCTION guard_with_case(guarded text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'mingjing_reader') THEN
    RETURN false;
  END IF;
  IF EXISTS (SELECT FROM pg_policy WHERE polname = 'reader' AND polrelid = guarded::regclass) THEN
    RETURN true;
  END IF;
  EXECUTE format('GRANT SELECT ON %I TO mingjing_reader', guarded);
  EXECUTE format('CREATE POLICY reader ON %1$I FOR SELECT TO mingjing_reader USING (
      EXISTS (SELECT FROM cases c WHERE c.city = %1$I.city AND c.id = %1$I.case_id))', guarded);
  EXECUTE format('CREATE POLICY application ON %I TO mingjing_app USING (true) WITH CHECK (true)', guarded);
  EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
  RETURN true;
END $$;
SELECT guard_with_case('part_state');
