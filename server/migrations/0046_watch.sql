-- Who watches the watcher. Each server process says every few seconds that it is there and which of its loops have succeeded;
-- every process judges all of them by reference/operations/watch.json.
CREATE TABLE server_process (
  -- Host and port: a process that is started again takes over the row of the one before it.
  name text PRIMARY KEY,
  version text NOT NULL,
  -- The newest migration that it knows.
  schema text NOT NULL,
  node text NOT NULL,
  started_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  -- It ended in order; a killed one has no time here.
  stopped_at timestamptz,
  -- Of its data folder, in bytes.
  disk_free bigint NOT NULL,
  disk_total bigint NOT NULL,
  streams integer NOT NULL,
  connections integer NOT NULL,
  connections_waited_for integer NOT NULL
);

CREATE TABLE watch_heartbeat (
  -- Of a loop, as reference/operations/watch.json names it.
  name text NOT NULL,
  process text NOT NULL REFERENCES server_process ON DELETE CASCADE,
  succeeded_at timestamptz,
  failed_at timestamptz,
  -- Since the last success.
  failures integer NOT NULL DEFAULT 0,
  PRIMARY KEY (name, process)
);

-- An alarm about the system itself: it begins once, however many processes see it, and ends when it is over.
CREATE TABLE watch_alarm (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- Kind and name, such as `loop:ticker`.
  subject text NOT NULL,
  level smallint NOT NULL CHECK (level BETWEEN 1 AND 3),
  began_at timestamptz NOT NULL,
  ended_at timestamptz,
  -- What was measured and the limit: seconds, or percent of a disk that are free.
  value double precision NOT NULL,
  bound double precision NOT NULL
);
CREATE UNIQUE INDEX watch_alarm_standing ON watch_alarm (subject) WHERE ended_at IS NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON server_process TO mingjing_app;
GRANT SELECT, INSERT, UPDATE ON watch_heartbeat TO mingjing_app;
-- What was an alarm stays one: nothing but its end is ever written to it.
GRANT SELECT, INSERT, UPDATE (ended_at) ON watch_alarm TO mingjing_app;

-- System administrators are told of alarms by the same ways as others of cards.
ALTER TABLE message ALTER COLUMN city DROP NOT NULL, ALTER COLUMN alert_id DROP NOT NULL,
  ADD COLUMN alarm_id bigint REFERENCES watch_alarm,
  ADD CHECK (num_nonnulls(alert_id, alarm_id) = 1),
  ADD CHECK ((city IS NULL) = (alert_id IS NULL));
CREATE UNIQUE INDEX message_alarm ON message (account_id, alarm_id) WHERE alarm_id IS NOT NULL;
