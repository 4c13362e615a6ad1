import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CaseState, evolveCase } from '#spine/cases/case-state';
import { readState, storedText } from '#spine/cases/stored-state';

const readBack = (state: CaseState): CaseState =>
  readState({
    title: state.title,
    status: state.status,
    opened_at: state.openedAt,
    last_at: state.lastAt,
    ended_at: state.endedAt,
    state: storedText(state),
    trailing: null,
  });
const byCode = ({ steps }: CaseState) => new Map(steps.map((step) => [step.code, step]));

test('given steps of any code, also one that every object has a meaning for, then what is stored is read as it was', () => {
  const code = fc.oneof(
    fc.constantFrom('__proto__', 'constructor', '7', 'receive'),
    fc.string({ minLength: 1 }),
  );
  const actor = fc.option(fc.string(), { nil: undefined });
  fc.assert(
    fc.property(fc.array(fc.tuple(code, actor, fc.nat()), { maxLength: 12 }), (acts) => {
      let state = evolveCase(null, { type: 'case.opened', data: { item: 'any' } }, 1);
      for (const [step, who, at] of acts)
        state = evolveCase(state, { type: 'case.step-done', data: { step, actor: who } }, at);
      const read = readBack(state);
      expect(byCode(read)).toEqual(byCode(state));
      expect({ ...read, steps: [] }).toEqual({ ...state, steps: [] });
    }),
  );
});
