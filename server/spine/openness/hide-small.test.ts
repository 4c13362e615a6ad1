import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ReportFigure } from '#contract/openness';
import { hideSmall } from './hide-small.ts';
import { attack, type PublishedTable } from '../../../tests/support/table-attacker.ts';

const k = 10;
const figure = (code: string, value: number): ReportFigure => ({
  code,
  name: { zh: code, en: code },
  value,
  publicList: null,
  deskList: null,
});
const codes = ['licences', 'penalties', 'compulsory'];

/** A report of so many cases by type, and of other types beside them. */
function told(counts: readonly number[], others: number) {
  const total = counts.reduce((sum, n) => sum + n, others);
  return hideSmall(
    {
      total: figure('cases', total),
      parts: counts.map((n, at) => figure(codes[at]!, n)),
    },
    k,
  );
}

test('given numbers that are large or zero, then all are told', () => {
  const { total, parts } = told([40, 0, 25], 12);
  expect([total, ...parts].map(({ value, hidden }) => [value, hidden])).toEqual([
    [77, undefined],
    [40, undefined],
    [0, undefined],
    [25, undefined],
  ]);
});

test('given a small rest that nobody names, then the total and the parts do not tell it', () => {
  const { total, parts } = told([40, 0, 25], 3);
  expect([total, ...parts].some(({ hidden }) => hidden)).toBe(true);
});

test('given any report, then linear programming narrows no small number of it below k', async () => {
  const count = fc.oneof(fc.integer({ min: 0, max: 14 }), fc.integer({ min: 0, max: 200 }));
  await fc.assert(
    fc.asyncProperty(fc.array(count, { minLength: 3, maxLength: 3 }), count, async (counts, others) => {
      const { total, parts } = told(counts, others);
      // The rest is told to nobody, so that the attacker is not given it as hidden: it may be zero.
      const table: PublishedTable = {
        trees: [
          [
            { code: 'cases' },
            ...codes.map((code) => ({ code, parent: 'cases' })),
            { code: 'others', parent: 'cases' },
          ],
        ],
        cells: [total, ...parts].map(({ code, value }) => ({ codes: [code], count: value })),
      };
      const truth = new Map(codes.map((code, at) => [`0:${code}`, counts[at]!]));
      truth.set(
        '0:cases',
        counts.reduce((sum, n) => sum + n, others),
      );
      const small = [...truth].filter(([, n]) => n > 0 && n < k).map(([name]) => name);
      for (const { low, high } of await attack([table], new Set(small))) {
        expect(high).toBeGreaterThanOrEqual(k);
        expect(high - low).toBeGreaterThanOrEqual(k - 1e-6);
      }
    }),
    { numRuns: 40 },
  );
});
