import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '#base/errors';
import { at, command, entry, kept, opened, told } from './book.fixture.ts';
import { bookActions } from './actions.ts';
import { bookRules } from './indicators.ts';
import { balanceOf, type BookEvent, type BookState, evolveBook } from './state.ts';

const refusalOf = (run: () => unknown): Refusal => {
  try {
    run();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('it was not refused');
};

/** The rules of payments that the last event of a story gives. */
function noticed(events: readonly BookEvent[], parameters: Record<string, number>): string[] {
  const before = told(events.slice(0, -1));
  const event = events.at(-1)!;
  const after = evolveBook(before, event, at);
  return bookRules.flatMap((rule) => {
    const judged = { event, before, after, at, occurredAt: at, recordedAt: at, seq: events.length };
    return rule.judge?.(judged as never, parameters) ? [rule.code] : [];
  });
}
const limits = { yuan: 5000, payments: 3, days: 7 };

describe('posting', () => {
  test('given income, expense and a transfer, then accounts, subjects and months say so', () => {
    const { state } = kept([
      ['post', entry({ kind: 'income', subject: 'lease-income', amount: '1200.5' })],
      ['post', entry({ account: 'cash', amount: '300.15' })],
      ['post', entry({ kind: 'transfer', subject: undefined, account: 'bank', to: 'cash', amount: '50' })],
    ]);
    expect(state.accounts).toMatchObject({
      cash: { income: '50.00', expense: '300.15', balance: '7749.85' },
      bank: { income: '1200.50', expense: '50.00', balance: '101150.60' },
    });
    expect(state.subjects).toEqual({
      'lease-income': { kind: 'income', total: '1200.50', vouchers: 1 },
      administration: { kind: 'expense', total: '300.15', vouchers: 1 },
    });
    expect(state.months['2026-11']).toMatchObject({ income: '1200.50', expense: '300.15' });
    expect(balanceOf(state)).toBe('108900.45');
  });

  test.each<[field: string, more: Record<string, unknown>]>([
    ['account', { account: 'safe' }],
    ['to', { kind: 'transfer', subject: undefined, to: 'bank' }],
    ['to', { to: 'cash' }],
    ['subject', { subject: 'lease-income' }],
    ['subject', { kind: 'transfer', to: 'cash' }],
    ['date', { date: '2025-12-31' }],
    ['date', { date: '2026-02-30' }],
    ['amount', { amount: '100000.11' }],
    ['amount', { amount: '0.00' }],
    ['amount', { amount: '1,000' }],
    ['request', { request: 1 }],
    ['purpose', { purpose: '' }],
  ])('given a wrong %s, then it is refused by name: %j', (field, more) => {
    expect(refusalOf(() => kept([['post', entry(more)]]))).toMatchObject({
      code: 'field-invalid',
      about: { field },
    });
  });

  test('given any vouchers, then the accounts hold what they began with, income more and expense less, to the fen', () => {
    const amounts = fc.array(
      fc.record({
        kind: fc.constantFrom('income', 'expense', 'transfer'),
        account: fc.constantFrom('cash', 'bank'),
        fen: fc.integer({ min: 1, max: 3_000_000 }),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(amounts, (list) => {
        const events: BookEvent[] = [opened];
        let expected = new Decimal('108000.10');
        for (const { kind, account, fen } of list) {
          const amount = new Decimal(fen).div(100).toFixed(2);
          const more = {
            transfer: { subject: undefined, to: account === 'cash' ? 'bank' : 'cash' },
            income: { subject: 'other-income' },
            expense: {},
          }[kind]!;
          try {
            events.push(command(told(events), 'post', entry({ kind, account, amount, ...more })));
          } catch (error) {
            if (error instanceof Refusal && error.about.field === 'amount') continue;
            throw error;
          }
          if (kind === 'income') expected = expected.plus(amount);
          if (kind === 'expense') expected = expected.minus(amount);
        }
        const state = told(events);
        expect(balanceOf(state)).toBe(expected.toFixed(2));
        for (const { balance } of Object.values(state.accounts)) expect(balance.startsWith('-')).toBe(false);
      }),
      { numRuns: 100 },
    );
  });

  test('given a reversal, then the book is as if the voucher had not been, and both stand', () => {
    const one = kept([['post', entry({ amount: '300' })]]);
    const posted = one.events[1] as Extract<BookEvent, { type: 'services.voucher-posted' }>;
    const { actor: _, ...data } = posted.data;
    const back = command(one.state, 'reverse', { entry: JSON.stringify(data), reason: '金额录入有误' });
    const state = told([...one.events, back]);
    expect(state.vouchers).toBe(2);
    expect(balanceOf(state)).toBe('108000.10');
    expect(state.subjects.administration).toEqual({ kind: 'expense', total: '0.00', vouchers: 2 });
  });
});

describe('approval', () => {
  const ask = (amount: string): [string, Record<string, string>] => [
    'request-expense',
    { amount, party: '某建材公司', purpose: '修路', subject: 'construction' },
  ];

  test.each([
    ['1000', 'finance-lead'],
    ['1000.01', 'two-committees'],
    ['10000', 'two-committees'],
    ['10000.01', 'representatives'],
  ])('given %s yuan, then %s approves it', (amount, tier) => {
    expect(kept([ask(amount)]).state.requests['1']).toMatchObject({ tier, status: 'asked' });
  });

  test('given whoever asked, then they do not approve it', () => {
    const { state } = kept([ask('900')]);
    expect(refusalOf(() => command(state, 'approve-expense', { request: '1' })).code).toBe('forbidden');
    expect(command(state, 'approve-expense', { request: '1' }, 'head-sun').type).toBe(
      'services.expense-approved',
    );
  });

  test('given an expense that needs a meeting, then only its record approves it', () => {
    const { state } = kept([ask('5000')]);
    expect(bookActions['approve-expense']!.when!(state)).toBe(false);
    expect(bookActions['record-approval']!.when!(state)).toBe(true);
  });

  test('given an approved request, then an expense within it is not noticed, and it is used once', () => {
    const { events, state } = kept([
      ask('900'),
      ['approve-expense', { request: '1' }, 'head-sun'],
      ['post', entry({ amount: '900', request: 1 })],
    ]);
    expect(noticed(events, limits)).toEqual([]);
    expect(refusalOf(() => command(state, 'post', entry({ request: 1 }))).about.field).toBe('request');
  });

  test('given more than was approved, or no approval, then it is noticed', () => {
    const approved: [string, Record<string, string>, string?][] = [
      ask('900'),
      ['approve-expense', { request: '1' }, 'head-sun'],
    ];
    const over = kept([...approved, ['post', entry({ amount: '900.01', request: 1 })]]);
    expect(noticed(over.events, limits)).toEqual(['EXPENSE_NOT_APPROVED']);
    expect(noticed(kept([['post', entry()]]).events, limits)).toEqual(['EXPENSE_NOT_APPROVED']);
  });
});

describe('rules', () => {
  test.each([
    ['5000.01', ['CASH_PAYMENT', 'EXPENSE_NOT_APPROVED']],
    ['5000.00', ['EXPENSE_NOT_APPROVED']],
  ])('given %s yuan in cash, then %j', (amount, codes) => {
    expect(noticed(kept([['post', entry({ account: 'cash', amount })]]).events, limits)).toEqual(codes);
  });

  const thrice = (dates: string[], party = '某建材公司') =>
    kept(
      dates.map((date, i) => ['post', entry({ date, amount: '900', party: i === 0 ? party : '某建材公司' })]),
    ).events;

  test('given three payments of one payee within seven days, together beyond the tier of each, then it is noticed', () => {
    expect(noticed(thrice(['2026-11-01', '2026-11-05', '2026-11-08']), limits)).toContain('SPLIT_PAYMENT');
  });
  test('given the same over eight days, or to another payee, then it is not', () => {
    expect(noticed(thrice(['2026-11-01', '2026-11-05', '2026-11-09']), limits)).not.toContain(
      'SPLIT_PAYMENT',
    );
    expect(noticed(thrice(['2026-11-01', '2026-11-02', '2026-11-03'], '某超市'), limits)).not.toContain(
      'SPLIT_PAYMENT',
    );
  });
  test('given three that are together within the tier, then it is not', () => {
    const small = kept([1, 2, 3].map((day) => ['post', entry({ date: `2026-11-0${day}`, amount: '300' })]));
    expect(noticed(small.events, limits)).not.toContain('SPLIT_PAYMENT');
  });
});

describe('months', () => {
  const closed = () =>
    kept([
      ['post', entry()],
      ['close-month', { month: '2026-11' }],
    ]);

  test('given a month that is closed, then nothing is posted into it any more', () => {
    expect(refusalOf(() => command(closed().state, 'post', entry())).about.field).toBe('date');
  });

  test('given whoever closed it, then somebody else signs', () => {
    const { state } = closed();
    expect(refusalOf(() => command(state, 'sign-month', { month: '2026-11' })).code).toBe('forbidden');
    expect(command(state, 'sign-month', { month: '2026-11' }, 'committee-wu')).toMatchObject({
      type: 'services.month-signed',
    });
  });

  test('given a month without its signature, then the year is not closed', () => {
    const year = (state: BookState) => bookActions['close-year']!.when!(state);
    expect(year(closed().state)).toBe(false);
    const { state } = kept([
      ['post', entry()],
      ['close-month', { month: '2026-11' }],
      ['sign-month', { month: '2026-11' }, 'committee-wu'],
    ]);
    expect(year(state)).toBe(true);
  });
});
