import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { code } from '#contract/text';
import { stepCodeOf } from './step-codes.ts';

describe('given the name of an activity', () => {
  it.each([
    ['T02 Check confirmation of receipt', 'T02-Check-confirmation-of-receipt'],
    ['受理', '受理'],
    ['  决定（二）', '决定-二'],
    ['a/b', 'a-b'],
  ])('when it is %j then its code is %s', (name, expected) => {
    expect(stepCodeOf(name)).toBe(expected);
  });

  it('when it has no letter, or too many, then the code still is one of its own', () => {
    expect(stepCodeOf('???')).not.toBe(stepCodeOf('!!!'));
    const [one, other] = [`${'x'.repeat(100)}1`, `${'x'.repeat(100)}2`].map(stepCodeOf);
    expect(one).toHaveLength(80);
    expect(one).not.toBe(other);
  });

  it('when it is any text then it becomes a valid code, always the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 }), (name) => {
        expect(code.safeParse(stepCodeOf(name)).error).toBeUndefined();
        expect(stepCodeOf(name)).toBe(stepCodeOf(name));
      }),
    );
  });
});
