import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addMonths, epochDay } from '#spine/calendar/civil-date';
import type { Grain } from './period-sql.ts';
import { piecesOf } from './pieces.ts';

const lengths: Record<Grain, number> = { day: 0, month: 1, year: 12 };
const stored = fc.constantFrom<Grain[]>(
  ['day', 'month', 'year'],
  ['day', 'month'],
  ['month', 'year'],
  ['month'],
  [],
);
const first = epochDay(2019, 1, 1);
const days = fc.record({ from: fc.nat(1_500), length: fc.nat(1_500) }).map(({ from, length }) => ({
  from: first + from,
  to: first + from + length,
}));

test('given any days, then the pieces count each of them once, and no other', () => {
  fc.assert(
    fc.property(days, stored, (asked, kept) => {
      const counts = new Map<number, number>();
      for (const { grain, bucket, label, sign } of piecesOf(asked, kept, 7)) {
        expect(label).toBe(7);
        if (grain !== 'day') expect(kept).toContain(grain);
        const end = grain === 'day' ? bucket + 1 : addMonths(bucket, lengths[grain]);
        for (let day = bucket; day < end; day++) counts.set(day, (counts.get(day) ?? 0) + sign);
      }
      const counted = [...counts].filter(([, n]) => n !== 0).sort(([a], [b]) => a - b);
      expect(counted).toEqual(
        Array.from({ length: asked.to - asked.from + 1 }, (_, n) => [asked.from + n, 1]),
      );
    }),
    { numRuns: 500 },
  );
});

test('given part of a month, when months are kept, then at most half of its days are read', () => {
  fc.assert(
    fc.property(days, (asked) => {
      const single = piecesOf(asked, ['day', 'month'], 0).filter(({ grain }) => grain === 'day');
      expect(single.length).toBeLessThanOrEqual(32);
    }),
  );
});

test('given all of a month but its first day, then it is the month less that day', () => {
  const from = epochDay(2026, 3, 2);
  expect(piecesOf({ from, to: epochDay(2026, 3, 31) }, ['day', 'month'], 0)).toEqual([
    { grain: 'month', bucket: from - 1, label: 0, sign: 1 },
    { grain: 'day', bucket: from - 1, label: 0, sign: -1 },
  ]);
});
