import type { RuleParameters } from './rule-parameters.ts';

/** What was decided about a rule, as far as judging goes by it. */
export interface RuleSetting {
  rule: string;
  active: boolean;
  /** Thresholds that differ from those that come with the system. */
  parameters: Readonly<Record<string, number>>;
}

/** Rules that cannot be switched off: reminders and escalation of corrections rest on their warnings. */
export const alwaysOn: ReadonlySet<string> = new Set(['CORRECTION_OVERDUE']);

/**
 * The thresholds with what was decided since, oldest first; of one rule the last decision holds. A threshold that the rule
 * has no longer, and a rule that is gone, are passed over: the decision was made for an older release.
 */
export function withSettings(base: RuleParameters, settings: readonly RuleSetting[]): RuleParameters {
  if (settings.length === 0) return base;
  const last = new Map(settings.map((one) => [one.rule, one]));
  const known = { ...base.known };
  const numbers = { ...base.numbers };
  const off = new Set<string>();
  for (const { rule, active, parameters } of last.values()) {
    const before = known[rule];
    if (!before) continue;
    const changed = Object.entries(parameters).filter(([name]) => Object.hasOwn(before, name));
    known[rule] = { ...before, ...Object.fromEntries(changed) };
    if (active || alwaysOn.has(rule)) numbers[rule] = known[rule];
    else {
      delete numbers[rule];
      off.add(rule);
    }
  }
  return { ...base, numbers, known, off };
}

/** Share of the promise that INACTION goes by, in percent; also while it is switched off, since clocks ask for it. */
export const idlePercentOf = ({ known }: Pick<RuleParameters, 'known'>): number =>
  known.INACTION?.percent ?? 50;
