-- The keys of a batch are written once, read once and deleted: compressing them cost the writers half a microsecond an event.
ALTER TABLE journal_pending
  ALTER COLUMN cities SET STORAGE EXTERNAL,
  ALTER COLUMN case_ids SET STORAGE EXTERNAL,
  ALTER COLUMN case_seqs SET STORAGE EXTERNAL;
