-- The list of powers and duties (权责清单): entries in versions that are never changed, each from a day on.
CREATE TABLE powers_list_version (
  code text NOT NULL,
  version smallint NOT NULL,
  organ text NOT NULL,
  region bigint NOT NULL,
  type text NOT NULL,
  level smallint NOT NULL,
  effective_from date NOT NULL,
  -- From this day on the power is no longer exercised.
  cancelled_from date,
  content jsonb NOT NULL,
  -- Laws that it cites, as they are compared (server/platforms/powers/power-list/citation.ts): `行政许可法`, `行政许可法 32`.
  cites text[] NOT NULL,
  -- Name of the account, and why it was changed; null for what a demonstration or an import brought.
  saved_by text,
  note text,
  demonstration boolean NOT NULL DEFAULT false,
  saved_at timestamptz NOT NULL,
  PRIMARY KEY (code, version)
);
CREATE INDEX powers_list_version_cites ON powers_list_version USING gin (cites);
CREATE INDEX powers_list_version_region ON powers_list_version (region);
CREATE TRIGGER powers_list_version_append_only BEFORE UPDATE OR DELETE ON powers_list_version
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON powers_list_version TO mingjing_app;
