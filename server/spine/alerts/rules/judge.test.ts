import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CaseEventType, caseEvents, pauseKinds } from '#contract/events';
import { judgeAll } from './judge.ts';
import { parseRuleParameters } from './rule-parameters.ts';
import { ruleTable, spineRules } from './rule-table.ts';
import {
  accepted,
  bureau,
  calendar,
  eventOf,
  instant,
  item,
  opened,
  organOf,
  parameters,
  step,
  type Told,
  tell,
} from './story.fixture.ts';
import { evolveCase } from '#spine/cases/case-state';

const alertLevels = ['notice', 'yellow', 'red'];

const moment = fc
  .integer({ min: -2 * 24 * 60, max: 40 * 24 * 60 })
  .map((minutes) =>
    new Date(instant('2026-03-02 10:00') + minutes * 60_000 + 8 * 3_600_000)
      .toISOString()
      .slice(0, 16)
      .replace('T', ' '),
  );
const person = fc.constantFrom('Lin', 'Sun', undefined);

const dataOf: Record<CaseEventType, fc.Arbitrary<Record<string, unknown>>> = {
  'case.opened': fc.constant({}),
  'case.accepted': fc.record({ actor: person }),
  'case.not-accepted': fc.record({ reason: fc.constantFrom('', '申请材料不属于本机关') }),
  'case.correction-asked': fc.record({ actor: person }),
  'case.corrected': fc.constant({}),
  'case.step-done': fc.record({
    step: fc.constantFrom(
      'accept',
      'review',
      'visit',
      'announce',
      'hear',
      'approve',
      'deliver',
      'stamp',
      'constructor',
    ),
    actor: person,
    post: fc.constantFrom('clerk', 'head', undefined),
    contents: fc.constantFrom(['summary'], ['decision'], undefined),
    amount: fc.constantFrom(undefined, 100, 101),
  }),
  'case.paused': fc.record({
    procedure: fc.constantFrom(...pauseKinds),
    basis: fc.constant('art. 45'),
    expectedDays: fc.constantFrom(1, 5, undefined),
    approver: person,
  }),
  'case.resumed': fc.constant({}),
  'case.extended': fc.record({
    n: fc.constant(10),
    unit: fc.constant('working-day'),
    basis: fc.constant('art. 42'),
    approver: person,
  }),
  'case.decided': fc.record({ outcome: fc.constantFrom('granted', 'denied'), actor: person }),
  'case.fee-charged': fc.record({
    due: fc.constantFrom(0, 100),
    paid: fc.constantFrom(0, 100, 106),
    fee: fc.constantFrom('permit-fee', 'other', undefined),
  }),
  'case.closed': fc.record({ contents: fc.constantFrom(['summary', 'decision'], undefined) }),
  'case.withdrawn': fc.constant({}),
  'case.terminated': fc.constant({}),
  'case.reopened': fc.record({ reason: fc.constant('x'), actor: person }),
  'case.amended': fc.record({ field: fc.constant('result'), actor: person, approver: person }),
};

/** A case is opened once; intake refuses a second opening. */
const types = (Object.keys(caseEvents) as CaseEventType[]).filter((type) => type !== 'case.opened');
/** Steps come as often as all else together, as they do in life. */
const anyType = fc.oneof(fc.constantFrom(...types), fc.constant('case.step-done' as const));
const anyEvent: fc.Arbitrary<Told> = anyType.chain((type) =>
  fc.record({
    type: fc.constant(type),
    at: moment,
    claimed: fc.oneof(fc.constant(undefined), moment),
    data: dataOf[type],
    dueAt: fc.oneof(fc.constant(null), moment),
    acting: fc.constantFrom(bureau, organOf('forestry')),
  }),
);
const story = fc.array(anyEvent, { maxLength: 25 }).map((events) => [opened, ...events]);

/** The one that the catalogue names, nearly always. */
const organ = fc.oneof(
  { weight: 9, arbitrary: fc.constant(bureau) },
  fc.constant(organOf('village-office', { region: '370102001002' })),
);

