-- Published scores (绩效评估): the calculation of an organ and a month as it was published, to the byte. Never changed; what the
-- journal comes to later is another revision beside it.
CREATE TABLE score_record (
  organ_id integer NOT NULL REFERENCES organ,
  -- Such as `2026-10`.
  month text NOT NULL CHECK (month ~ '^\d{4}-\d{2}$'),
  scheme text NOT NULL,
  revision smallint NOT NULL,
  -- Of the scheme.
  version smallint NOT NULL,
  region bigint NOT NULL,
  -- Canonical JSON (RFC 8785), and its SHA-256 in hexadecimal.
  bytes text NOT NULL,
  sha256 text NOT NULL,
  total numeric(6, 2) NOT NULL,
  grade text NOT NULL,
  published_at timestamptz NOT NULL,
  -- Name of the account; `system` for what was published because a month was over.
  published_by text NOT NULL,
  PRIMARY KEY (organ_id, month, scheme, revision)
);
CREATE INDEX score_record_month ON score_record (month);

-- Supervision proposals (监察建议书) that were issued for a period that failed.
CREATE TABLE score_proposal (
  organ_id integer NOT NULL REFERENCES organ,
  region bigint NOT NULL,
  period text NOT NULL,
  scheme text NOT NULL,
  total numeric(6, 2) NOT NULL,
  -- Verification code of the document, 24 letters and digits.
  code text NOT NULL UNIQUE,
  issued_at timestamptz NOT NULL,
  issued_by text NOT NULL
);
CREATE INDEX score_proposal_organ ON score_proposal (organ_id, period);

CREATE TRIGGER score_record_append_only BEFORE UPDATE OR DELETE ON score_record
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER score_proposal_append_only BEFORE UPDATE OR DELETE ON score_proposal
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON score_record, score_proposal TO mingjing_app;

-- Read by whoever reads the cases of the organ.
CREATE FUNCTION guard_scores() RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  guarded text;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'mingjing_reader') THEN
    RETURN false;
  END IF;
  FOREACH guarded IN ARRAY ARRAY['score_record', 'score_proposal'] LOOP
    CONTINUE WHEN EXISTS (SELECT FROM pg_policy WHERE polname = 'reader' AND polrelid = guarded::regclass);
    EXECUTE format('GRANT SELECT ON %I TO mingjing_reader', guarded);
    EXECUTE format('CREATE POLICY reader ON %I FOR SELECT TO mingjing_reader USING (
        CASE WHEN region <@ (SELECT reach_regions(''cases'')) THEN true
          ELSE organ_id * 1000000000000 + region <@ (SELECT reach_organs(''cases'')) END)', guarded);
    EXECUTE format('CREATE POLICY application ON %I TO mingjing_app USING (true) WITH CHECK (true)', guarded);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
  END LOOP;
  RETURN true;
END $$;
SELECT guard_scores();
