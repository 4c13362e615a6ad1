import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { naiveBytes, naiveLines } from './naive-score.fixture.ts';
import { boundsOf, lastMonth, monthsOf } from './periods.ts';
import { gradeOf, isEmpty, meanOf, score } from './score.ts';
import { bytesOf } from './score-bytes.ts';
import { linesOf, schemeIn, schemeOfOrgan, schemes } from './schemes.ts';
import { wilson } from './wilson.ts';

const month = '2026-10';
const weights = schemeIn('weights', month);
const deductions = schemeIn('deductions', month);
const facts = (counts: Record<string, number> = {}, volume = 100) => ({ volume, counts, adjustments: [] });
const totalOf = (counts: Record<string, number>, volume?: number) =>
  score(deductions, month, facts(counts, volume)).total;

describe('given facts and a scheme, when an organ is scored', () => {
  test('then its parts, bonuses and deductions make the total', () => {
    const { parts, total, grade } = score(weights, month, facts({ late: 25, fees: 3, early: 29 }));
    expect(parts.find(({ code }) => code === 'time-limits')).toMatchObject({ points: '10.50' });
    expect(parts.find(({ code }) => code === 'fees')).toMatchObject({ points: '5.00' });
    // 100 - 3.50 - 3.00 + 2 full tenths of the volume that were early.
    expect(total).toBe('95.50');
    expect(grade).toBe('excellent');
  });

  test('then a part never falls below nothing, nor does the total', () => {
    const { parts, total } = score(weights, month, facts({ fees: 500 }));
    expect(parts.find(({ code }) => code === 'fees')!.points).toBe('0.00');
    expect(total).toBe('92.00');
    expect(totalOf({ red: 1000 })).toBe('0.00');
  });

  test('then incomplete data takes a point for each full percent, five at most', () => {
    expect(totalOf({ incomplete: 1 }, 101)).toBe('100.00');
    expect(totalOf({ incomplete: 2 }, 101)).toBe('99.00');
    expect(totalOf({ incomplete: 80 }, 101)).toBe('95.00');
  });

  test('then a tenth of a point is the share of the cases behind it', () => {
    const { parts } = score(weights, month, facts({ late: 1 }, 3));
    expect(parts.find(({ code }) => code === 'time-limits')).toMatchObject({
      lines: [{ code: 'late', n: 1, points: '4.67' }, { n: 0 }, { n: 0 }],
      points: '9.33',
    });
  });

  test('then a month in which nothing happened has no score to be earned', () => {
    expect(isEmpty(facts({ late: 0 }, 0))).toBe(true);
    expect(isEmpty(facts({ 'open-late': 1 }, 0))).toBe(false);
  });

  test.each([
    ['90', 'excellent'],
    ['89.99', 'good'],
    ['80', 'good'],
    ['79.99', 'pass'],
    ['60', 'pass'],
    ['59.99', 'fail'],
    ['0', 'fail'],
  ])('then %s points are %s', (total, grade) => {
    expect(gradeOf(weights, total)).toBe(grade);
  });

  test('then a longer period is the mean of its months', () => {
    expect(meanOf(['90.00', '80.01', '70.00'])).toBe('80.00');
    expect(meanOf(['0.01', '0.00'])).toBe('0.01');
    expect(meanOf([])).toBeNull();
  });
});

describe('given 10,000 random facts, when a second implementation scores them', () => {
  const schemeAndFacts = fc.constantFrom('weights' as const, 'deductions' as const).chain((scheme) =>
    fc.record({
      scheme: fc.constant(scheme),
      organ: fc.string({ minLength: 1, maxLength: 20 }),
      facts: fc.record({
        volume: fc.oneof(fc.nat(30), fc.nat(5_000)),
        counts: fc.record(
          Object.fromEntries(naiveLines(scheme).map((code) => [code, fc.oneof(fc.nat(3), fc.nat(400))])),
        ),
        adjustments: fc.uniqueArray(
          fc.record({
            id: fc.integer({ min: 1, max: 99_999 }).map((n) => `3701-${n}`),
            points: fc
              .integer({ min: -2_000, max: 2_000 })
              .map(
                (n) =>
                  `${n < 0 ? '-' : ''}${Math.floor(Math.abs(n) / 100)}.${String(Math.abs(n) % 100).padStart(2, '0')}`,
              ),
          }),
          { selector: ({ id }) => id, maxLength: 3 },
        ),
      }),
    }),
  );

  test('then every one is equal to the byte', { timeout: 180_000 }, () => {
    let compared = 0;
    const property = fc.property(schemeAndFacts, ({ scheme, organ, facts: given }) => {
      const ours = bytesOf(organ, score(schemeIn(scheme, month), month, given));
      const theirs = naiveBytes(organ, scheme, month, given);
      // Ten thousand times: compared as texts, and told at length only where they differ.
      if (ours !== theirs) expect(ours).toBe(theirs);
      compared += 1;
    });
    fc.assert(property, { numRuns: 10_000, seed: 20_261_128, endOnFailure: true });
    expect(compared).toBe(10_000);
  });

  test('then both know the same lines', () => {
    for (const scheme of ['weights', 'deductions'] as const)
      expect(linesOf(schemeIn(scheme, month)).map(({ code }) => code)).toEqual(naiveLines(scheme));
  });
});

describe('given the schemes that come along', () => {
  test('then the parts of each make 100', () => {
    for (const { parts } of schemes) expect(parts.reduce((sum, { full }) => sum + Number(full), 0)).toBe(100);
  });

  test('then organs have one by their kind, and those that stand for many have none', () => {
    const organ = { code: 'x', kind: 'department' as const, region: '370100000000' };
    expect(schemeOfOrgan(organ)).toBe('weights');
    expect(schemeOfOrgan({ ...organ, kind: 'service-centre' })).toBe('deductions');
    expect(schemeOfOrgan({ ...organ, code: 'powers-peers' })).toBeNull();
  });
});

describe('given a period', () => {
  test.each([
    ['2026-10', ['2026-10']],
    ['2026-Q1', ['2026-01', '2026-02', '2026-03']],
    ['2026-H2', ['2026-07', '2026-08', '2026-09', '2026-10', '2026-11', '2026-12']],
  ])('then %s has its months', (period, months) => {
    expect(monthsOf(period)).toEqual(months);
  });

  test('then its bounds are midnights of China, and a month is over some days after its end', () => {
    expect(boundsOf(['2026-12'])).toEqual(['2026-11-30T16:00:00.000Z', '2026-12-31T16:00:00.000Z']);
    expect(lastMonth(Date.parse('2026-11-05T10:00:00+08:00'), 5)).toBe('2026-09');
    expect(lastMonth(Date.parse('2026-11-06T10:00:00+08:00'), 5)).toBe('2026-10');
  });
});

describe('given few cases', () => {
  test('then the interval of Wilson is wide, and stays within 0 and 1', () => {
    // 9 of 10: 0.5958 to 0.9821 (E. B. Wilson 1927, as in R's prop.test without correction).
    const { low, high } = wilson(9, 10)!;
    expect(low).toBeCloseTo(0.5958, 4);
    expect(high).toBeCloseTo(0.9821, 4);
    expect(wilson(10, 10)!.high).toBeCloseTo(1, 9);
    expect(wilson(0, 0)).toBeNull();
  });
});
