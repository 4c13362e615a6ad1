-- Clocks in few words (server/spine/clocks/stored-clocks.ts): their calendar and office hours once a case, what equals the
-- default not at all. As text, since nothing looks into it here: json is checked character by character at each writing.

CREATE FUNCTION short_ledger(ledger json) RETURNS text LANGUAGE sql AS $$
  SELECT CASE WHEN count(*) FILTER (WHERE c ->> 'stoppedAt' IS NULL) > 0
      THEN '{"running":' || count(*) FILTER (WHERE c ->> 'stoppedAt' IS NULL) || ',' ELSE '{' END
    || '"frames":' || coalesce(json_agg(json_build_array(
      c -> 'calendar', c -> 'calendarVersion', c -> 'periods', c -> 'zone', c -> 'dayEnds') ORDER BY i)::text, '[]')
    || ',"clocks":' || coalesce(json_object_agg(kind, json_build_array(
      i - 1, c -> 'startedAt',
      CASE WHEN c -> 'limit' -> 'due' IS NOT NULL THEN c -> 'limit'
        WHEN c -> 'limit' -> 'rollEnd' IS NOT NULL THEN json_build_array(c -> 'limit' -> 'n', c -> 'limit' -> 'unit', c -> 'limit' -> 'rollEnd')
        ELSE json_build_array(c -> 'limit' -> 'n', c -> 'limit' -> 'unit') END,
      c -> 'stoppedAt', c -> 'pauses', c -> 'extensions') ORDER BY i)::text, '{}') || '}'
  FROM json_each(ledger) WITH ORDINALITY AS one (kind, c, i)
$$;
ALTER TABLE clock SET (fillfactor = 50);
ALTER TABLE clock ALTER COLUMN ledger TYPE text USING short_ledger(ledger), ALTER COLUMN rungs TYPE text USING rungs::text;
DROP FUNCTION short_ledger(json);

-- The events of many cases often come in the order in which the cases came: a page then needs room for all its rows anew.
ALTER TABLE cases SET (fillfactor = 50);
ALTER TABLE cases ALTER COLUMN state TYPE text USING state::text;
