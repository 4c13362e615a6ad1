-- What is counted is noted in the transaction that counts, and added to the roll-ups beside it (docs/decisions/0045-counts-added-apart.md).

-- One row for each batch and each tick that counts something: its changes, element by element. `counters` has the place of the counter
-- in server/spine/statistics/tally.ts. Written once, read once and deleted, so that nothing is compressed.
CREATE TABLE tally_change (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  days date[] NOT NULL,
  regions bigint[] NOT NULL,
  organ_ids integer[] NOT NULL,
  item_ids integer[] NOT NULL,
  counters smallint[] NOT NULL,
  ns integer[] NOT NULL
);
ALTER TABLE tally_change
  ALTER COLUMN days SET STORAGE EXTERNAL,
  ALTER COLUMN regions SET STORAGE EXTERNAL,
  ALTER COLUMN organ_ids SET STORAGE EXTERNAL,
  ALTER COLUMN item_ids SET STORAGE EXTERNAL,
  ALTER COLUMN counters SET STORAGE EXTERNAL,
  ALTER COLUMN ns SET STORAGE EXTERNAL;
GRANT SELECT, INSERT, DELETE ON tally_change TO mingjing_app;
