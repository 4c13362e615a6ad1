-- Video supervision of service halls (server/platforms/powers/halls). The register of cameras lies in part_state.

-- What the last look at the stream of a camera said; derived, not evidence.
CREATE TABLE powers_camera_stream (
  city smallint NOT NULL,
  case_id bigint NOT NULL,
  state text NOT NULL CHECK (state IN ('online', 'offline')),
  -- Since when it is in this state.
  since timestamptz NOT NULL,
  last_segment_at timestamptz,
  checked_at timestamptz NOT NULL,
  -- Number and address of the newest segment: a stream is alive while it moves.
  tail text,
  -- Why it cannot be had.
  fault text,
  PRIMARY KEY (city, case_id)
);
CREATE INDEX powers_camera_by_status ON part_state ((state ->> 'status')) WHERE part = 'powers/cameras';

-- Who watched which camera, when and what for: written before the stream is given, never changed.
CREATE TABLE powers_hall_viewing (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id bigint NOT NULL,
  actor text NOT NULL,
  -- Of the camera.
  city smallint NOT NULL,
  case_id bigint NOT NULL,
  purpose text NOT NULL,
  reason text NOT NULL,
  -- The server's present, which the end is measured by.
  at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX powers_hall_viewing_camera ON powers_hall_viewing (city, case_id, id);
CREATE INDEX powers_hall_viewing_account ON powers_hall_viewing (account_id, id);

CREATE TRIGGER powers_hall_viewing_append_only BEFORE UPDATE OR DELETE ON powers_hall_viewing
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER powers_hall_viewing_no_truncate BEFORE TRUNCATE ON powers_hall_viewing
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE powers_hall_viewing ENABLE ALWAYS TRIGGER powers_hall_viewing_append_only;
ALTER TABLE powers_hall_viewing ENABLE ALWAYS TRIGGER powers_hall_viewing_no_truncate;

GRANT SELECT, INSERT, UPDATE ON powers_camera_stream TO mingjing_app;
GRANT SELECT ON powers_hall_viewing TO mingjing_app;
GRANT INSERT (account_id, actor, city, case_id, purpose, reason, at, ends_at) ON powers_hall_viewing TO mingjing_app;
SELECT guard_with_case('powers_camera_stream');
SELECT guard_with_case('powers_hall_viewing');

-- The supervision centre reads running cases, the newest ended ones, open alerts and new alerts, not the whole of either table.
CREATE INDEX cases_running ON cases (city, region) WHERE ended_at IS NULL;
CREATE INDEX cases_ended ON cases (ended_at DESC) WHERE ended_at IS NOT NULL;
CREATE INDEX alert_open ON alert (city, case_id) INCLUDE (level) WHERE status IN (0, 1);
CREATE INDEX alert_fired ON alert (fired_at);
