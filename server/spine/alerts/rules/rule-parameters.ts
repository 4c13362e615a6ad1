import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from '#base/errors';
import type { AlertLevel } from '#contract/alerts';
import { type RuleParametersData, ruleParametersData } from '#contract/rule-parameters';
import { ruleTable } from './rule-table.ts';

/** The thresholds and levels that are in force, laid out for the rules. */
export interface RuleParameters {
  code: string;
  version: number;
  /** Thresholds by rule and name; an entry for every rule, empty where it has none. */
  numbers: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Levels that differ from those of the table of rules. */
  levels: Readonly<Record<string, AlertLevel>>;
  /** The data themselves, with basis and mark, for people to read. */
  data: RuleParametersData;
}

const shipped = path.join(import.meta.dirname, '../../../../reference/rules/default.json');

const refuse = (field: string, expected: string, detail: string): never => {
  throw new Refusal('field-invalid', { field, expected, detail });
};

/** A threshold that a rule reads has to be there; one that nobody reads is a slip of the pen. */
function checkNames(data: RuleParametersData, file: string): void {
  for (const [code, entry] of Object.entries(data.rules)) {
    const rule = Object.hasOwn(ruleTable, code) ? ruleTable[code] : undefined;
    if (!rule) return refuse(`rules.${code}`, `one of ${Object.keys(ruleTable).join(', ')}`, file);
    for (const name of Object.keys(entry.parameters))
      if (!rule.parameters.includes(name))
        refuse(
          `rules.${code}.parameters.${name}`,
          `one of ${rule.parameters.join(', ') || 'none: the rule takes no parameters'}`,
          file,
        );
  }
  for (const rule of Object.values(ruleTable))
    for (const name of rule.parameters)
      if (!data.rules[rule.code]?.parameters[name])
        refuse(`rules.${rule.code}.parameters.${name}`, 'a value: the rule reads it', file);
}

/** Checks thresholds that came as JSON. @throws Refusal `field-invalid` naming the field and the file. */
export function parseRuleParameters(json: unknown, file: string): RuleParameters {
  const result = ruleParametersData.safeParse(json);
  if (!result.success) {
    const issue = result.error.issues[0]!;
    return refuse(issue.path.join('.') || 'rules', issue.message, file);
  }
  const { data } = result;
  checkNames(data, file);
  const numbers: Record<string, Record<string, number>> = {};
  const levels: Record<string, AlertLevel> = {};
  for (const { code } of Object.values(ruleTable)) {
    const entry = data.rules[code];
    const values = Object.entries(entry?.parameters ?? {}).map(([name, one]) => [name, one.value] as const);
    numbers[code] = Object.fromEntries(values);
    if (entry?.level) levels[code] = entry.level;
  }
  return { code: data.code, version: data.version, numbers, levels, data };
}

/** Reads the thresholds, by default those that come with the system. @throws Refusal naming what is wrong. */
export function readRuleParameters(file = shipped): RuleParameters {
  const name = path.basename(file);
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Refusal('file-unreadable', {
      field: name,
      expected: 'JSON',
      detail: error instanceof Error ? error.message : String(error),
    });
  }
  return parseRuleParameters(json, name);
}
