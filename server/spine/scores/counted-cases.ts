import { alertLevels } from '#spine/alerts/alert-queries';
import { lastActor, lastPost } from '#spine/cases/trailing-entries';
import { lifted } from '#spine/clocks/settled-warnings';
import type { CaseFact, ScoreSelector } from '#contract/score-schemes';
import { scoreFacts } from '#spine/scores/schemes';

/** Whose score it is: an organ's, or within one organ a post's or a person's. */
export type ScoredBy = 'organ' | 'post' | 'person';

/** Gives the placeholder of a value. */
type Placeholder = (value: unknown) => string;

/** One organ alone, in place of all. */
export interface Narrowed {
  organId?: number | undefined;
}

/** What a row is grouped by: the organ, or within it who acted last on the case, or their post, as the journal says. */
const keyOf = {
  organ: (organ: string) => `${organ}::text`,
  person: () => `coalesce(${lastActor}, '')`,
  post: () => `coalesce(${lastPost}, '')`,
} satisfies Record<ScoredBy, (organ: string) => string>;

/** Index of the month that a time lies in, from 1, by the bounds of the months. */
const monthOf = (time: string, bounds: string) => `width_bucket(${time}, ${bounds})`;

const caseConditions: Record<CaseFact, string> = {
  // A case whose every card for being overdue was lifted on appeal is not late.
  late: 'c.late AND NOT coalesce(f.excused, false)',
  early: 'NOT c.late AND NOT coalesce(f.void, false) AND c.ended_at <= c.opened_at + g.early',
  reopened: 'coalesce(f.reopened, false)',
  incomplete: 'coalesce(f.incomplete, false)',
  'short-promise': 'coalesce(g.short_promise, false)',
};

/** Calendar time of a limit such as `{ n, unit }` in JSON; a working day counts as 7/5 of a day, a working hour as 1/8 of a working day. */
const timeOf = (limit: string) => `(${limit} ->> 'n')::numeric * CASE ${limit} ->> 'unit'
    WHEN 'hour' THEN interval '1 hour' WHEN 'working-hour' THEN interval '4 hours 12 minutes'
    WHEN 'calendar-day' THEN interval '1 day' WHEN 'working-day' THEN interval '33 hours 36 minutes'
    WHEN 'month' THEN interval '30 days' ELSE interval '365 days' END`;

/** What an item version promises, and what alerts say of a case; each read once a statement. */
const given = (p: Placeholder, bounds: string) => {
  const { overdueRules, voidsEarly, reopenedRules, incompleteRules, earlyPercent, shortPromisePercent } =
    scoreFacts;
  const [overdue, voids, reopened, incomplete] = [
    overdueRules,
    voidsEarly,
    reopenedRules,
    incompleteRules,
  ].map((rules) => `${p(rules)}::text[]`);
  const all = p([...new Set([overdueRules, voidsEarly, reopenedRules, incompleteRules].flat())]);
  const promised = `v.content -> 'limits' -> 'promised'`;
  const legal = `v.content -> 'limits' -> 'legal'`;
  return `flags AS (
      SELECT city, case_id,
        bool_or(rule = ANY(${overdue}) AND status = ${lifted}) AND NOT bool_or(rule = ANY(${overdue}) AND status <> ${lifted}) AS excused,
        bool_or(rule = ANY(${voids}) AND status <> ${lifted}) AS void,
        bool_or(rule = ANY(${reopened}) AND status <> ${lifted}) AS reopened,
        bool_or(rule = ANY(${incomplete}) AND status <> ${lifted}) AS incomplete
      FROM alert WHERE rule = ANY(${all}::text[]) GROUP BY city, case_id),
    guide AS (
      SELECT item_id, version, ${timeOf(`coalesce(${promised}, ${legal})`)} * ${p(earlyPercent)}::int / 100 AS early,
        ${timeOf(promised)} * 100 <= ${timeOf(legal)} * (100 - ${p(shortPromisePercent)}::int) AS short_promise
      FROM item_version v),
    bound AS (SELECT ${bounds}::timestamptz[] AS at)`;
};

