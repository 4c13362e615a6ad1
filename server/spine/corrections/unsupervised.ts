import type { Pool } from 'pg';
import { type Instant, toRfc3339 } from '#base/time';
import type { RegisteredSource } from '#spine/catalogue/registry';
import { levelNumber } from '#spine/clocks/timetable';
import type { CorrectionLimitsData } from '#spine/corrections/correction-limits';
import { type AlertFacts, correctionRule, decideIssue } from '#spine/corrections/issue-correction';
import { incoming, type IncomingEvent } from '#spine/journal/incoming';

const millisecondsADay = 86_400_000;
const mostAtOnce = 200;

/**
 * Warnings that nobody has put under supervision within the time that the data gives, oldest first. Those of replayed
 * cases are history and wait for nobody. Reads all open alerts: meant to be asked every few minutes, not every second.
 */
export async function findUnsupervised(
  pool: Pool,
  limits: CorrectionLimitsData,
  now: Instant,
): Promise<AlertFacts[]> {
  const { n, levels, exceptRules } = limits.unsupervised;
  const { rows } = await pool.query<Omit<AlertFacts, 'level'> & { level: number }>(
    `SELECT a.id, a.case_id AS "caseId", a.key, a.rule, a.level, a.status, a.region
     FROM alert a JOIN cases c ON c.city = a.city AND c.id = a.case_id JOIN source s ON s.id = c.source_id
     WHERE a.status = 0 AND a.level = ANY($1::int2[]) AND a.rule <> ALL($2::text[])
       AND a.recorded_at <= $3::timestamptz AND s.mode = 'live'
     ORDER BY a.recorded_at, a.id LIMIT ${mostAtOnce}`,
    [
      levels.map((level) => levelNumber[level]),
      [...exceptRules, correctionRule],
      toRfc3339(now - n * millisecondsADay),
    ],
  );
  return rows.map((row) => ({ ...row, level: levels.find((level) => levelNumber[level] === row.level)! }));
}

/** The corrections that the level above issues itself for such warnings; ids make each of them happen once. */
export function takeUpFromAbove(
  alerts: AlertFacts[],
  limits: CorrectionLimitsData,
  source: RegisteredSource,
  now: Instant,
): IncomingEvent[] {
  const { zh, en } = limits.unsupervised.demand;
  return alerts.map((alert) => {
    const { type, data } = decideIssue(alert, { demand: `${zh}\n${en}`, levelsUp: 1 }, limits, now);
    return incoming(source, {
      id: `taken-up:${alert.id}`,
      type,
      region: alert.region,
      occurredAt: now,
      data: { ...data },
      reference: { id: alert.caseId },
    });
  });
}
