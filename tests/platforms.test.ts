import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Bilingual, bilingual } from '#contract/text';
import { caseActions } from '#spine/cases/case-actions';
import type { Part } from '#spine/platform/part';
import { readPolicies } from '#spine/clocks/policy-files';
import { readRuleParameters } from '#spine/alerts/rules/rule-parameters';
import { installPlatforms } from '../server/install-platforms.ts';
import { platforms } from '../server/platforms/index.ts';

installPlatforms();
const root = path.resolve(import.meta.dirname, '..');
const parts: [name: string, part: Part][] = platforms.flatMap(({ parts: own }) =>
  own.map((part): [string, Part] => [part.name, part]),
);
const policies = new Set(readPolicies().map(({ code }) => code));
const rules = readRuleParameters(
  undefined,
  platforms.map(({ name }) => name),
).data.rules;

const says = (text: Bilingual) => {
  expect(bilingual.safeParse(text).success, JSON.stringify(text)).toBe(true);
  expect(text.zh).toMatch(/\p{Script=Han}/u);
  expect(text.en).toMatch(/[a-z]/);
};

describe('every platform', () => {
  test.each(platforms.map(({ name }) => [name]))('%s: tells what it is for, with its legal basis', (name) => {
    const readme = path.join(root, 'server/platforms', name, 'README.md');
    expect(existsSync(readme)).toBe(true);
    expect(readFileSync(readme, 'utf8').length).toBeGreaterThan(500);
  });

  test('has a contract and pages under its own name', () => {
    for (const { name } of platforms)
      for (const folder of ['contract', 'web/platforms'])
        expect(readdirSync(path.join(root, folder, name)).length).toBeGreaterThan(0);
  });
});

describe.each(parts)('%s', (name, part) => {
  const platform = name.slice(0, name.indexOf('/'));

  test('its events bear the name of the platform and are titled in both languages', () => {
    for (const [type, kind] of Object.entries(part.events)) {
      expect(type).toMatch(new RegExp(`^${platform}\\.[a-z0-9]+(-[a-z0-9]+)*(\\.v\\d+)?$`));
      says(kind.title);
    }
  });

  test('its actions are named in both languages, begin somewhere and are somebody’s', () => {
    for (const action of Object.values(part.actions)) {
      says(action.title);
      expect(action.from.length).toBeGreaterThan(0);
      expect(action.roles.length).toBeGreaterThan(0);
    }
  });

  test('no action has the name of one of the spine', () => {
    for (const action of Object.keys(part.actions)) expect(Object.keys(caseActions)).not.toContain(action);
  });

  test('its clocks are cited, run by a policy that is there and give a rule that is in force', () => {
    for (const clock of part.clocks) {
      says(clock.name);
      expect(clock.basis.length).toBeGreaterThan(0);
      expect(policies).toContain(clock.policy);
      expect(Object.keys(rules)).toContain(clock.rule);
    }
  });

  test('its rules say in both languages what they noticed, on what ground, and what clears it', () => {
    for (const rule of part.rules) {
      for (const text of [rule.title, rule.clears, ...Object.values(rule.evidence)]) says(text);
      expect(rule.basis.length).toBeGreaterThan(10);
      expect(rules[rule.code]).toBeDefined();
      expect(Object.keys(rules[rule.code]!.parameters).sort()).toEqual([...rule.parameters].sort());
      expect(rule.judge === undefined).toBe(rule.on === undefined);
    }
  });

  test('its rules look at events that are there', () => {
    for (const rule of part.rules)
      for (const type of rule.on ?? [])
        expect(type.startsWith('case.') || Object.hasOwn(part.events, type)).toBe(true);
  });

  test('one of its events opens a case', () => {
    const openers = Object.values(part.events).filter(({ means }) =>
      means?.toString().includes('case.opened'),
    );
    expect(openers.length).toBeGreaterThan(0);
  });
});
