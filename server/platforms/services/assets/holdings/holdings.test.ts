import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateText, epochDayOf } from '#spine/calendar/civil-date';
import { decideHolding } from './decide.ts';
import { evolveHolding, type HoldingEvent, type HoldingState, netValueOn } from './state.ts';

const registered = (more: object = {}): HoldingEvent => ({
  type: 'services.holding-registered',
  data: {
    item: 'village-holding',
    organ: 'village-point',
    title: 'ZC-1 抽水机',
    village: '370102001002',
    number: 'ZC-1',
    name: '抽水机',
    value: '12000.00',
    acquired: '2020-05-01',
    lifeYears: 10,
    user: '',
    ...more,
  },
});
const holding = (more: object = {}): HoldingState => evolveHolding(null, registered(more));
const act = (state: HoldingState, action: string, values: Record<string, string>): HoldingState =>
  evolveHolding(state, decideHolding(state, { action, values }, { actor: 'clerk' }) as HoldingEvent);

describe('an asset', () => {
  test('given its registration, when it is let, then whose use it is in is known', () => {
    expect(holding()).toMatchObject({ status: 'in-use', disposal: null });
    expect(act(holding(), 'use', { use: 'leased', user: '农机站' })).toMatchObject({
      status: 'leased',
      user: '农机站',
    });
  });

  test('given a disposal, then its price and the record of the vote are kept, or that there was none', () => {
    const sold = { price: '900.5', reason: '使用年限已到' };
    expect(act(holding(), 'dispose', sold)).toMatchObject({
      status: 'disposed',
      disposal: { price: '900.50', vote: null },
    });
    expect(act(holding(), 'dispose', { ...sold, vote: '7号' }).disposal?.vote).toBe('7号');
  });
});

describe('what is left of its value', () => {
  test('given the day it was acquired, then all; after half of its life half; after its end nothing', () => {
    expect(netValueOn(holding(), '2020-05-01')).toBe('12000.00');
    expect(netValueOn(holding(), '2019-01-01')).toBe('12000.00');
    expect(Number(netValueOn(holding(), '2025-05-01'))).toBeCloseTo(6000, -1);
    expect(netValueOn(holding(), '2030-05-02')).toBe('0.00');
    expect(netValueOn(holding(), '2099-01-01')).toBe('0.00');
  });

  const days = fc.integer({ min: epochDayOf('2020-01-01'), max: epochDayOf('2060-12-31') });
  const values = fc
    .integer({ min: 1, max: 10_000_000_000 })
    .map((fen) => new Decimal(fen).div(100).toFixed(2));

  test('given any value and days, then it never grows, is never below nothing nor above what it cost', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 100 }), days, days, (value, lifeYears, a, b) => {
        const one = holding({ value, lifeYears });
        const [sooner, later] = [Math.min(a, b), Math.max(a, b)].map(
          (day) => new Decimal(netValueOn(one, dateText(day))),
        ) as [Decimal, Decimal];
        expect(later.lte(sooner)).toBe(true);
        expect(later.gte(0)).toBe(true);
        expect(sooner.lte(value)).toBe(true);
      }),
    );
  });
});
