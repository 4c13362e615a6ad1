import type { RuleParameters } from '#spine/alerts/rules/rule-parameters';

/**
 * Thresholds as they would be if one rule were in force with other values. Of an edition that did not know the rule, and of one
 * in which it was switched off, it is in force all the same: that is what is tried. Where an edition lacks a value that the
 * rule reads and that was not given, nothing is supposed.
 */
export function supposing(
  rule: string,
  names: readonly string[],
  values: Readonly<Record<string, number>>,
): (parameters: RuleParameters) => RuleParameters {
  return (parameters) => {
    const numbers = { ...parameters.known[rule], ...values };
    if (!names.every((name) => numbers[name] !== undefined)) return parameters;
    const off = new Set(parameters.off);
    off.delete(rule);
    return {
      ...parameters,
      numbers: { ...parameters.numbers, [rule]: numbers },
      known: { ...parameters.known, [rule]: numbers },
      off,
    };
  };
}
