import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from '#base/errors';
import type { AlertLevel } from '#contract/alerts';
import { type RuleParametersData, ruleParametersData } from '#contract/rule-parameters';
import { ruleTable } from './rule-table.ts';

/** The thresholds and levels that are in force, laid out for the rules. */
export interface RuleParameters {
  code: string;
  version: number;
  /** Thresholds by rule and name, empty where a rule has none. A rule that has no entry is not in force and says nothing. */
  numbers: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** The same with those of rules that are switched off: what is remembered for a rule is kept on meanwhile. */
  known: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Rules that somebody has switched off. */
  off: ReadonlySet<string>;
  /** Levels that differ from those of the table of rules. */
  levels: Readonly<Record<string, AlertLevel>>;
  /** Working days after which an extension or a pause that is entered late waits for a second person; null: none does. */
  secondPersonAfter: number | null;
  /** The data themselves, with basis and mark, for people to read. */
  data: RuleParametersData;
}

const shipped = path.join(import.meta.dirname, '../../../../reference/rules/default.json');

const refuse = (field: string, expected: string, detail: string): never => {
  throw new Refusal('field-invalid', { field, expected, detail });
};

const known = (code: string) => (Object.hasOwn(ruleTable, code) ? ruleTable[code] : undefined);

/** Every rule has to be there with the thresholds that it reads; one that nobody reads is a slip of the pen. */
function checkNames(data: RuleParametersData, file: string): void {
  for (const [code, entry] of Object.entries(data.rules)) {
    const rule = known(code);
    if (!rule) return refuse(`rules.${code}`, `one of ${Object.keys(ruleTable).join(', ')}`, file);
    for (const name of Object.keys(entry.parameters))
      if (!rule.parameters.includes(name))
        refuse(
          `rules.${code}.parameters.${name}`,
          `one of ${rule.parameters.join(', ') || 'none: the rule takes no parameters'}`,
          file,
        );
  }
  for (const rule of Object.values(ruleTable)) {
    const entry = data.rules[rule.code];
    if (!entry) refuse(`rules.${rule.code}`, 'an entry, {} for a rule without thresholds', file);
    for (const name of rule.parameters)
      if (!entry!.parameters[name])
        refuse(`rules.${rule.code}.parameters.${name}`, 'a value: the rule reads it', file);
  }
}

function checkForm(json: unknown, file: string): RuleParametersData {
  const result = ruleParametersData.safeParse(json);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  return refuse(issue.path.join('.') || 'rules', issue.message, file);
}

function laidOut(data: RuleParametersData): RuleParameters {
  const numbers: Record<string, Record<string, number>> = {};
  const levels: Record<string, AlertLevel> = {};
  for (const [code, { level, parameters }] of Object.entries(data.rules)) {
    if (!known(code)?.parameters.every((name) => parameters[name])) continue;
    const values = Object.entries(parameters).map(([name, one]) => [name, one.value] as const);
    numbers[code] = Object.fromEntries(values);
    if (level) levels[code] = level;
  }
  const secondPersonAfter = data.secondPerson?.value ?? null;
  const { code, version } = data;
  return { code, version, numbers, known: numbers, off: new Set(), levels, secondPersonAfter, data };
}

/** Checks thresholds that came as JSON. @throws Refusal `field-invalid` naming the field and the file. */
export function parseRuleParameters(json: unknown, file: string): RuleParameters {
  const data = checkForm(json, file);
  checkNames(data, file);
  return laidOut(data);
}

/**
 * Thresholds of an edition that was kept, perhaps by an older release: a rule that came later, or that reads more since,
 * was not in force then, so that a replay judges nothing by it. @throws Refusal as above, but for the names
 */
export function parseKeptRules(json: unknown, file: string): RuleParameters {
  return laidOut(checkForm(json, file));
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Refusal('file-unreadable', {
      field: path.basename(file),
      expected: 'JSON',
      detail: error instanceof Error ? error.message : String(error),
    });
  }
}

/**
 * Reads the thresholds, by default those that come with the system: the spine's, and those of platforms in files of their
 * own beside it. The version is the sum of the files' versions, so that it rises whichever is raised.
 * @throws Refusal naming what is wrong.
 */
export function readRuleParameters(file = shipped, platforms: readonly string[] = []): RuleParameters {
  const name = path.basename(file);
  const spine = checkForm(readJson(file), name);
  const added = platforms
    .map((platform) => path.join(path.dirname(file), `${platform}.json`))
    .filter((one) => existsSync(one))
    .map((one) => checkForm(readJson(one), path.basename(one)));
  const whole = {
    ...spine,
    version: added.reduce((sum, one) => sum + one.version, spine.version),
    rules: Object.assign({}, spine.rules, ...added.map((one) => one.rules)) as RuleParametersData['rules'],
  };
  return parseRuleParameters(whole, name);
}
