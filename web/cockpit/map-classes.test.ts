import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classOf, mapClasses } from './map-classes.ts';

describe('the colour steps of the map', () => {
  it('given one very large city, then the others still differ', () => {
    const classes = mapClasses([900, 1, 2, 3, 4, 5, 6, 7, 8]);
    const found = [1, 3, 5, 8, 900].map((count) => classOf(classes, count));
    expect(new Set(found).size).toBeGreaterThanOrEqual(4);
  });

  it('given no cards anywhere, then there is one step: none', () => {
    expect(mapClasses([0, 0])).toEqual([{ from: 0, to: 0 }]);
    expect(classOf(mapClasses([0]), 3)).toBe(0);
  });

  it('given any counts, then steps follow each other without a gap and every count fits its step', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5000), { minLength: 1, maxLength: 40 }), (counts) => {
        const classes = mapClasses(counts);
        expect(classes.length).toBeLessThanOrEqual(6);
        for (const [index, { from, to }] of classes.entries()) {
          expect(from).toBeLessThanOrEqual(to);
          if (index > 0) expect(from).toBe((classes[index - 1]?.to ?? 0) + 1);
        }
        for (const count of counts) {
          const { from, to } = classes[classOf(classes, count)] ?? { from: 1, to: 0 };
          expect(count >= from && count <= to).toBe(true);
        }
      }),
    );
  });
});
