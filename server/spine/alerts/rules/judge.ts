import { type CaseEventType, caseEvents } from '#contract/events';
import type { Finding, Judged, Rule } from '#spine/alerts/rule';
import type { RuleParameters } from './rule-parameters.ts';
import { spineRules } from './rule-table.ts';

type JudgingRule = Rule & { judge: NonNullable<Rule['judge']> };

const judging = spineRules.filter((rule): rule is JudgingRule => rule.judge !== undefined);

/** For each type of event the rules that look at it, so that the rest costs nothing. */
const rulesOf = Object.fromEntries(
  Object.keys(caseEvents).map((type) => [
    type,
    judging.filter((rule) => rule.on === 'every' || rule.on?.includes(type as CaseEventType)),
  ]),
) as Record<CaseEventType, JudgingRule[]>;

const nothing: readonly Finding[] = Object.freeze([]);

/** Findings with the levels that the data give their rules. */
export function withLevels(found: Finding[], { levels }: RuleParameters): Finding[] {
  return found.map((finding) => {
    const level = Object.hasOwn(levels, finding.rule) ? levels[finding.rule]! : finding.level;
    return level === finding.level ? finding : { ...finding, level };
  });
}

/**
 * What the rules notice about one event. Pure, in the order of the table of rules, each key once.
 * Runs for every event of every case: while nothing is noticed it allocates nothing.
 */
export function judgeAll(judged: Judged, parameters: RuleParameters): readonly Finding[] {
  const rules = rulesOf[judged.event.type];
  let found: Finding[] | null = null;
  for (let i = 0; i < rules.length; i++) {
    const rule = rules[i]!;
    const numbers = parameters.numbers[rule.code];
    if (numbers === undefined) continue;
    const result = rule.judge(judged, numbers);
    if (result === null) continue;
    if ('rule' in result) (found ??= []).push(result);
    else if (result.length > 0) (found ??= []).push(...result);
  }
  return found === null ? nothing : withLevels(found, parameters);
}
