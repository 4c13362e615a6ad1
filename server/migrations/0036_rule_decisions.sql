-- What supervision decides about rules: in force or not, with which thresholds, from which day, by whom and why. A decision is
-- never changed; a later one of the same rule takes its place. It holds from the edition of the reference data that begins when
-- its day has come, so that a replay judges each entry by what held then.
CREATE TABLE rule_decision (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  rule text NOT NULL,
  active boolean NOT NULL,
  -- Thresholds that differ from those that come with the system, by name.
  parameters jsonb NOT NULL DEFAULT '{}',
  reason text NOT NULL CHECK (length(btrim(reason)) >= 5),
  -- Name of the account.
  decided_by text NOT NULL,
  decided_at timestamptz NOT NULL,
  effective_from date NOT NULL
);
CREATE INDEX rule_decision_rule ON rule_decision (rule, id);
CREATE TRIGGER rule_decision_append_only BEFORE UPDATE OR DELETE ON rule_decision
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Decisions that hold, each with the edition that it began.
CREATE TABLE rule_setting_version (
  decision_id integer PRIMARY KEY REFERENCES rule_decision,
  edition integer NOT NULL DEFAULT next_edition()
);
CREATE TRIGGER rule_setting_version_edition AFTER INSERT ON rule_setting_version REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION begin_edition();
CREATE TRIGGER rule_setting_version_append_only BEFORE UPDATE OR DELETE ON rule_setting_version
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON rule_decision, rule_setting_version TO mingjing_app;
