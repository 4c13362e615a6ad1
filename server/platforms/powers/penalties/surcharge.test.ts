import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateText, epochDayOf } from '#spine/calendar/civil-date';
import { type Debt, owedOn, surchargeOn } from './surcharge.ts';

const debt = (more: Partial<Debt> = {}): Debt => ({
  fine: '1000.00',
  dueOn: '2026-03-31',
  payments: [],
  still: [],
  ...more,
});
const added = (one: Debt, day: string) => surchargeOn(one, day).toFixed();

describe('surcharge', () => {
  test('given the last day of payment, then nothing is added; the day after, three percent', () => {
    expect(added(debt(), '2026-03-31')).toBe('0');
    expect(added(debt(), '2026-04-01')).toBe('30');
    expect(added(debt(), '2026-04-10')).toBe('300');
  });

  test('given many days, then it comes to the fine and no further', () => {
    expect(added(debt(), '2026-05-03')).toBe('990');
    expect(added(debt(), '2026-05-04')).toBe('1000');
    expect(added(debt(), '2030-01-01')).toBe('1000');
  });

  test('given a part is paid, then later days count what is left; on the day itself still what was there', () => {
    const paid = debt({ payments: [{ on: '2026-04-02', amount: '600.00' }] });
    expect(added(paid, '2026-04-02')).toBe('60');
    expect(added(paid, '2026-04-03')).toBe('72');
  });

  test('given a lawsuit, then its days are not counted, overlapping or not', () => {
    const still = [
      { from: '2026-04-03', to: '2026-04-06' },
      { from: '2026-04-05', to: '2026-04-08' },
    ];
    expect(added(debt({ still }), '2026-04-10')).toBe('120');
    expect(added(debt({ still: [{ from: '2026-04-03', to: null }] }), '2026-06-01')).toBe('60');
  });

  test('given cents, then the sum is exact and rounded once', () => {
    const { surcharge, owing } = owedOn(debt({ fine: '333.33' }), '2026-04-01');
    expect(surchargeOn(debt({ fine: '333.33' }), '2026-04-01').toFixed()).toBe('9.9999');
    expect([surcharge.toFixed(2), owing.toFixed(2)]).toEqual(['10.00', '343.33']);
  });
});

const first = epochDayOf('2026-03-31');
const cents = (most: number) =>
  fc.integer({ min: 1, max: most }).map((n) => new Decimal(n).div(100).toFixed(2));
const day = fc.integer({ min: first - 20, max: first + 120 }).map(dateText);
const debts: fc.Arbitrary<Debt> = fc.record({
  fine: cents(100_000_000),
  dueOn: fc.constant('2026-03-31'),
  payments: fc.array(fc.record({ on: day, amount: cents(50_000_000) }), { maxLength: 4 }),
  still: fc.array(
    fc.tuple(day, fc.integer({ min: 0, max: 40 })).map(([from, n]) => ({
      from,
      to: dateText(epochDayOf(from) + n),
    })),
    { maxLength: 3 },
  ),
});

/** Day by day, as the law says it. */
function naive({ fine, dueOn, payments, still }: Debt, until: string): Decimal {
  let sum = new Decimal(0);
  for (let n = epochDayOf(dueOn) + 1; n <= epochDayOf(until); n++) {
    const today = dateText(n);
    if (still.some(({ from, to }) => from <= today && today <= to!)) continue;
    const paid = payments.reduce((all, one) => (one.on < today ? all.plus(one.amount) : all), new Decimal(0));
    sum = sum.plus(Decimal.max(new Decimal(fine).minus(paid), 0).times('0.03'));
  }
  return Decimal.min(sum, fine);
}

describe('surcharge, whatever is paid when', () => {
  test('then it is what a count of single days gives', () => {
    fc.assert(
      fc.property(debts, day, (one, until) => {
        expect(surchargeOn(one, until).toFixed()).toBe(naive(one, until).toFixed());
      }),
    );
  });

  test('then it is never less than nothing, never more than the fine, and never falls from one day to the next', () => {
    fc.assert(
      fc.property(debts, day, (one, until) => {
        const now = surchargeOn(one, until);
        const next = surchargeOn(one, dateText(epochDayOf(until) + 1));
        expect(now.gte(0) && now.lte(one.fine) && next.gte(now)).toBe(true);
      }),
    );
  });

  test('then a fine that is paid in time costs nothing more', () => {
    fc.assert(
      fc.property(cents(100_000_000), day, (fine, until) => {
        const paid = debt({ fine, payments: [{ on: '2026-03-31', amount: fine }] });
        expect(surchargeOn(paid, until).toFixed()).toBe('0');
      }),
    );
  });

  test('then paying exactly what is owed leaves nothing, on any later day either', () => {
    fc.assert(
      fc.property(cents(100_000_000), day, (fine, on) => {
        const { owing } = owedOn(debt({ fine }), on);
        const paid = debt({ fine, payments: [{ on, amount: owing.toFixed(2) }] });
        for (const later of [on, dateText(epochDayOf(on) + 400)])
          expect(owedOn(paid, later).owing.toFixed(2)).toBe('0.00');
      }),
    );
  });
});
