-- Whoever is erased (server/spine/privacy/erasure.ts) loses the key of their record; what they told the hotline goes with it. The
-- title stays, short words of an agent or reporter that the journal has as well.
CREATE INDEX hotline_ticket_person ON hotline_ticket (person_id) WHERE person_id IS NOT NULL;
CREATE FUNCTION hotline_forget() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE hotline_ticket SET content = '', address = '', community = '', longitude = NULL, latitude = NULL, caller_index = NULL
  WHERE person_id = OLD.row_id;
  RETURN NULL;
END $$;
CREATE TRIGGER hotline_forget AFTER DELETE ON record_key
  FOR EACH ROW WHEN (OLD.table_name = 'person') EXECUTE FUNCTION hotline_forget();
