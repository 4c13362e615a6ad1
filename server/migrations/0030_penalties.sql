-- Administrative penalties (server/platforms/powers/penalties). What a case is stands in part_state, a fold of its journal.

-- Certificates of officers (执法证), with their term: without one in force nobody investigates (行政处罚法 art. 42).
CREATE TABLE powers_certificate (
  city smallint NOT NULL,
  number text NOT NULL,
  organ_id int NOT NULL REFERENCES organ (id),
  region bigint NOT NULL,
  -- As the actor is written down in events.
  holder text NOT NULL,
  valid_from date NOT NULL,
  valid_until date NOT NULL CHECK (valid_from <= valid_until),
  saved_by text NOT NULL,
  saved_at timestamptz NOT NULL,
  PRIMARY KEY (city, number)
);
CREATE INDEX powers_certificate_organ ON powers_certificate (organ_id, valid_until);
GRANT SELECT, INSERT, UPDATE ON powers_certificate TO mingjing_app;
SELECT guard_by_place('powers_certificate');

-- Credit code of a party that is an organisation, sealed under a key of its own; names and numbers of people are in person.
CREATE TABLE powers_party_code (
  person_id bigint PRIMARY KEY,
  content bytea NOT NULL
);
GRANT SELECT, INSERT ON powers_party_code TO mingjing_app;

-- Which document was issued for which event of a case, so that none is issued twice.
CREATE TABLE powers_penalty_document (
  city smallint NOT NULL,
  case_id bigint NOT NULL,
  case_seq int NOT NULL,
  kind text NOT NULL,
  code text NOT NULL,
  PRIMARY KEY (city, case_id, case_seq)
);
GRANT SELECT, INSERT ON powers_penalty_document TO mingjing_app;

-- Lists ask by status and by what is published; similar cases by offence and tier.
CREATE INDEX powers_penalty_status ON part_state ((state ->> 'status'), city, case_id) WHERE part = 'powers/penalties';
CREATE INDEX powers_penalty_similar ON part_state ((state ->> 'offence'), (state ->> 'tier'), (state -> 'decision' ->> 'on'))
  WHERE part = 'powers/penalties';
CREATE INDEX powers_penalty_published ON part_state ((state -> 'publication' ->> 'on') DESC)
  WHERE part = 'powers/penalties' AND state ->> 'publication' IS NOT NULL;
