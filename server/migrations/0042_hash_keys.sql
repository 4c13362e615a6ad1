-- Which key of blind indexes, and which key of sessions, a hash was made with, so that these keys can be rotated while servers
-- run (server/spine/privacy/hash-rotation.ts). Names stand here, keys in the key file; null: the key before the first rotation.
CREATE TABLE hash_key (
  purpose text NOT NULL CHECK (purpose IN ('blind-index', 'session')),
  name text NOT NULL,
  -- `current`: new hashes are made with it. `live`: hashes may still go by it.
  current boolean NOT NULL DEFAULT true,
  live boolean NOT NULL DEFAULT true,
  added_at timestamptz NOT NULL DEFAULT now(),
  retired_at timestamptz,
  PRIMARY KEY (purpose, name),
  CHECK (live OR NOT current)
);
CREATE UNIQUE INDEX hash_key_current ON hash_key (purpose) WHERE current;
GRANT SELECT, INSERT, UPDATE ON hash_key TO mingjing_app;

ALTER TABLE person ADD COLUMN index_key text;
CREATE INDEX person_index_key ON person (index_key);
ALTER TABLE services_appointment ADD COLUMN index_key text;
CREATE INDEX services_appointment_index_key ON services_appointment (index_key);
ALTER TABLE account ADD COLUMN index_key text;
ALTER TABLE citizen_code ADD COLUMN index_key text, ADD COLUMN hash_key text;
ALTER TABLE session ADD COLUMN hash_key text;
ALTER TABLE recovery_code ADD COLUMN hash_key text;
ALTER TABLE totp ADD COLUMN hash_key text;
ALTER TABLE services_draft ADD COLUMN hash_key text;
