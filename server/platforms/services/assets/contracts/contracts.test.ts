import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateText, epochDayOf } from '#spine/calendar/civil-date';
import { decideContract } from './decide.ts';
import { type ContractEvent, type ContractState, evolveContract, unpaidOn, yearAfter } from './state.ts';

const signed = (more: object = {}): ContractEvent => ({
  type: 'services.contract-signed',
  data: {
    item: 'village-contract',
    organ: 'village-point',
    title: 'HT-1 村东鱼塘',
    village: '370102001002',
    number: 'HT-1',
    kind: 'water',
    what: '村东鱼塘',
    area: '10',
    party: '某合作社',
    from: '2024-01-01',
    until: '2027-12-31',
    yearlyRent: '5000.10',
    firstDue: '2024-12-31',
    untilAt: '2027-12-31T23:59:59+08:00',
    firstDueAt: '2024-12-31T23:59:59+08:00',
    ...more,
  },
});
const told = (...events: ContractEvent[]): ContractState =>
  events.reduce<ContractState | null>((state, event) => evolveContract(state, event), null)!;
const pay = (state: ContractState, amount = '5000.10'): ContractEvent =>
  decideContract(state, { action: 'note-rent', values: { amount } }, { actor: 'clerk' }) as ContractEvent;
/** A contract of which so many rents came in. */
const after = (rents: number, more: object = {}): ContractState => {
  let state = told(signed(more));
  for (let n = 0; n < rents; n++) state = evolveContract(state, pay(state));
  return state;
};

describe('rent of a contract', () => {
  test('given a rent received, then the next is due a year later, and none after the end', () => {
    expect(after(0).nextDue).toBe('2024-12-31');
    expect(after(1)).toMatchObject({ nextDue: '2025-12-31', paid: { '2024-12-31': '5000.10' } });
    expect(after(3).nextDue).toBe('2027-12-31');
    expect(after(4).nextDue).toBeNull();
  });

  test('given an amount of nothing, when noted, then it is refused at its field', () => {
    expect(() => pay(after(0), '0')).toThrow('field-invalid: values.amount');
  });

  test('given days that pass, then each rent that is due and unpaid counts, from the day after it was due', () => {
    expect(unpaidOn(after(0), '2024-12-31')).toBe('0.00');
    expect(unpaidOn(after(0), '2025-01-01')).toBe('5000.10');
    expect(unpaidOn(after(0), '2026-06-01')).toBe('10000.20');
    expect(unpaidOn(after(1), '2026-06-01')).toBe('5000.10');
    expect(unpaidOn(after(0), '2040-01-01')).toBe('20000.40');
    expect(unpaidOn(after(4), '2040-01-01')).toBe('0.00');
  });

  test('given a contract that was ended, then nothing more is due', () => {
    const end = { action: 'end', values: { reason: '承包人退出' } };
    const event = decideContract(after(0), end, { actor: 'clerk' }) as ContractEvent;
    const state = evolveContract(after(0), event);
    expect(state.status).toBe('ended');
    expect(unpaidOn(state, '2030-01-01')).toBe('0.00');
  });

  test('given the 29th of February, then rent is due on the 28th from then on', () => {
    expect(yearAfter('2024-02-29')).toBe('2025-02-28');
    expect(yearAfter('2023-02-28')).toBe('2024-02-28');
    expect(after(1, { firstDue: '2024-02-29' }).nextDue).toBe('2025-02-28');
  });

  test('given any day, then a year later is a day that exists, 365 or 366 days on, and in the next year', () => {
    const days = fc.integer({ min: epochDayOf('1999-01-01'), max: epochDayOf('2099-12-31') }).map(dateText);
    fc.assert(
      fc.property(days, (date) => {
        const later = yearAfter(date);
        expect(dateText(epochDayOf(later))).toBe(later);
        expect([365, 366]).toContain(epochDayOf(later) - epochDayOf(date));
        expect(Number(later.slice(0, 4))).toBe(Number(date.slice(0, 4)) + 1);
      }),
    );
  });

  test('given any first due date within the term, then as many rents come as are unpaid when nobody pays, each within it', () => {
    const first = fc.integer({ min: epochDayOf('2024-01-01'), max: epochDayOf('2027-12-31') }).map(dateText);
    fc.assert(
      fc.property(first, (firstDue) => {
        let state = told(signed({ firstDue }));
        const unpaid = unpaidOn(state, '2090-01-01');
        let rents = 0;
        while (state.nextDue !== null) {
          expect(state.nextDue <= state.until).toBe(true);
          state = evolveContract(state, pay(state));
          rents += 1;
        }
        expect(unpaid).toBe(new Decimal('5000.10').times(rents).toFixed(2));
        expect(Object.keys(state.paid)).toHaveLength(rents);
      }),
    );
  });
});
