-- An import says every few seconds that it goes on. One that runs and has said nothing for long was broken off.
ALTER TABLE import_run ADD COLUMN seen_at timestamptz NOT NULL DEFAULT now();
