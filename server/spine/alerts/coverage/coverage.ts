import type { CoverageRow } from '#contract/rules';
import type { RuleFacts } from '#spine/alerts/rule';
import type { RuleParameters } from '#spine/alerts/rules/rule-parameters';
import type { CaseFacts } from './case-facts.ts';
import { needs, needsOf } from './needs.ts';

interface Judging {
  rules: readonly RuleFacts[];
  parameters: RuleParameters;
  /** Alerts that each rule gave. */
  fired: ReadonlyMap<string, number>;
  /** The part of a platform whose cases alone a rule judges. */
  partOf: (rule: string) => string | undefined;
}

function verdictOf(
  rule: RuleFacts,
  facts: CaseFacts,
  { parameters, fired, partOf }: Judging,
): Pick<CoverageRow, 'verdict' | 'missing'> {
  const missing = needsOf(rule).filter((name) => !needs[name].met(facts));
  if (fired.get(rule.code)) return { verdict: 'fired', missing: [] };
  if (parameters.off.has(rule.code)) return { verdict: 'switched-off', missing: [] };
  const part = partOf(rule.code);
  // A rule of a part that names its needs looks beyond its own cases.
  if (part !== undefined && rule.needs === undefined && !facts.parts.has(part))
    return { verdict: 'other-cases', missing: [] };
  if (missing.length > 0)
    return { verdict: 'not-computable', missing: missing.map((name) => needs[name].title) };
  return { verdict: 'clean', missing: [] };
}

/**
 * Of every rule what it says of some cases: it fired; it had what it needs and said nothing; or it could say nothing, and
 * because of what. Silence of a rule that could not speak is no sign that all is well. Pure.
 */
export function coverageOf(facts: CaseFacts, judging: Judging): CoverageRow[] {
  return judging.rules.map((rule) => ({
    code: rule.code,
    title: rule.title,
    ruleClass: rule.ruleClass,
    level: judging.parameters.levels[rule.code] ?? rule.level,
    fired: judging.fired.get(rule.code) ?? 0,
    ...verdictOf(rule, facts, judging),
  }));
}