describe('judgeAll', () => {
  test('given any case, then keys are unique, replay is alike, and each fact has a label', () => {
    const fired = new Set<string>();
    fc.assert(
      fc.property(story, fc.boolean(), organ, (told, historic, ofCase) => {
        const findings = tell(told, { historic, organ: ofCase });
        const keys = findings.map((finding) => finding.key);
        expect(new Set(keys).size).toBe(keys.length);
        expect(tell(told, { historic, organ: ofCase })).toEqual(findings);
        for (const { rule, key, level, at, evidence } of findings) {
          fired.add(rule);
          expect(key.startsWith(`${rule}:`)).toBe(true);
          expect(alertLevels).toContain(level);
          expect(Number.isSafeInteger(at)).toBe(true);
          for (const field of Object.keys(evidence)) expect(ruleTable[rule]!.evidence).toHaveProperty(field);
          for (const value of Object.values(evidence))
            expect(value === '' || Number.isNaN(value)).toBe(false);
        }
      }),
      { numRuns: 400, seed: 20260302 },
    );
    const judging = spineRules.filter((rule) => rule.judge);
    expect([...fired].sort()).toEqual(judging.map((rule) => rule.code).sort());
  });

  test('given an ordinary case from application to delivery, then nothing is noticed', () => {
    const told: Told[] = [
      opened,
      { ...accepted, data: { actor: 'Wu', post: 'clerk' } },
      step('2026-03-03 10:00', 'review', { actor: 'Lin', post: 'clerk', contents: ['summary'] }),
      step('2026-03-05 10:00', 'visit', { actor: 'Lin' }),
      step('2026-03-09 10:00', 'approve', { actor: 'Sun' }),
      { at: '2026-03-09 10:05', type: 'case.decided', data: { outcome: 'granted', actor: 'Sun' } },
      { at: '2026-03-09 10:06', type: 'case.fee-charged', data: { due: 100, paid: 100, fee: 'permit-fee' } },
      { at: '2026-03-10 09:00', type: 'case.closed', data: { contents: ['decision'] } },
      step('2026-03-11 09:00', 'deliver'),
    ];
    expect(tell(told)).toEqual([]);
    expect(tell(told, { historic: true })).toEqual([]);
  });

  test('given levels of a place, then findings carry them; given data without the rule, then it says nothing', () => {
    const data = {
      ...parameters.data,
      rules: { ...parameters.data.rules, WRONG_ORDER: { level: 'notice', parameters: {} } },
    };
    const event = eventOf('case.step-done', { step: 'approve' });
    const at = instant('2026-03-02 11:00');
    const before = evolveCase(null, eventOf('case.opened'), instant('2026-03-02 10:00'));
    const after = evolveCase(before, event, at);
    const judged = {
      event,
      at,
      occurredAt: at,
      recordedAt: at,
      historic: false,
      before,
      after,
      item,
      organ: bureau,
      actingOrgan: bureau,
      calendar,
      dueAt: null,
      seq: 2,
    };
    expect(judgeAll(judged, parameters)).toMatchObject([{ rule: 'WRONG_ORDER', level: 'red' }]);
    expect(judgeAll(judged, parseRuleParameters(data, 'x.json'))).toMatchObject([
      { rule: 'WRONG_ORDER', level: 'notice' },
    ]);
    const earlier = parseRuleParameters(data, 'x.json');
    const { WRONG_ORDER: _, ...numbers } = earlier.numbers;
    expect(judgeAll(judged, { ...earlier, numbers })).toEqual([]);
  });
});

describe('ruleTable', () => {
  test('given each rule, then it stands under its own code and is complete in both languages', () => {
    for (const rule of spineRules) {
      expect(ruleTable[rule.code]).toBe(rule);
      for (const text of [rule.title, rule.clears, ...Object.values(rule.evidence)]) {
        expect(text.zh).toMatch(/\p{Script=Han}/u);
        expect(text.en).toMatch(/[a-z]/);
      }
      expect(rule.basis.length).toBeGreaterThan(10);
      expect(rule.judge === undefined).toBe(rule.on === undefined);
    }
  });

  test('given the codes that clocks and the ticker fire, then they are there too', () => {
    for (const code of [
      'EXPIRING',
      'OVERDUE',
      'OVERDUE_LONG',
      'STEP_OVERDUE',
      'SILENT_ACCEPTANCE',
      'INACTION',
      'CORRECTION_OVERDUE',
    ])
      expect(ruleTable).toHaveProperty(code);
  });
});
