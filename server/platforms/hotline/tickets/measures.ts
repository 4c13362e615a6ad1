/** SQL over the state of a ticket (`p.state`) by which rates are counted and lists show what was counted: the same text for both. */

const hour = 3_600_000;
const contactWithin = 24 * hour;

/** The part of the lead organ, as JSON; null before a ticket is sent to anybody. */
export const lead = `jsonb_path_query_first(p.state,
  '$.assignments[*] ? (@.role == "lead" && @.status != "returned" && @.status != "recalled")')`;

/** The last callback in which somebody was reached and said what they think. */
const evaluated = `(jsonb_path_query_array(p.state, '$.callbacks[*] ? (@.resolved != null)') -> -1)`;

const dispatchedAt = `(${lead} ->> 'dispatchedAt')::int8`;
const contactedAt = `coalesce(${lead} ->> 'contactedAt', ${lead} ->> 'answeredAt')::int8`;

/** Approved by a second person: counts in no rate, and is shown. */
export const isExcluded = `coalesce((p.state #>> '{exclusion,approved}')::boolean, false)`;

/** Past its due time when it ended, or now. `now` is a placeholder of a time. */
export const isLate = (now: string): string =>
  `(c.late OR (c.ended_at IS NULL AND EXISTS (SELECT FROM clock k WHERE k.city = c.city AND k.case_id = c.id
     AND k.due_at < ${now}::timestamptz)))`;

/** Whether a ticket counts for a rate, and whether it counts well. `now` is a placeholder of milliseconds. */
export const measureSql = {
  response: {
    of: (now: string) =>
      `(NOT (p.state ->> 'confidential')::boolean AND (${contactedAt} IS NOT NULL OR ${dispatchedAt} + ${contactWithin} < ${now}::int8))`,
    good: `coalesce(${contactedAt} <= ${dispatchedAt} + ${contactWithin}, false)`,
  },
  resolution: {
    of: () => `${evaluated} IS NOT NULL`,
    good: `coalesce((${evaluated} ->> 'resolved')::boolean, false)`,
  },
  satisfaction: {
    of: () => `${evaluated} IS NOT NULL`,
    good: `coalesce(${evaluated} ->> 'result' = 'satisfied', false)`,
  },
} as const;
