-- Attachments: what is known of an uploaded file. Its content lies in the file store, never here.
CREATE TABLE attachment (
  -- 128 random bits in hexadecimal, also the name in the store.
  id text PRIMARY KEY CHECK (id ~ '^[0-9a-f]{32}$'),
  name text NOT NULL,
  type text NOT NULL,
  bytes bigint NOT NULL CHECK (bytes > 0),
  sha256 bytea NOT NULL CHECK (octet_length(sha256) = 32),
  scan text NOT NULL CHECK (scan IN ('clean', 'not-scanned')),
  -- account:<id>, or whom a platform has let in by a token or code of its own.
  uploaded_by text NOT NULL,
  uploaded_at timestamptz NOT NULL,
  -- False until its content has come into the store completely.
  stored boolean NOT NULL DEFAULT false,
  -- What it is attached to: a case, or a draft of a platform; neither: nothing yet.
  city integer,
  case_id bigint,
  draft text,
  removed_at timestamptz,
  CHECK ((city IS NULL) = (case_id IS NULL)),
  CHECK (case_id IS NULL OR draft IS NULL)
);
CREATE INDEX attachment_case ON attachment (city, case_id) WHERE case_id IS NOT NULL;
CREATE INDEX attachment_draft ON attachment (draft) WHERE draft IS NOT NULL;
CREATE INDEX attachment_unattached ON attachment (uploaded_at)
  WHERE case_id IS NULL AND draft IS NULL AND removed_at IS NULL;
CREATE INDEX attachment_uploader ON attachment (uploaded_by)
  WHERE case_id IS NULL AND draft IS NULL AND removed_at IS NULL;
-- Nothing for mingjing_reader: whoever reads an attachment is checked on its case, which the reader sees or not.
GRANT SELECT, INSERT, UPDATE ON attachment TO mingjing_app;

-- Documents that were issued: sealed content, from which the same PDF is printed again.
CREATE SEQUENCE document_id_seq;
CREATE TABLE document (
  id bigint PRIMARY KEY,
  -- 64 random bits and 56 bits of a keyed hash over them, as it is printed without its dashes.
  code text NOT NULL UNIQUE CHECK (code ~ '^[0-9A-Z]{24}$'),
  city integer,
  case_id bigint,
  kind text NOT NULL,
  number text NOT NULL,
  -- Sealed under the record's own key (record_key), since an addressee or a paragraph may name somebody.
  content bytea NOT NULL,
  issued_at timestamptz NOT NULL,
  -- SHA-256 of the PDF, the one at issue first.
  fingerprints bytea[] NOT NULL CHECK (cardinality(fingerprints) > 0),
  revoked_at timestamptz,
  revoked_because text,
  CHECK ((city IS NULL) = (case_id IS NULL)),
  CHECK ((revoked_at IS NULL) = (revoked_because IS NULL))
);
CREATE INDEX document_case ON document (city, case_id) WHERE case_id IS NOT NULL;
GRANT USAGE ON SEQUENCE document_id_seq TO mingjing_app;
GRANT SELECT, INSERT ON document TO mingjing_app;
GRANT UPDATE (fingerprints, revoked_at, revoked_because) ON document TO mingjing_app;
