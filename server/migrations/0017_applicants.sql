-- Cases name their applicant by number; who that is stays sealed in `person`.

-- No reference to person: a batch of many events is one statement, and one wrong number must not refuse the others. Whoever opens
-- a case with an applicant stores the person first (server/spine/privacy/applicants.ts), and people are never deleted.
ALTER TABLE cases ADD COLUMN person_id bigint;
CREATE INDEX cases_person ON cases (person_id) WHERE person_id IS NOT NULL;

-- A citizen may be known by several records: one of their own telling, one that a window took down from a document.
ALTER TABLE account_person DROP CONSTRAINT account_person_pkey, ADD PRIMARY KEY (account_id, person_id);
