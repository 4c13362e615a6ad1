import { Refusal } from '#base/errors';
import type { Instant } from '#base/time';
import type { AlertLevel } from '#contract/alerts';
import { correctionEvents, type CorrectionEvent } from '#contract/correction-events';
import { zoneOf } from '#spine/calendar/zone';
import { type CorrectionLimitsData, limitsFor } from '#spine/corrections/correction-limits';
import { levelAbove, supervisorOf } from '#spine/corrections/supervision';

/** What issuing needs to know of an alert. */
export interface AlertFacts {
  id: number;
  caseId: number;
  key: string;
  rule: string;
  level: AlertLevel;
  /** 0 open, 1 correcting, 2 cleared, 3 lifted. */
  status: number;
  region: number;
}

/** The rule of warnings that a correction's own clocks give; they end with their correction. */
export const correctionRule = 'CORRECTION_OVERDUE';

/** Document number: year of issue, city, alert; unique, since an alert has one correction. */
function documentNumber(alert: AlertFacts, now: Instant): string {
  const year = new Date(zoneOf('Asia/Shanghai').localOf(now)).getUTCFullYear();
  return `JC-${year}-${String(alert.region).slice(0, 4)}-${String(alert.id).padStart(6, '0')}`;
}

/** @throws Refusal action-not-allowed, when the alert is not open or belongs to a correction itself */
export function checkIssuable(alert: Pick<AlertFacts, 'rule' | 'status'>): void {
  if (alert.status !== 0)
    throw new Refusal('action-not-allowed', { field: 'id', expected: 'an alert that is open' });
  if (alert.rule === correctionRule)
    throw new Refusal('action-not-allowed', {
      field: 'id',
      expected: 'an alert of a case; this one belongs to a correction and ends with it',
    });
}

export interface IssueCommand {
  demand: string;
  /** Levels above the organ's own supervisor, for warnings that nobody took up there. */
  levelsUp?: number;
  actor?: string;
}

/**
 * The correction notice for an alert, issued by the supervision organ of the organ's county, city or province.
 * @throws Refusal action-not-allowed (see checkIssuable)
 */
export function decideIssue(
  alert: AlertFacts,
  { demand, levelsUp = 0, actor }: IssueCommand,
  limits: CorrectionLimitsData,
  now: Instant,
): CorrectionEvent {
  checkIssuable(alert);
  let issuer = supervisorOf(String(alert.region));
  for (let i = 0; i < levelsUp; i++) issuer = levelAbove(issuer) ?? issuer;
  const data = correctionEvents['correction.issued'].parse({
    correction: String(alert.id),
    number: documentNumber(alert, now),
    demand: demand.trim(),
    issuer,
    level: alert.level,
    rule: alert.rule,
    alertKey: alert.key,
    limits: limitsFor(limits, alert.level),
    ...(actor === undefined ? null : { actor }),
  });
  return { type: 'correction.issued', data };
}
