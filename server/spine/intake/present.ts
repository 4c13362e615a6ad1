/**
 * The present of a source, for lists that say what is late now: a replay source carries its own.
 * SQL expression over a row of `source` named `s`, with the present as the given parameter.
 */
export const presentOf = (parameter: string) =>
  `CASE WHEN s.mode = 'replay' THEN s.now_at ELSE ${parameter}::timestamptz END`;
