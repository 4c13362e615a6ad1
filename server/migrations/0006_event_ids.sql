-- An event is known by its source and id, wherever it says that it happened (CloudEvents 1.0.2: source + id is unique).
-- With the city in the key, an id that came again for another place would have been taken for a new event.
DROP INDEX journal_event;
CREATE UNIQUE INDEX journal_event ON journal (source_id, event_id);
