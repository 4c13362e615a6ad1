-- The journal and what is folded from it. `city` (four digits of the division code) leads every large key, so that
-- a write batch and a ticker chunk touch one city only, on one server today and on several tomorrow.

CREATE TABLE journal (
  city smallint NOT NULL,
  case_id bigint NOT NULL,
  case_seq integer NOT NULL,
  -- Order of arrival, for the replay of what looks over several cases (the pace of one actor).
  seq bigint GENERATED ALWAYS AS IDENTITY,
  source_id integer NOT NULL,
  -- True: told of the past by a replay source, clocks run on occurred_at.
  historic boolean NOT NULL,
  event_id text NOT NULL,
  type text NOT NULL,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  -- Bytes as they were hashed; json, not jsonb, keeps them.
  data json NOT NULL,
  digest bytea NOT NULL,
  PRIMARY KEY (city, case_id, case_seq)
);
-- Idempotency: the same (source, id) is never written twice.
CREATE UNIQUE INDEX journal_event ON journal (source_id, event_id, city);

CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE ON journal
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON journal
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE journal ENABLE ALWAYS TRIGGER journal_append_only;
ALTER TABLE journal ENABLE ALWAYS TRIGGER journal_no_truncate;

CREATE SEQUENCE case_id_sequence;

CREATE TABLE cases (
  city smallint NOT NULL,
  id bigint NOT NULL,
  source_id integer NOT NULL,
  number text NOT NULL,
  item_id integer NOT NULL,
  item_version smallint NOT NULL,
  organ_id integer NOT NULL,
  region bigint NOT NULL,
  status text NOT NULL,
  -- Number of the last journal entry folded in.
  seq integer NOT NULL,
  late boolean NOT NULL DEFAULT false,
  opened_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  ended_at timestamptz,
  state json NOT NULL,
  PRIMARY KEY (city, id)
) WITH (fillfactor = 75);
CREATE UNIQUE INDEX cases_number ON cases (city, source_id, number);

-- The timetable of a case: its clocks (budget, pauses, extensions) in `ledger`, and an index of what falls due next.
CREATE TABLE clock (
  city smallint NOT NULL,
  case_id bigint NOT NULL,
  source_id integer NOT NULL,
  live boolean NOT NULL,
  item_id integer NOT NULL,
  organ_id integer NOT NULL,
  region bigint NOT NULL,
  ledger json NOT NULL,
  -- [[milliseconds, key, rule, level], …] in order of time; next_i points at the first that has not fired.
  rungs json NOT NULL,
  next_i smallint NOT NULL,
  next_at timestamptz,
  due_at timestamptz,
  PRIMARY KEY (city, case_id)
) WITH (fillfactor = 75);
CREATE INDEX clock_due_live ON clock (city, next_at) WHERE live AND next_at IS NOT NULL;
CREATE INDEX clock_due_replay ON clock (source_id, next_at) WHERE NOT live AND next_at IS NOT NULL;

CREATE TABLE alert (
  city smallint NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  case_id bigint NOT NULL,
  -- Unique within the case: `clock:rung`, or a rule's own key. Whatever is retried or restarted fires once.
  key text NOT NULL,
  rule text NOT NULL,
  -- 1 notice, 2 yellow, 3 red
  level smallint NOT NULL,
  -- 0 open, 1 correcting, 2 cleared, 3 lifted
  status smallint NOT NULL DEFAULT 0,
  item_id integer NOT NULL,
  organ_id integer NOT NULL,
  region bigint NOT NULL,
  fired_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  -- The writing transaction, so that a follower can read all that is committed and miss nothing (see docs/decisions).
  txid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  evidence json,
  PRIMARY KEY (city, id)
) WITH (fillfactor = 90);
CREATE UNIQUE INDEX alert_key ON alert (city, case_id, key);
CREATE INDEX alert_txid ON alert (txid);
CREATE TRIGGER alert_no_delete BEFORE DELETE ON alert FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- The correction of an alert; a fold of the correction.* events in the journal of its case. Its id is the alert's.
CREATE TABLE correction (
  city smallint NOT NULL,
  id bigint NOT NULL,
  case_id bigint NOT NULL,
  status text NOT NULL,
  level smallint NOT NULL,
  organ_id integer NOT NULL,
  region bigint NOT NULL,
  issued_at timestamptz NOT NULL,
  ended_at timestamptz,
  due_at timestamptz,
  state json NOT NULL,
  txid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  PRIMARY KEY (city, id)
);
CREATE INDEX correction_status ON correction (status, due_at);
CREATE INDEX correction_case ON correction (city, case_id);
CREATE INDEX correction_txid ON correction (txid);

-- The last step times of an actor, for BULK_BACKFILL.
CREATE TABLE actor_pace (
  city smallint NOT NULL,
  source_id integer NOT NULL,
  actor text NOT NULL,
  times bigint[] NOT NULL,
  PRIMARY KEY (city, source_id, actor)
) WITH (fillfactor = 70);

GRANT SELECT, INSERT ON journal TO mingjing_app;
GRANT SELECT, INSERT, UPDATE ON cases, clock, alert, correction, actor_pace TO mingjing_app;
GRANT USAGE ON SEQUENCE case_id_sequence TO mingjing_app;
