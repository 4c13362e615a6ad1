-- Tickets of the hotline (server/platforms/hotline). What becomes of a ticket stands in part_state, a fold of its journal; here
-- is what was said and where, which may name somebody, so that the journal has a salted fingerprint of it alone.

-- Numbers are no count: one that was not used leaves a gap.
CREATE SEQUENCE hotline_ticket_number;

CREATE TABLE hotline_ticket (
  city smallint NOT NULL,
  number text NOT NULL,
  -- Null until its case has been opened; what broke off in between is nobody's ticket.
  case_id bigint,
  region bigint NOT NULL,
  category text NOT NULL,
  kind text NOT NULL,
  channel text NOT NULL,
  title text NOT NULL,
  content text NOT NULL,
  salt bytea NOT NULL,
  address text NOT NULL,
  community text NOT NULL,
  longitude double precision,
  latitude double precision,
  -- Blind index of the telephone number (server/spine/privacy/blind-index.ts); who called is sealed in `person`.
  caller_index bytea,
  person_id bigint,
  received_at timestamptz NOT NULL,
  PRIMARY KEY (city, number)
);
CREATE UNIQUE INDEX hotline_ticket_case ON hotline_ticket (city, case_id) WHERE case_id IS NOT NULL;
CREATE INDEX hotline_ticket_caller ON hotline_ticket (caller_index, received_at) WHERE caller_index IS NOT NULL;
CREATE INDEX hotline_ticket_category ON hotline_ticket (city, category, received_at);
CREATE INDEX hotline_ticket_words ON hotline_ticket USING gin ((title || ' ' || content) gin_trgm_ops);
GRANT USAGE ON SEQUENCE hotline_ticket_number TO mingjing_app;
GRANT SELECT, INSERT, UPDATE ON hotline_ticket TO mingjing_app;
SELECT guard_with_case('hotline_ticket');

-- Lists ask by status, and by what there is to do; the rest of a state is read of the rows of one page.
CREATE INDEX hotline_ticket_status ON part_state ((state ->> 'status'), city, case_id) WHERE part = 'hotline/tickets';
CREATE INDEX hotline_assignment_status ON part_state ((state ->> 'status'), city, case_id) WHERE part = 'hotline/assignments';
CREATE INDEX hotline_ticket_about ON part_state ((state #>> '{about,city}'), (state #>> '{about,id}'))
  WHERE part = 'hotline/tickets' AND state -> 'about' <> 'null';
CREATE INDEX hotline_ticket_notices ON part_state (city, case_id)
  WHERE part = 'hotline/tickets' AND state -> 'notices' <> '[]';
