-- The state of a part knows the place of its case, which never changes, and when it was opened: lists of a part read these rows
-- alone, and what somebody sees of them is found without looking each case up.
ALTER TABLE part_state ADD COLUMN organ_id int, ADD COLUMN region bigint, ADD COLUMN opened_at timestamptz;
UPDATE part_state p SET organ_id = c.organ_id, region = c.region, opened_at = c.opened_at
FROM cases c WHERE c.city = p.city AND c.id = p.case_id;
ALTER TABLE part_state
  ALTER COLUMN organ_id SET NOT NULL, ALTER COLUMN region SET NOT NULL, ALTER COLUMN opened_at SET NOT NULL;
CREATE INDEX part_state_opened ON part_state (part, opened_at DESC, case_id DESC);

-- Rows of any table with a division and an organ, read by whoever reads cases there. False where there is no mingjing_reader yet.
CREATE FUNCTION guard_by_place(guarded text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'mingjing_reader') THEN
    RETURN false;
  END IF;
  EXECUTE format('GRANT SELECT ON %I TO mingjing_reader', guarded);
  EXECUTE format('DROP POLICY IF EXISTS reader ON %I', guarded);
  EXECUTE format('DROP POLICY IF EXISTS application ON %I', guarded);
  EXECUTE format('CREATE POLICY reader ON %I FOR SELECT TO mingjing_reader USING (
      CASE WHEN region <@ (SELECT reach_regions(''cases'')) THEN true
        ELSE organ_id * 1000000000000 + region <@ (SELECT reach_organs(''cases'')) END)', guarded);
  EXECUTE format('CREATE POLICY application ON %I TO mingjing_app USING (true) WITH CHECK (true)', guarded);
  EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
  RETURN true;
END $$;
SELECT guard_by_place('part_state');
