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

-- Who is told of a card, and by which way. Messages are made by whoever follows the alerts that were committed, never by the
-- transaction that wrote them; the position of the follower moves in the transaction of the messages, so that none is lost and
-- none is made twice.
CREATE TABLE message (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id integer NOT NULL REFERENCES account,
  city smallint NOT NULL,
  alert_id bigint NOT NULL,
  -- What is told of the alert: `given`, or `escalated:<n>` of its correction.
  occasion text NOT NULL,
  level smallint NOT NULL,
  -- The line of reference/messages/recipients.json by which the account is told.
  audience text NOT NULL,
  -- What it says; a copy, since an alert may be settled before it is read. No applicant is in it.
  content jsonb NOT NULL,
  made_at timestamptz NOT NULL,
  read_at timestamptz,
  UNIQUE (account_id, city, alert_id, occasion)
);
CREATE INDEX message_inbox ON message (account_id, id DESC);
CREATE INDEX message_alert ON message (city, alert_id);

-- The log of deliveries outside of the workbench: one row for each way, with what became of it.
CREATE TABLE message_delivery (
  message_id bigint NOT NULL REFERENCES message,
  way text NOT NULL CHECK (way IN ('email', 'gateway')),
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'failed')),
  tries smallint NOT NULL DEFAULT 0,
  next_at timestamptz NOT NULL,
  ended_at timestamptz,
  -- Of the last try that failed; no address is in it.
  problem text,
  PRIMARY KEY (message_id, way)
);
CREATE INDEX message_delivery_waiting ON message_delivery (next_at) WHERE state = 'waiting';

-- Up to which transaction alerts and corrections have been looked at.
CREATE TABLE message_follower (position xid8 NOT NULL);
CREATE UNIQUE INDEX message_follower_single ON message_follower ((true));

-- How an official wants to be told besides the workbench. Addresses are sealed under the record's own key.
CREATE TABLE message_preference (
  account_id integer PRIMARY KEY REFERENCES account,
  email bytea,
  phone bytea,
  -- The least level that is sent by a way; absent: none is.
  email_from smallint CHECK (email_from BETWEEN 1 AND 3),
  gateway_from smallint CHECK (gateway_from BETWEEN 1 AND 3),
  saved_at timestamptz NOT NULL,
  CHECK (email_from IS NULL OR email IS NOT NULL),
  CHECK (gateway_from IS NULL OR phone IS NOT NULL)
);

GRANT SELECT, INSERT, UPDATE ON message, message_delivery, message_follower, message_preference TO mingjing_app;
