-- When a source that told its past went live: its clocks came to be known then, however long ago they were due.
ALTER TABLE source ADD live_since timestamptz;
