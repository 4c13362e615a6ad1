import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flow as flowShape, type ItemInput, item as itemShape } from '#contract/catalogue';
import { drawableFlow, moveStep, removeStep, renameStep } from './flow-draft.ts';
import { blankItem, itemOf, type StepDraft, sameItem, withFlowVersion } from './item-draft.ts';
import { problemPath, problemPlace } from '../ui/problem-path.ts';

const licence: ItemInput = {
  code: 'L-1',
  platform: 'services',
  name: { zh: '甲许可', en: 'Licence A' },
  type: '01',
  level: 4,
  organ: 'o-1',
  basis: [{ law: '甲法', article: '第一条' }],
  limits: { legal: { n: 20, unit: 'working-day' } },
  flow: {
    version: 3,
    steps: [
      { code: 'receive', name: { zh: '受理', en: 'Receive' } },
      {
        code: 'review',
        name: { zh: '审查', en: 'Review' },
        after: ['receive'],
        separateFrom: ['receive'],
        limit: { n: 5, unit: 'working-day', from: 'receive' },
      },
    ],
  },
  effectiveFrom: '2026-01-01',
};
const steps = licence.flow.steps as StepDraft[];

describe('what is sent of a draft', () => {
  it('given a valid item, then it is sent as it is and passes the check', () => {
    expect(itemOf(licence)).toEqual(licence);
    expect(itemShape.safeParse(itemOf(licence)).success).toBe(true);
  });
  it('given a limit with a unit and no number, then it is left out', () => {
    const sent = itemOf({ ...licence, limits: { ...licence.limits, promised: { unit: 'hour' } } });
    expect(sent).toMatchObject({ limits: { legal: { n: 20 } } });
    expect(sent).not.toHaveProperty('limits.promised');
  });
  it('given empty fields and spaces, then texts are trimmed and empty ones left out', () => {
    expect(itemOf({ ...licence, phone: ' ', code: ' L-1 ', policy: null })).toEqual(licence);
  });
  it('given an empty entry of a list, then the others keep their places', () => {
    expect(itemOf({ basis: [{ law: '' }, { law: '乙法' }] })).toEqual({ basis: [{}, { law: '乙法' }] });
  });
  it('given contents with and without a name, then they are sent as they were stored', () => {
    const named = { code: 'decision', name: { zh: '决定书', en: 'Decision' } };
    const contents = [{ code: 'result' }, { code: 'summary', name: { zh: ' ', en: '' } }, named];
    const sent = itemOf({ ...licence, contents });
    expect(sent).toEqual({ ...licence, contents: ['result', 'summary', named] });
    expect(itemShape.safeParse(sent).success).toBe(true);
    expect(
      sameItem({ ...licence, contents: [{ code: 'result' }] }, { ...licence, contents: ['result'] }),
    ).toBe(true);
    const half = itemOf({ ...licence, contents: [{ code: 'decision', name: { zh: '决定书' } }] });
    expect(itemShape.safeParse(half).success).toBe(false);
  });
  it('given a blank draft, then it does not count as changed until something is written', () => {
    const blank = blankItem('2026-01-01');
    expect(sameItem(blank, { ...blank, phone: '' })).toBe(true);
    expect(sameItem(blank, { ...blank, phone: '1' })).toBe(false);
  });
});

describe('the version of a flow', () => {
  it('given steps that did not change, then it stays', () => {
    expect(withFlowVersion({ ...licence, phone: '1' }, licence).flow?.version).toBe(3);
  });
  it('given a changed step, then it counts up', () => {
    const changed = { ...licence, flow: { version: 3, steps: moveStep(steps, 0, 1) } };
    expect(withFlowVersion(changed, licence).flow?.version).toBe(4);
  });
});

describe('the steps of a draft', () => {
  it('given a new code, then what names the step follows', () => {
    const renamed = renameStep(steps, 'receive', 'accept');
    expect(renamed[1]).toMatchObject({
      after: ['accept'],
      separateFrom: ['accept'],
      limit: { from: 'accept', n: 5 },
    });
  });
  it('given a step that is removed, then nothing names it any more', () => {
    expect(JSON.stringify(removeStep(steps, 0))).not.toContain('receive');
  });
  it('given the ends, then nothing moves', () => {
    expect(moveStep(steps, 0, -1)).toEqual(steps);
    expect(moveStep(steps, 1, 1)).toEqual(steps);
  });
  it('given any half-written steps, then what is drawn is a flow in order or nothing', () => {
    const code = fc.constantFrom('a', 'b', 'c', '', ' ');
    const step = fc.record(
      { code, after: fc.array(code), name: fc.record({ zh: code }), limit: fc.record({ from: code }) },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(fc.option(step)), (drafts) => {
        const drawn = drawableFlow(drafts as StepDraft[]);
        const codes = new Set(drawn?.steps.map((one) => one.code));
        expect(codes.size).toBe(drawn?.steps.length ?? 0);
        for (const one of drawn?.steps ?? [])
          for (const before of one.after) expect(codes.has(before)).toBe(true);
        // All that the contract asks for holds, but a circle may be drawn while it is being mended.
        if (drawn?.steps.some((one) => one.after.length === 0))
          expect(flowShape.safeParse(drawn).success).toBe(true);
      }),
    );
  });
});

describe('the place of a problem', () => {
  it.each([
    ['flow.steps.0.code', ['flow', 'steps', 0, 'code']],
    ['flow.steps[1].limit.from', ['flow', 'steps', 1, 'limit', 'from']],
    ['', []],
  ])('given %s, then %j', (field, path) => {
    expect(problemPath(field)).toEqual(path);
  });
  it('given names, then it reads as words', () => {
    const names: Record<string, string> = { steps: 'Step', code: 'Code' };
    const words = problemPlace(
      problemPath('flow.steps.1.code'),
      (part) => names[part],
      (n) => `${n}`,
    );
    expect(words).toBe('Step · 2 · Code');
  });
});
