-- People: accounts, posts, grants of roles, sessions, second factors, and the journal of all of it.
-- Names, phones and e-mails of persons are not here: an account is a name to sign in with.

-- `=` and `<>` of plain columns in exclusion constraints.
CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE account (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('official', 'citizen')),
  -- argon2id as a PHC string; null: no sign-in by password.
  password_hash text,
  -- A one-time password: nothing is open but the change of it.
  password_once boolean NOT NULL DEFAULT false,
  state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'locked', 'disabled')),
  demonstration boolean NOT NULL DEFAULT false,
  openid_issuer text,
  openid_subject text,
  -- Of a citizen: keyed hash of the phone or the e-mail that codes are sent to.
  contact_index bytea UNIQUE,
  made_at timestamptz NOT NULL,
  UNIQUE (openid_issuer, openid_subject),
  CHECK ((openid_issuer IS NULL) = (openid_subject IS NULL)),
  CHECK ((kind = 'citizen') = (contact_index IS NOT NULL))
);

CREATE TABLE post (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organ_id integer NOT NULL REFERENCES organ,
  region bigint NOT NULL,
  title jsonb NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz CHECK (ends_at >= starts_at)
);
CREATE INDEX post_organ ON post (organ_id);

-- Who held a post when; the same person never twice at a time.
CREATE TABLE post_holder (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  post_id integer NOT NULL REFERENCES post,
  account_id integer NOT NULL REFERENCES account,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz CHECK (ends_at >= starts_at),
  EXCLUDE USING gist (post_id WITH =, account_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
);
CREATE INDEX post_holder_account ON post_holder (account_id);

-- A role that an account holds at an organ in a region for a time. Proposed by one person, approved by another.
CREATE TABLE role_grant (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id integer NOT NULL REFERENCES account,
  role text NOT NULL CHECK (role <> 'citizen'),
  organ_id integer REFERENCES organ,
  region bigint NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz CHECK (ends_at > starts_at),
  -- first: the administrators of an empty installation, made at its terminal.
  origin text NOT NULL CHECK (origin IN ('two-persons', 'first')),
  reason text NOT NULL,
  proposed_by integer REFERENCES account,
  proposed_at timestamptz NOT NULL,
  decision text CHECK (decision IN ('approved', 'refused')),
  decided_by integer REFERENCES account,
  decided_at timestamptz,
  revoked_by integer REFERENCES account,
  revoked_at timestamptz,
  -- Which of the three administrators it makes; 0 for every other role.
  administrator smallint NOT NULL GENERATED ALWAYS AS (
    CASE role WHEN 'system-administrator' THEN 1 WHEN 'security-administrator' THEN 2 WHEN 'auditor' THEN 3 ELSE 0 END
  ) STORED,
  held tstzrange NOT NULL GENERATED ALWAYS AS (
    tstzrange(
      starts_at,
      CASE WHEN ends_at IS NULL AND revoked_at IS NULL THEN NULL
      ELSE GREATEST(starts_at, LEAST(ends_at, revoked_at)) END
    )
  ) STORED,
  CHECK ((decision IS NULL) = (decided_at IS NULL)),
  CHECK ((administrator > 0) = (organ_id IS NULL)),
  CONSTRAINT role_grant_two_persons CHECK (
    origin = 'first' AND administrator > 0 AND decision = 'approved'
    OR origin = 'two-persons' AND proposed_by IS NOT NULL AND (decision IS NULL) = (decided_by IS NULL)
  ),
  CONSTRAINT role_grant_not_for_oneself CHECK (
    proposed_by <> account_id AND decided_by <> account_id AND decided_by <> proposed_by
  ),
  -- The three administrators apart (三员分立): at no moment two of them, or one of them and anything else, proposals included.
  CONSTRAINT role_grant_administrators_apart EXCLUDE USING gist (
    account_id WITH =, administrator WITH <>, held WITH &&
  ) WHERE (decision IS DISTINCT FROM 'refused'),
  CONSTRAINT role_grant_once EXCLUDE USING gist (
    account_id WITH =, role WITH =, coalesce(organ_id, 0) WITH =, region WITH =, held WITH &&
  ) WHERE (decision IS DISTINCT FROM 'refused')
);
CREATE INDEX role_grant_account ON role_grant (account_id);

CREATE FUNCTION holds_role(holder integer, wanted text, moment timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM role_grant JOIN account ON account.id = account_id
    WHERE account_id = holder AND role = wanted AND decision = 'approved' AND held @> moment AND account.state = 'active'
  )
$$;

CREATE FUNCTION check_role_grant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.revoked_at IS NOT NULL THEN
      RAISE EXCEPTION 'a grant begins unrevoked' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF (SELECT kind FROM account WHERE id = NEW.account_id) <> 'official' THEN
      RAISE EXCEPTION 'roles are granted to officials' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NEW.origin = 'first' THEN
      -- One at a time: two terminals must not both find an empty installation.
      PERFORM pg_advisory_xact_lock(7240119015);
      IF EXISTS (
        SELECT FROM role_grant
        WHERE role = NEW.role AND decision = 'approved' AND (upper_inf(held) OR upper(held) > NEW.proposed_at)
      ) THEN
        RAISE EXCEPTION 'there is a % already', NEW.role USING ERRCODE = 'insufficient_privilege';
      END IF;
    ELSIF NEW.decision IS NOT NULL THEN
      RAISE EXCEPTION 'a grant begins as a proposal' USING ERRCODE = 'insufficient_privilege';
    ELSIF NOT holds_role(NEW.proposed_by, 'system-administrator', NEW.proposed_at) THEN
      RAISE EXCEPTION 'a system administrator proposes' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
  END IF;
  -- What was granted stays as it was granted; decision and revocation are written once.
  IF (NEW.id, NEW.account_id, NEW.role, NEW.region, NEW.starts_at, NEW.origin, NEW.reason, NEW.proposed_at)
      IS DISTINCT FROM
     (OLD.id, OLD.account_id, OLD.role, OLD.region, OLD.starts_at, OLD.origin, OLD.reason, OLD.proposed_at)
    OR (NEW.organ_id, NEW.ends_at, NEW.proposed_by) IS DISTINCT FROM (OLD.organ_id, OLD.ends_at, OLD.proposed_by)
    OR OLD.decision IS NOT NULL
      AND (NEW.decision, NEW.decided_by, NEW.decided_at) IS DISTINCT FROM (OLD.decision, OLD.decided_by, OLD.decided_at)
    OR OLD.revoked_at IS NOT NULL
  THEN
    RAISE EXCEPTION 'role_grant is append-only: a decision and a revocation are written once'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF OLD.decision IS NULL AND NEW.decision IS NOT NULL
    AND NOT holds_role(NEW.decided_by, 'security-administrator', NEW.decided_at)
  THEN
    RAISE EXCEPTION 'a security administrator approves' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.revoked_at IS NOT NULL
    AND NOT holds_role(NEW.revoked_by, 'system-administrator', NEW.revoked_at)
    AND NOT holds_role(NEW.revoked_by, 'security-administrator', NEW.revoked_at)
  THEN
    RAISE EXCEPTION 'a system or security administrator revokes' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER role_grant_checked BEFORE INSERT OR UPDATE ON role_grant FOR EACH ROW EXECUTE FUNCTION check_role_grant();
CREATE TRIGGER role_grant_no_delete BEFORE DELETE ON role_grant FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER role_grant_no_truncate BEFORE TRUNCATE ON role_grant FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE role_grant ENABLE ALWAYS TRIGGER role_grant_checked;
ALTER TABLE role_grant ENABLE ALWAYS TRIGGER role_grant_no_delete;
ALTER TABLE role_grant ENABLE ALWAYS TRIGGER role_grant_no_truncate;

CREATE TABLE session (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  -- Keyed hash of the token, which only the browser has.
  token_hash bytea NOT NULL UNIQUE,
  account_id integer NOT NULL REFERENCES account,
  -- Factors given: 0 while the second one that the account has is still asked for.
  factors smallint NOT NULL CHECK (factors BETWEEN 0 AND 2),
  made_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  ended_at timestamptz,
  user_agent text NOT NULL,
  address text NOT NULL
);
CREATE INDEX session_account ON session (account_id, ends_at) WHERE ended_at IS NULL;

CREATE TABLE totp (
  account_id integer PRIMARY KEY REFERENCES account,
  -- Encrypted; bound to the account.
  secret bytea NOT NULL,
  confirmed_at timestamptz,
  -- The time step of the last code that counted: a code counts once (RFC 6238, 5.2).
  last_step bigint NOT NULL DEFAULT 0
);

CREATE TABLE recovery_code (
  account_id integer NOT NULL REFERENCES account,
  code_hash bytea NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (account_id, code_hash)
);

CREATE TABLE passkey (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account_id integer NOT NULL REFERENCES account,
  credential_id text NOT NULL UNIQUE,
  public_key bytea NOT NULL,
  counter bigint NOT NULL,
  transports text[] NOT NULL,
  name text NOT NULL,
  made_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX passkey_account ON passkey (account_id);

-- Whether sign-in asks this account for a second factor.
CREATE FUNCTION has_second_factor(holder integer) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM totp WHERE account_id = holder AND confirmed_at IS NOT NULL)
    OR EXISTS (SELECT FROM passkey WHERE account_id = holder)
$$;

-- A challenge that waits for its answer; taken out by the first one.
CREATE TABLE ceremony (
  id text PRIMARY KEY,
  kind text NOT NULL,
  account_id integer REFERENCES account,
  data jsonb NOT NULL,
  expires_at timestamptz NOT NULL
);

-- The code that was last sent to a citizen's phone or e-mail.
CREATE TABLE citizen_code (
  contact_index bytea PRIMARY KEY,
  code_hash bytea NOT NULL,
  tries_left smallint NOT NULL,
  sent_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);

-- Tries that failed, by a keyed hash of what was tried: for names that do not exist just as for those that do.
CREATE TABLE failed_try (
  key bytea PRIMARY KEY,
  failures integer NOT NULL,
  last_at timestamptz NOT NULL,
  waits_until timestamptz NOT NULL
);
CREATE INDEX failed_try_last ON failed_try (last_at);

-- The journal of accounts, sessions, factors and grants; written in the transaction of what it tells.
CREATE TABLE identity_event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  type text NOT NULL,
  at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  account_id integer REFERENCES account,
  -- Who did it; null: the system, or a person at its terminal.
  by_account_id integer REFERENCES account,
  data json NOT NULL
);
CREATE INDEX identity_event_account ON identity_event (account_id, id);
CREATE TRIGGER identity_event_append_only BEFORE UPDATE OR DELETE ON identity_event
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER identity_event_no_truncate BEFORE TRUNCATE ON identity_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE identity_event ENABLE ALWAYS TRIGGER identity_event_append_only;
ALTER TABLE identity_event ENABLE ALWAYS TRIGGER identity_event_no_truncate;

GRANT SELECT, INSERT ON identity_event TO mingjing_app;
GRANT SELECT, INSERT, UPDATE ON account, post, post_holder, role_grant, session TO mingjing_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON totp, recovery_code, passkey, ceremony, citizen_code, failed_try TO mingjing_app;
