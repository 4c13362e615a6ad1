-- Rows within one's reach (docs/decisions/0016-row-security.md). Pages of officials read as mingjing_reader, which sees what the
-- setting mingjing.reach of its transaction covers, and nothing where that is not set. The application's own work (journal,
-- ticker, live feed) goes on as mingjing_app, which every row is open to.
-- The setting is JSON: {"cases": {"regions": "{[370100000000,370199999999]}", "organs": "{}"}, …, "imports":
-- {"everything": "true"}}, each value in the form of its type (server/spine/identity/reach-setting.ts).

CREATE FUNCTION reach_part(kind text, part text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT nullif(current_setting('mingjing.reach', true), '')::jsonb -> kind ->> part
$$;
CREATE FUNCTION reach_regions(kind text) RETURNS int8multirange LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(reach_part(kind, 'regions'), '{}')::int8multirange
$$;
-- Organ and division as one number: organ × 10^12 + division.
CREATE FUNCTION reach_organs(kind text) RETURNS int8multirange LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(reach_part(kind, 'organs'), '{}')::int8multirange
$$;
CREATE FUNCTION reach_everything(kind text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(reach_part(kind, 'everything'), 'false')::boolean
$$;

-- Puts the policies up. False where the role does not exist, because the user of DATABASE_URL may make none: then the
-- application's own check stands alone, until an administrator has made the role and the owner calls this again.
CREATE FUNCTION guard_rows() RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  guarded text;
  kind text;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'mingjing_reader') THEN
    RETURN false;
  END IF;
  IF EXISTS (SELECT FROM pg_policy WHERE polname = 'reader' AND polrelid = 'cases'::regclass) THEN
    RETURN true;
  END IF;
  EXECUTE 'GRANT USAGE ON SCHEMA public TO mingjing_reader';
  -- What everybody may see already. Not the hashes of the sources' tokens, not the keys in `installation`.
  EXECUTE 'GRANT SELECT ON region, organ, item, item_version TO mingjing_reader';
  EXECUTE 'GRANT SELECT (id, code, name, mode, demonstration, now_at, created_at) ON source TO mingjing_reader';
  FOR guarded, kind IN VALUES ('cases', 'cases'), ('clock', 'cases'), ('alert', 'alerts'), ('correction', 'corrections')
  LOOP
    -- Each part of the setting is read once a statement (the sub-selects); no index is led by it: what a page asks for (a key, or
    -- a list within cities) leads there, since its comparisons leak nothing and may come first. CASE, because the planner takes it for a half of
    -- the rows, where it would guess one in ten thousand for ranges that it does not know.
    EXECUTE format('CREATE POLICY reader ON %1$I FOR SELECT TO mingjing_reader USING (
        CASE WHEN region <@ (SELECT reach_regions(%2$L)) THEN true
          ELSE organ_id * 1000000000000 + region <@ (SELECT reach_organs(%2$L)) END)', guarded, kind);
  END LOOP;
  -- An entry of the journal is of its case, and read with it.
  EXECUTE 'CREATE POLICY reader ON journal FOR SELECT TO mingjing_reader USING (
      EXISTS (SELECT FROM cases c WHERE c.city = journal.city AND c.id = journal.case_id))';
  -- Files hold what they hold, of any organ.
  FOREACH guarded IN ARRAY ARRAY['import_run', 'import_refusal'] LOOP
    EXECUTE format('CREATE POLICY reader ON %I FOR SELECT TO mingjing_reader USING ((SELECT reach_everything(''imports'')))', guarded);
  END LOOP;
  FOREACH guarded IN ARRAY ARRAY['cases', 'clock', 'alert', 'correction', 'journal', 'import_run', 'import_refusal'] LOOP
    EXECUTE format('GRANT SELECT ON %I TO mingjing_reader', guarded);
    EXECUTE format('CREATE POLICY application ON %I TO mingjing_app USING (true) WITH CHECK (true)', guarded);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
  END LOOP;
  RETURN true;
END $$;
SELECT guard_rows();
