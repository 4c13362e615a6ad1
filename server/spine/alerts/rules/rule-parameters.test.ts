import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { Refusal } from '#base/errors';
import { installedPlatforms } from '#spine/platform/installed';
import { parseKeptRules, parseRuleParameters, readRuleParameters } from './rule-parameters.ts';
import { ruleTable } from './rule-table.ts';

const refusalOf = (run: () => unknown): Refusal => {
  try {
    run();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('it was not refused');
};

/** With those of the parts that another file of this process may have installed. */
const readAll = () => readRuleParameters(undefined, installedPlatforms());
const shipped = () => structuredClone(readAll().data);

describe('readRuleParameters', () => {
  test('given the file that comes with the system, then every rule has the numbers that it reads', () => {
    const { numbers } = readAll();
    for (const rule of Object.values(ruleTable))
      expect(Object.keys(numbers[rule.code]!).sort()).toEqual([...rule.parameters].sort());
    expect(numbers.FEE_DEVIATION).toEqual({ percent: 5 });
  });

  test('given a file that is no JSON, then it is refused by name', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'rules-'));
    const file = path.join(folder, 'broken.json');
    writeFileSync(file, '{');
    expect(refusalOf(() => readRuleParameters(file))).toMatchObject({
      code: 'file-unreadable',
      about: { field: 'broken.json' },
    });
    rmSync(folder, { recursive: true });
  });
});

describe('parseRuleParameters', () => {
  test('given a level, then it replaces that of the table', () => {
    const data = shipped();
    data.rules.WRONG_ORDER = { level: 'yellow', parameters: {} };
    expect(parseRuleParameters(data, 'x.json').levels).toEqual({ WRONG_ORDER: 'yellow' });
  });

  test('given an unknown rule, then it is refused with the field', () => {
    const data = { ...shipped(), rules: { ...shipped().rules, WRONG_ODER: { parameters: {} } } };
    expect(refusalOf(() => parseRuleParameters(data, 'x.json'))).toMatchObject({
      code: 'field-invalid',
      about: { field: 'rules.WRONG_ODER' },
    });
  });

  test('given a threshold that no rule reads, or one left out, then it is refused with the field', () => {
    const extra = shipped();
    extra.rules.FEE_DEVIATION!.parameters.percentage = extra.rules.FEE_DEVIATION!.parameters.percent!;
    expect(refusalOf(() => parseRuleParameters(extra, 'x.json')).about.field).toBe(
      'rules.FEE_DEVIATION.parameters.percentage',
    );
    const less = shipped();
    less.rules.INACTION = { parameters: {} };
    expect(refusalOf(() => parseRuleParameters(less, 'x.json')).about.field).toBe(
      'rules.INACTION.parameters.percent',
    );
  });

  test('given a rule of the table that is left out, then it is refused with its name', () => {
    const less = shipped();
    delete less.rules.WRONG_ORDER;
    expect(refusalOf(() => parseRuleParameters(less, 'x.json')).about.field).toBe('rules.WRONG_ORDER');
  });

  test('given a value that is no number, then it is refused with the field', () => {
    const data: any = shipped();
    data.rules.INACTION.parameters.percent.value = 'half';
    expect(refusalOf(() => parseRuleParameters(data, 'x.json')).about.field).toBe(
      'rules.INACTION.parameters.percent.value',
    );
  });
});

describe('parseKeptRules', () => {
  test('given an edition of before a rule, then the rule is not in force in it', () => {
    const data = shipped();
    delete data.rules.WRONG_ORDER;
    expect(parseKeptRules(data, 'x.json').numbers.WRONG_ORDER).toBeUndefined();
    expect(parseKeptRules(data, 'x.json').numbers.INACTION).toEqual({ percent: 50 });
  });

  test('given an edition of before a rule read one more threshold, then the rule is not in force in it', () => {
    const data = shipped();
    delete data.rules.PAUSE_ABUSE!.parameters.mostPauses;
    expect(parseKeptRules(data, 'x.json').numbers.PAUSE_ABUSE).toBeUndefined();
  });

  test('given an edition with a rule that is no more, then the others stand', () => {
    const data = { ...shipped(), rules: { ...shipped().rules, GONE: { parameters: {} } } };
    expect(parseKeptRules(data, 'x.json').numbers).toEqual(readAll().numbers);
  });
});
