-- Whose a sealed record is, beside the row of the person: what they wrote goes with them when they are erased.
ALTER TABLE record_key ADD COLUMN person_id bigint;
CREATE INDEX record_key_person ON record_key (person_id) WHERE person_id IS NOT NULL;
UPDATE record_key k SET person_id = (p.state ->> 'personId')::bigint
FROM part_state p
WHERE p.part = 'services/applications' AND k.table_name = 'services_sealed_text'
  AND k.row_id = (p.state -> 'form' ->> 'id')::bigint AND p.state ->> 'personId' IS NOT NULL;
