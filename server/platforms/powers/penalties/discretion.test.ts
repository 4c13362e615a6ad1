import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { penaltyKinds, tiers } from '#contract/powers/penalty-terms';
import { benchmarks, offenceOf } from './benchmarks.ts';
import {
  hasHearingRight,
  isWithin,
  medianOf,
  monthsShown,
  needsDiscussion,
  percentOff,
} from './discretion.ts';

const yuan = fc.integer({ min: 0, max: 100_000_000 }).map((n) => new Decimal(n).div(100).toFixed(2));

describe('the benchmarks', () => {
  test('given each offence, then every tier has a range, and a heavier tier begins no lower', () => {
    for (const { tiers: own } of benchmarks.offences) {
      const [lenient, ordinary, severe] = (Object.keys(tiers) as (keyof typeof tiers)[]).map(
        (one) => own[one]!,
      );
      expect(Number(lenient!.min)).toBeLessThanOrEqual(Number(ordinary!.min));
      expect(Number(ordinary!.max)).toBeLessThanOrEqual(Number(severe!.max));
    }
  });

  test('given what is no offence, then it is refused by name', () => {
    expect(() => offenceOf('nothing')).toThrow('field-invalid: offence');
  });
});

describe('an amount', () => {
  test('given the ends of a range, then they lie within it, and a cent beyond does not', () => {
    const range = { min: '500.00', max: '2000.00' };
    expect(['500', '2000.00', '499.99', '2000.01'].map((one) => isWithin(one, range))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  test('given amounts, then the median is the middle one, or the mean of two to the cent', () => {
    expect(medianOf([])).toBeNull();
    expect(medianOf(['900', '100', '500'])).toBe('500.00');
    expect(medianOf(['100.00', '100.01'])).toBe('100.01');
  });

  test('given a median of nothing, then there is no share off it', () => {
    expect(percentOff('100', '0')).toBeNull();
    expect(percentOff('130', '100')!.toFixed()).toBe('30');
    expect(percentOff('69.99', '100')!.toFixed()).toBe('30.01');
  });

  test('given any amounts in any order, then as many lie below the median as above, and it lies between them', () => {
    fc.assert(
      fc.property(fc.array(yuan, { minLength: 1, maxLength: 60 }), fc.integer(), (amounts, turn) => {
        const median = new Decimal(medianOf(amounts)!);
        const below = amounts.filter((one) => median.minus(one).gte('0.01')).length;
        const above = amounts.filter((one) => new Decimal(one).minus(median).gte('0.01')).length;
        expect(below).toBeLessThanOrEqual(amounts.length / 2);
        expect(above).toBeLessThanOrEqual(amounts.length / 2);
        const at = Math.abs(turn) % amounts.length;
        expect(medianOf([...amounts.slice(at), ...amounts.slice(0, at)])).toBe(median.toFixed(2));
      }),
    );
  });

  test('given any amounts, then the share off is exact and does not depend on their scale', () => {
    fc.assert(
      fc.property(yuan, yuan, fc.integer({ min: 1, max: 9 }), (fine, median, times) => {
        const off = percentOff(fine, median);
        if (off === null) return;
        const scaled = percentOff(
          new Decimal(fine).times(times).toFixed(2),
          new Decimal(median).times(times).toFixed(2),
        )!;
        expect(scaled.minus(off).abs().lt('1e-9')).toBe(true);
        expect(off.gte(0)).toBe(true);
      }),
    );
  });
});

describe('what goes with an amount', () => {
  const fine = (text: string) => ({ kinds: ['fine' as const], fine: text });

  test('given thresholds, then they count from the amount itself, for persons and organisations apart', () => {
    expect(hasHearingRight(fine('5000.00'), 'person')).toBe(true);
    expect(hasHearingRight(fine('4999.99'), 'person')).toBe(false);
    expect(hasHearingRight(fine('5000.00'), 'organisation')).toBe(false);
    expect(hasHearingRight({ kinds: ['revocation'], fine: null }, 'organisation')).toBe(true);
    expect(needsDiscussion(fine('9999.99'), 'person', 'ordinary')).toBe(false);
    expect(needsDiscussion(fine('10000.00'), 'person', 'ordinary')).toBe(true);
    expect(needsDiscussion(fine('1.00'), 'person', 'severe')).toBe(true);
  });

  test('given a light penalty, then it is shown for three months, any other for three years', () => {
    expect(monthsShown(fine('4999.99'), 'person')).toBe(3);
    expect(monthsShown(fine('5000.00'), 'person')).toBe(36);
    expect(monthsShown({ kinds: ['warning'], fine: null }, 'person')).toBe(3);
    expect(monthsShown({ kinds: ['revocation'], fine: null }, 'organisation')).toBe(36);
  });

  test('given a higher fine, then no right is lost by it', () => {
    const kinds = fc.subarray(Object.keys(penaltyKinds) as (keyof typeof penaltyKinds)[]);
    fc.assert(
      fc.property(kinds, yuan, yuan, fc.constantFrom('person', 'organisation'), (some, a, b, party) => {
        const [low, high] = new Decimal(a).lte(b) ? [a, b] : [b, a];
        for (const right of [hasHearingRight, needsDiscussion])
          if (right({ kinds: some, fine: low }, party as 'person', null))
            expect(right({ kinds: some, fine: high }, party as 'person', null)).toBe(true);
      }),
    );
  });
});
