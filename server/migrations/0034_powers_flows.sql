-- Flow re-engineering (server/platforms/powers/flows). Cases of an item, the newest first: what an item's flow is told from.
CREATE INDEX cases_item ON cases (item_id, opened_at DESC);

-- A flow that was tried on past cases, with what it would have changed. Kept as it was made.
CREATE TABLE powers_simulation (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- Code of the item, or base code of the items, that it was tried for.
  code text NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now(),
  made_by text NOT NULL,
  base_version smallint NOT NULL,
  -- { flow, limits, note, openedFrom, openedTo } as proposed.
  proposal jsonb NOT NULL,
  -- { cases, told, late, irregular, effects } as counted.
  outcome jsonb NOT NULL
);
CREATE INDEX powers_simulation_code ON powers_simulation (code, id DESC);

-- Cases that are late or irregular before or after, with the rules that say so.
CREATE TABLE powers_simulation_case (
  city smallint NOT NULL,
  simulation integer NOT NULL REFERENCES powers_simulation,
  case_id bigint NOT NULL,
  before text[] NOT NULL,
  after text[] NOT NULL,
  PRIMARY KEY (city, simulation, case_id)
);
CREATE INDEX powers_simulation_case_of ON powers_simulation_case (simulation);

CREATE TRIGGER powers_simulation_append_only BEFORE UPDATE OR DELETE ON powers_simulation
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER powers_simulation_case_append_only BEFORE UPDATE OR DELETE ON powers_simulation_case
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON powers_simulation, powers_simulation_case TO mingjing_app;
SELECT guard_with_case('powers_simulation_case');
