-- Reference data: divisions, organs, items, calendars, policies, sources. Read everywhere, changed rarely.
-- Versions are never changed once saved: triggers refuse it, so that a due time can be derived again years later.

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TABLE region (
  code bigint PRIMARY KEY,
  parent bigint,
  level smallint NOT NULL CHECK (level BETWEEN 2 AND 6),
  functional_zone boolean NOT NULL DEFAULT false,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  pinyin text NOT NULL DEFAULT ''
);
CREATE INDEX region_parent ON region (parent, code);

CREATE TABLE organ (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL UNIQUE,
  region bigint NOT NULL REFERENCES region,
  content jsonb NOT NULL,
  demonstration boolean NOT NULL DEFAULT false,
  saved_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX organ_region ON organ (region);

CREATE TABLE item (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL UNIQUE,
  demonstration boolean NOT NULL DEFAULT false
);
CREATE TABLE item_version (
  item_id integer NOT NULL REFERENCES item,
  version smallint NOT NULL,
  content jsonb NOT NULL,
  effective_from date NOT NULL,
  cancelled_from date,
  pinyin text NOT NULL DEFAULT '',
  saved_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (item_id, version)
);
CREATE TRIGGER item_version_append_only BEFORE UPDATE OR DELETE ON item_version
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE calendar_version (
  code text NOT NULL,
  version integer NOT NULL,
  content jsonb NOT NULL,
  saved_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (code, version)
);
CREATE TRIGGER calendar_version_append_only BEFORE UPDATE OR DELETE ON calendar_version
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE policy_version (
  code text NOT NULL,
  version integer NOT NULL,
  content jsonb NOT NULL,
  saved_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (code, version)
);
CREATE TRIGGER policy_version_append_only BEFORE UPDATE OR DELETE ON policy_version
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE source (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL UNIQUE,
  name text NOT NULL,
  mode text NOT NULL CHECK (mode IN ('live', 'replay')),
  demonstration boolean NOT NULL DEFAULT false,
  token_hash bytea,
  -- A replay source's own present, and how far its clocks have been run.
  now_at timestamptz,
  ticked_to timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- Values made once by an installation (the key of receipt codes, for one).
CREATE TABLE installation (
  key text PRIMARY KEY,
  value text NOT NULL
);

GRANT SELECT, INSERT, UPDATE ON region, organ, item, source, installation TO mingjing_app;
GRANT DELETE ON region TO mingjing_app;
GRANT SELECT, INSERT ON item_version, calendar_version, policy_version TO mingjing_app;
