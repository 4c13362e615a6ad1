import { repeat } from '#base/repeat';
import { inTransaction, type Queries } from '#base/db';
import { Refusal } from '#base/errors';
import { toRfc3339 } from '#base/time';
import type { RuleDecision } from '#contract/rules';
import { alwaysOn } from '#spine/alerts/rules/rule-settings';
import { ruleTable } from '#spine/alerts/rules/rule-table';
import { zoneOf } from '#spine/calendar/zone';
import type { Spine } from '#spine/spine';

const zone = zoneOf('Asia/Shanghai');
const todayOf = ({ now }: Pick<Spine, 'now'>): string =>
  new Date(zone.localOf(now())).toISOString().slice(0, 10);

interface Row {
  id: number;
  active: boolean;
  parameters: Record<string, number>;
  reason: string;
  by: string;
  at: number;
  from: string;
  edition: number | null;
}

/** Everything decided about a rule, newest first. Of those whose day has come the last one holds. */
export async function listDecisions(db: Queries, rule: string): Promise<RuleDecision[]> {
  const { rows } = await db.query<Row>(
    `SELECT d.id, d.active, d.parameters, d.reason, d.decided_by AS by, d.decided_at AS at, d.effective_from::text AS "from", v.edition
     FROM rule_decision d LEFT JOIN rule_setting_version v ON v.decision_id = d.id
     WHERE d.rule = $1 ORDER BY v.edition DESC NULLS FIRST, d.id DESC LIMIT 200`,
    [rule],
  );
  const holding = rows.find(({ edition }) => edition !== null);
  return rows.map(({ at, from, edition, ...row }) => ({
    ...row,
    at: toRfc3339(at),
    effectiveFrom: from,
    standing: edition === null ? 'pending' : row.id === holding?.id ? 'in-force' : 'replaced',
  }));
}

/** Refusal: not-found. */
export function ruleOf(code: string) {
  const rule = Object.hasOwn(ruleTable, code) ? ruleTable[code]! : undefined;
  if (!rule) throw new Refusal('not-found', { field: 'code', expected: 'the code of a rule' });
  return rule;
}

/** Refusal: field-invalid, for a threshold that the rule does not read. */
export function checkThresholds(code: string, parameters: Readonly<Record<string, number>>): void {
  const known = ruleOf(code).parameters;
  for (const name of Object.keys(parameters))
    if (!known.includes(name))
      throw new Refusal('field-invalid', {
        field: `parameters.${name}`,
        expected: known.length > 0 ? `one of ${known.join(', ')}` : 'none: the rule has no thresholds',
      });
}

export interface RuleOrder {
  active: boolean;
  parameters: Record<string, number>;
  reason: string;
  /** Civil date; today where absent. */
  effectiveFrom?: string | undefined;
}

/**
 * Writes down a decision about a rule. One that begins today holds at once, for what is told from now on; a later one from its
 * day on. Refusals: not-found; field-invalid; action-not-allowed, where others rest on the rule.
 */
export async function decideRule(
  spine: Spine,
  actor: string,
  code: string,
  order: RuleOrder,
): Promise<RuleDecision> {
  checkThresholds(code, order.parameters);
  if (!order.active && alwaysOn.has(code))
    throw new Refusal('action-not-allowed', {
      field: 'active',
      expected: 'true: reminders and escalation of corrections rest on this rule',
    });
  const today = todayOf(spine);
  const from = order.effectiveFrom ?? today;
  if (from < today)
    throw new Refusal('field-invalid', { field: 'effectiveFrom', expected: `${today} or a later day` });
  const id = await inTransaction(spine.pool, async (client) => {
    const { rows } = await client.query<{ id: number }>(
      `INSERT INTO rule_decision (rule, active, parameters, reason, decided_by, decided_at, effective_from)
       VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
      [
        code,
        order.active,
        JSON.stringify(order.parameters),
        order.reason,
        actor,
        toRfc3339(spine.now()),
        from,
      ],
    );
    if (from <= today)
      await client.query('INSERT INTO rule_setting_version (decision_id) VALUES ($1)', [rows[0]!.id]);
    return rows[0]!.id;
  });
  await spine.registry.refresh();
  return (await listDecisions(spine.pool, code)).find((one) => one.id === id)!;
}

/** Puts decisions into force whose day has come; again it changes nothing. Returns how many. */
export async function applyDueDecisions(spine: Spine): Promise<number> {
  const due = `SELECT d.id FROM rule_decision d LEFT JOIN rule_setting_version v ON v.decision_id = d.id
    WHERE v.decision_id IS NULL AND d.effective_from <= $1::date`;
  const { rows } = await spine.pool.query(due, [todayOf(spine)]);
  if (rows.length === 0) return 0;
  const { rowCount } = await spine.pool.query(
    `INSERT INTO rule_setting_version (decision_id) ${due} ORDER BY d.id ON CONFLICT DO NOTHING`,
    [todayOf(spine)],
  );
  await spine.registry.refresh();
  return rowCount ?? 0;
}

const minuteMs = 60_000;

/** Looks each minute whether the day of a decision has come; returns how to stop it. */
export const keepDecisions = (spine: Spine): (() => Promise<void>) =>
  repeat({
    name: 'decisions',
    pauseMs: minuteMs,
    atOnce: true,
    work: () => applyDueDecisions(spine),
    failed: (error) =>
      spine.log.error('decisions about rules could not be put into force and are tried again', error),
  });
