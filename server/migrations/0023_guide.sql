-- The service guide: entries of the catalogue found by their base code and name, and the index that searches them.

-- Base code of an entry (server/spine/catalogue/base-code.ts), or else its own code.
CREATE FUNCTION item_base(content jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(content ->> 'baseCode', right(content ->> 'implementingCode', 12),
    CASE WHEN length(content ->> 'code') = 31 THEN right(content ->> 'code', 12) ELSE content ->> 'code' END)
$$;
CREATE INDEX item_version_base ON item_version (item_base(content));
CREATE INDEX item_version_name ON item_version ((content -> 'name' ->> 'zh'));

CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Each version of an item that is in force some day from today on, as the guide finds it. Follows the editions of the catalogue
-- (services_guide_state): whoever searches brings it up to date first, where something is new.
CREATE TABLE services_guide_entry (
  item_id integer NOT NULL REFERENCES item,
  version smallint NOT NULL,
  code text NOT NULL,
  base text NOT NULL,
  organ text NOT NULL,
  region bigint NOT NULL,
  level smallint NOT NULL,
  type text NOT NULL,
  platform text NOT NULL,
  audiences text[] NOT NULL,
  from_day date NOT NULL,
  -- The first day on which it is not in force any more.
  until_day date,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  -- Pinyin of the name, then of other words for it: full syllables without blanks, a blank, initials. Then city and county.
  pinyin text NOT NULL,
  -- Words as jieba cuts them and pairs of characters: A name, B other words for it, C organ and place, D what it asks and needs.
  words tsvector NOT NULL,
  PRIMARY KEY (item_id, version)
);
CREATE INDEX services_guide_entry_words ON services_guide_entry USING gin (words);
CREATE INDEX services_guide_entry_name ON services_guide_entry USING gin (name_zh gin_trgm_ops, lower(name_en) gin_trgm_ops);
CREATE INDEX services_guide_entry_pinyin ON services_guide_entry USING gin (pinyin gin_trgm_ops);
CREATE INDEX services_guide_entry_base ON services_guide_entry (base, level, region);
CREATE INDEX services_guide_entry_region ON services_guide_entry (region);
CREATE INDEX services_guide_entry_code ON services_guide_entry (code);
CREATE INDEX services_guide_entry_organ ON services_guide_entry (organ);

-- The edition of the reference data that the entries are made of.
CREATE TABLE services_guide_state (edition integer NOT NULL);
CREATE UNIQUE INDEX services_guide_state_single ON services_guide_state ((true));
INSERT INTO services_guide_state VALUES (0);

GRANT SELECT, INSERT, UPDATE, DELETE ON services_guide_entry TO mingjing_app;
GRANT SELECT, UPDATE ON services_guide_state TO mingjing_app;
