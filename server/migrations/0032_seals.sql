-- What devices of seals need beside the journal (server/platforms/powers/seals). Their states lie in part_state.

-- A seal by its device, and stampings by their seal.
CREATE INDEX powers_seal_by_device ON part_state ((state #>> '{device,id}')) WHERE part = 'powers/seals';
CREATE INDEX powers_stamping_by_seal ON part_state ((state ->> 'seal')) WHERE part = 'powers/stampings';

-- Challenges that were given and not used yet: each is good for one message of one device.
CREATE TABLE powers_seal_challenge (
  device text NOT NULL,
  challenge text NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (device, challenge)
);

-- The one-time code of a request, as a keyed hash; a new one takes the place of an earlier one.
CREATE TABLE powers_seal_code (
  city smallint NOT NULL,
  -- The request.
  case_id bigint NOT NULL,
  -- Key of the case of the seal.
  seal text NOT NULL,
  hash bytea NOT NULL,
  expires_at timestamptz NOT NULL,
  -- Wrong codes that were tried at this seal meanwhile.
  tries smallint NOT NULL DEFAULT 0,
  PRIMARY KEY (city, case_id)
);
CREATE INDEX powers_seal_code_seal ON powers_seal_code (seal);

-- When the device of a seal was last heard of, and what it said then. Read with the case of the seal.
CREATE TABLE powers_seal_contact (
  city smallint NOT NULL,
  case_id bigint NOT NULL,
  device text NOT NULL,
  seen_at timestamptz NOT NULL,
  battery real,
  waiting integer,
  counter integer,
  position jsonb,
  PRIMARY KEY (city, case_id)
);

GRANT SELECT, INSERT, DELETE ON powers_seal_challenge TO mingjing_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON powers_seal_code TO mingjing_app;
GRANT SELECT, INSERT, UPDATE ON powers_seal_contact TO mingjing_app;
SELECT guard_with_case('powers_seal_contact');
