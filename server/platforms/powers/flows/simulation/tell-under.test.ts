import { describe, expect, test } from 'vitest';
import { flow as flowShape } from '#contract/catalogue';
import { testDatabase } from '../../../../../tests/support/database.ts';
import { items, organs, testSpine } from '../../../../../tests/support/spine.ts';
import { foldContext } from '#spine/cases/fold-context';
import { rulesUnder, type TellingWorld, type ToldEntry } from './tell-under.ts';

const { pool } = await testDatabase();
const { spine } = await testSpine(pool);
const organ = spine.registry.organ(organs.city.code)!;
const licence = spine.registry.itemVersions(items.licence.code).at(-1)!;
const own = foldContext(spine.fold, { itemId: licence.id, itemVersion: 1, organId: organ.id });

const at = (text: string) => Date.parse(`${text}:00+08:00`);
const told = (time: string, type: string, data: Record<string, unknown> = {}): ToldEntry => ({
  type,
  historic: true,
  occurred_at: at(time),
  recorded_at: at(time),
  data,
});
const opening = (data = {}) => told('2026-03-02 10:00', 'case.opened', { item: 'licence', ...data });
const whole = [
  opening(),
  told('2026-03-02 11:00', 'case.accepted'),
  told('2026-03-05 10:00', 'case.step-done', { step: 'review' }),
  told('2026-03-12 10:00', 'case.decided', { outcome: 'granted' }),
  told('2026-03-12 11:00', 'case.closed'),
];
function rules(
  entries: ToldEntry[],
  change: Partial<typeof licence> = {},
  given: Partial<TellingWorld> = {},
) {
  const context = { ...own, item: { ...licence, ...change } };
  const world = { context, organByCode: () => undefined, ownLimits: false, present: at('2026-04-01 00:00') };
  return [...rulesUnder(entries, { ...world, ...given })].sort();
}
const withSteps = (change: (steps: typeof licence.flow.steps) => object[]) => ({
  flow: flowShape.parse({ version: 2, steps: change(licence.flow.steps) }),
});

describe('a case told under another flow', () => {
  test('given its own flow, then nothing is noticed', () => {
    expect(rules(whole)).toEqual([]);
  });

  test('given a shorter limit, then it would have been late', () => {
    expect(rules(whole, { limits: { promised: { n: 5, unit: 'working-day' } } })).toContain('OVERDUE');
  });

  test('given a mandatory step that nobody did, then it would have been skipped', () => {
    const change = withSteps((steps) => [...steps, { code: 'visit', name: steps[0]!.name, mandatory: true }]);
    expect(rules(whole, change)).toEqual(['SKIPPED_STEP']);
  });

  test('given another order, then it would have been out of order', () => {
    const change = withSteps((steps) =>
      steps.map((step) =>
        step.code === 'review'
          ? { ...step, after: ['decide'] }
          : step.code === 'decide'
            ? { ...step, after: ['accept'] }
            : step,
      ),
    );
    expect(rules(whole, change)).toEqual(['WRONG_ORDER']);
  });

  test('given a limit of a step, then that step would have been late', () => {
    const change = withSteps((steps) =>
      steps.map((step) =>
        step.code === 'review' ? { ...step, limit: { n: 1, unit: 'working-day', from: 'accept' } } : step,
      ),
    );
    expect(rules(whole, change)).toEqual(['STEP_OVERDUE']);
  });

  test('given a case that is open still, then what fell due by its present counts', () => {
    const open = whole.slice(0, 3);
    expect(rules(open, {}, { present: at('2026-03-06 00:00') })).toEqual([]);
    expect(rules(open)).toContain('OVERDUE');
  });

  test('given a due time of the source, then it counts unless other limits are tried', () => {
    const due = [opening({ due: { promised: '2026-03-04T10:00:00+08:00' } }), ...whole.slice(1)];
    expect(rules(due)).toContain('OVERDUE');
    expect(rules(due, {}, { ownLimits: true })).toEqual([]);
  });
});
