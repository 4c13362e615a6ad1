-- The journal as evidence (docs/trust.md): each entry becomes a leaf of a Merkle tree (RFC 6962), signed again and again.

-- The queue of entries that are no leaf yet, filled by the statement that writes them and emptied by one sequencer. One row
-- for each batch, with the keys of its entries: a row for each entry would cost the writers as much as a small journal.
-- Within a city rows become visible in the order of their ids, since a city is written batch by batch.
CREATE TABLE journal_pending (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  cities smallint[] NOT NULL,
  case_ids bigint[] NOT NULL,
  case_seqs integer[] NOT NULL
);

-- Which leaf an entry is. Apart from the journal, which is never changed. `salt` hides what the leaf commits to; `hash` is
-- that of the leaf, and the next leaf of the case names it.
CREATE TABLE journal_leaf (
  leaf_index bigint NOT NULL,
  case_id bigint NOT NULL,
  case_seq integer NOT NULL,
  city smallint NOT NULL,
  salt bytea NOT NULL,
  hash bytea NOT NULL,
  PRIMARY KEY (city, case_id, case_seq)
);
-- Written in the order of the index and read in long runs: a summary of pages does, at nearly no cost to writing.
CREATE INDEX journal_leaf_index ON journal_leaf USING brin (leaf_index) WITH (pages_per_range = 16, autosummarize = on);

-- How far the tree has come: its size and the hashes of its complete subtrees, from the largest. The sequencer locks the
-- row, so that indexes are without gaps.
CREATE TABLE evidence_tree (
  size bigint NOT NULL,
  frontier bytea NOT NULL
);
CREATE UNIQUE INDEX evidence_tree_single ON evidence_tree ((true));
INSERT INTO evidence_tree VALUES (0, '');

-- Leaves of which the entries are gone with a database that was replaced by an older backup. `admission` is the leaf that
-- says so, at `leaf_index`, signed like every other.
CREATE TABLE evidence_gap (
  leaf_index bigint PRIMARY KEY,
  from_index bigint NOT NULL,
  to_index bigint NOT NULL,
  admission text NOT NULL,
  hash bytea NOT NULL,
  admitted_at timestamptz NOT NULL DEFAULT now()
);

CREATE TRIGGER journal_leaf_append_only BEFORE UPDATE OR DELETE ON journal_leaf
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER journal_leaf_no_truncate BEFORE TRUNCATE ON journal_leaf
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER evidence_gap_append_only BEFORE UPDATE OR DELETE ON evidence_gap
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER evidence_gap_no_truncate BEFORE TRUNCATE ON evidence_gap
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE journal_leaf ENABLE ALWAYS TRIGGER journal_leaf_append_only;
ALTER TABLE journal_leaf ENABLE ALWAYS TRIGGER journal_leaf_no_truncate;
ALTER TABLE evidence_gap ENABLE ALWAYS TRIGGER evidence_gap_append_only;
ALTER TABLE evidence_gap ENABLE ALWAYS TRIGGER evidence_gap_no_truncate;

-- What was written before becomes leaves in the order in which it was written.
INSERT INTO journal_pending (cities, case_ids, case_seqs)
  SELECT array_agg(city ORDER BY seq), array_agg(case_id ORDER BY seq), array_agg(case_seq ORDER BY seq)
  FROM journal GROUP BY seq / 1000 ORDER BY seq / 1000;

GRANT SELECT, INSERT, DELETE ON journal_pending TO mingjing_app;
GRANT SELECT, INSERT ON journal_leaf, evidence_gap TO mingjing_app;
GRANT SELECT, UPDATE ON evidence_tree TO mingjing_app;
