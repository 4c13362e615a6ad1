-- Applications of government services (server/platforms/services/applications). What an application is stands in part_state, a
-- fold of its journal; here is what may not stand in a journal: texts that name somebody, and forms that nobody has filed yet.

-- What people wrote: forms that were filed, messages, complaints, ratings. Sealed under the record's own key; the journal has the
-- number and a fingerprint that is salted, since a short text could be guessed from a plain one.
CREATE SEQUENCE services_sealed_text_id_seq;
CREATE TABLE services_sealed_text (
  id bigint PRIMARY KEY,
  content bytea NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now()
);
GRANT USAGE ON SEQUENCE services_sealed_text_id_seq TO mingjing_app;
GRANT SELECT, INSERT ON services_sealed_text TO mingjing_app;

-- A form as far as somebody has filled it in. Only the account that began it opens it, by a token that is kept as a hash.
CREATE SEQUENCE services_draft_id_seq;
CREATE TABLE services_draft (
  id bigint PRIMARY KEY,
  token_hash bytea NOT NULL UNIQUE,
  account_id bigint NOT NULL,
  item text NOT NULL,
  content bytea NOT NULL,
  saved_at timestamptz NOT NULL
);
CREATE INDEX services_draft_account ON services_draft (account_id);
GRANT USAGE ON SEQUENCE services_draft_id_seq TO mingjing_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON services_draft TO mingjing_app;

-- Which notice was issued for which event of a case, so that none is issued twice.
CREATE TABLE services_notice (
  city smallint NOT NULL,
  case_id bigint NOT NULL,
  case_seq int NOT NULL,
  kind text NOT NULL,
  code text NOT NULL,
  PRIMARY KEY (city, case_id, case_seq, kind)
);
GRANT SELECT, INSERT ON services_notice TO mingjing_app;

-- Lists ask by status; the rest of the state is read of the rows of one page.
CREATE INDEX services_application_status ON part_state ((state ->> 'status'), city, case_id)
  WHERE part = 'services/applications';
CREATE INDEX services_application_rated ON part_state ((state ->> 'organ'))
  WHERE part = 'services/applications' AND state ->> 'rating' IS NOT NULL;