/** Cases that ended, with what the lines count of them: organ, key, month, city, id and a column `l<i>` for each line. */
function endedCases(
  lines: readonly ScoreSelector[],
  by: ScoredBy,
  { organId }: Narrowed,
  p: Placeholder,
): string {
  const columns = lines.map(
    (line, i) => `(${line.of === 'cases' ? caseConditions[line.are] : 'false'}) AS l${i}`,
  );
  const narrowed = organId === undefined ? '' : `AND c.organ_id = ${p(organId)}::int`;
  return `SELECT c.organ_id, ${keyOf[by]('c.organ_id')} AS key, ${monthOf('c.ended_at', 'b.at')} AS month, c.city, c.id,
      true AS ended, ${columns.join(', ')}
    FROM bound b CROSS JOIN cases c
    LEFT JOIN flags f ON f.city = c.city AND f.case_id = c.id
    LEFT JOIN guide g ON g.item_id = c.item_id AND g.version = c.item_version
    WHERE c.ended_at >= b.at[1] AND c.ended_at < b.at[array_upper(b.at, 1)] ${narrowed}
      AND c.item_id <> ALL(ARRAY(SELECT id FROM item WHERE code = ANY(${p(scoreFacts.notVolume)}::text[])))`;
}

function alertCondition(line: ScoreSelector, p: Placeholder): string {
  if (line.of === 'open-late')
    return `a.rule = ANY(${p(scoreFacts.overdueRules)}::text[])
      AND (c.ended_at IS NULL OR c.ended_at >= b.at[${monthOf('a.fired_at', 'b.at')} + 1])`;
  if (line.of !== 'alerts') return 'false';
  const parts = [
    line.rules && `a.rule = ANY(${p(line.rules)}::text[])`,
    line.except && `a.rule <> ALL(${p(line.except)}::text[])`,
    line.levels && `a.level = ANY(${p(line.levels.map((one) => alertLevels.indexOf(one) + 1))}::int2[])`,
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(' AND ') : 'true';
}

/** Cases with alerts that were given and not lifted; a case counts once a month and line. */
function warnedCases(
  lines: readonly ScoreSelector[],
  by: ScoredBy,
  { organId }: Narrowed,
  p: Placeholder,
): string {
  const columns = lines.map((line, i) => `bool_or(${alertCondition(line, p)}) AS l${i}`);
  const narrowed = organId === undefined ? '' : `AND a.organ_id = ${p(organId)}::int`;
  return `SELECT a.organ_id, ${keyOf[by]('a.organ_id')} AS key, ${monthOf('a.fired_at', 'b.at')} AS month, a.city, a.case_id AS id,
      false AS ended, ${columns.join(', ')}
    FROM bound b CROSS JOIN alert a JOIN cases c ON c.city = a.city AND c.id = a.case_id
    WHERE a.fired_at >= b.at[1] AND a.fired_at < b.at[array_upper(b.at, 1)] AND a.status <> ${lifted} ${narrowed}
    GROUP BY 1, 2, 3, 4, 5`;
}

/** Cases with corrections that were issued and not upheld on appeal. */
function correctedCases(
  lines: readonly ScoreSelector[],
  by: ScoredBy,
  { organId }: Narrowed,
  p: Placeholder,
): string {
  const columns = lines.map((line, i) => `${line.of === 'corrections'} AS l${i}`);
  const narrowed = organId === undefined ? '' : `AND x.organ_id = ${p(organId)}::int`;
  return `SELECT DISTINCT x.organ_id, ${keyOf[by]('x.organ_id')} AS key, ${monthOf('x.issued_at', 'b.at')} AS month, x.city, x.case_id AS id,
      false AS ended, ${columns.join(', ')}
    FROM bound b CROSS JOIN correction x JOIN cases c ON c.city = x.city AND c.id = x.case_id
    WHERE x.issued_at >= b.at[1] AND x.issued_at < b.at[array_upper(b.at, 1)] AND x.status <> 'upheld' ${narrowed}`;
}

/**
 * CTEs of which the last, `counted`, has a row for each case and month of a period that a line counts: organ_id, key, month (from
 * 1), city, id, ended (whether it counts as volume), and `l<i>` for each line. Both the figures and the lists of cases behind them
 * come from here, so that they cannot differ. A case can be in several rows of different origin, of which each line knows one.
 */
export function countedCases(
  lines: readonly ScoreSelector[],
  { by = 'organ', organId }: { by?: ScoredBy } & Narrowed,
  p: Placeholder,
  bounds: readonly string[],
): string {
  const narrowed = { organId };
  return `WITH ${given(p, p(bounds))}, counted AS (
    ${endedCases(lines, by, narrowed, p)}
    UNION ALL ${warnedCases(lines, by, narrowed, p)}
    UNION ALL ${correctedCases(lines, by, narrowed, p)})`;
}
