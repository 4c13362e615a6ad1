-- Imports of files and every row that was refused.
CREATE TABLE import_run (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  file text NOT NULL,
  source text,
  status text NOT NULL CHECK (status IN ('running', 'done', 'failed')),
  started_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  bytes_done bigint NOT NULL DEFAULT 0,
  bytes_total bigint NOT NULL DEFAULT 0,
  counts jsonb NOT NULL DEFAULT '{}',
  failure text
);
CREATE TABLE import_refusal (
  run_id bigint NOT NULL REFERENCES import_run,
  n integer NOT NULL,
  line bigint,
  code text NOT NULL,
  field text,
  expected text,
  value text,
  PRIMARY KEY (run_id, n)
);
GRANT SELECT, INSERT, UPDATE ON import_run TO mingjing_app;
GRANT SELECT, INSERT ON import_refusal TO mingjing_app;
