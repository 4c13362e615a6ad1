import { describe, expect, test } from 'vitest';
import {
  type Act,
  file,
  form,
  imposed,
  investigated,
  noticed,
  officers,
  registered,
  tell,
} from './penalty.fixture.ts';

const rules = (acts: Act[], opening = registered()) => tell(acts, opening).findings.map(({ rule }) => rule);
const delivered: Act = [
  '2026-03-20 10:00',
  'record-delivery',
  'officer-1',
  { on: '2026-03-20', method: 'direct' },
];

describe('DISCRETION_OUTSIDE', () => {
  test('given a cent above the range, then it fires in red; given the end of the range, then not', () => {
    const above = tell(imposed({ fine: '2000.01' }, { fine: '2000.01' })).findings;
    expect(above).toMatchObject([
      { rule: 'DISCRETION_OUTSIDE', level: 'red', evidence: { fine: '2000.01', max: '2000.00' } },
    ]);
    expect(rules(imposed({ fine: '2000' }, { fine: '2000' }))).toEqual([]);
    expect(rules(imposed({ fine: '499.99' }, { fine: '2000' }))).toEqual(['DISCRETION_OUTSIDE']);
    expect(rules(imposed({ fine: '500' }, { fine: '2000' }))).toEqual([]);
  });
});

describe('DISCRETION_OFF_MEDIAN', () => {
  const five = { median: '1000.00', medianOf: 5 };

  test('given more than thirty percent off, then it fires in yellow; given thirty, then not', () => {
    const off = tell(imposed({ fine: '1300.01', ...five }, { fine: '1300.01' })).findings;
    expect(off).toMatchObject([
      { rule: 'DISCRETION_OFF_MEDIAN', level: 'yellow', evidence: { off: '30.0', cases: 5 } },
    ]);
    expect(rules(imposed({ fine: '1300', ...five }, { fine: '1300' }))).toEqual([]);
    expect(rules(imposed({ fine: '699.99', ...five }))).toEqual(['DISCRETION_OFF_MEDIAN']);
    expect(rules(imposed({ fine: '700', ...five }))).toEqual([]);
  });

  test('given too few similar cases, or an amount outside the range, then it says nothing of the median', () => {
    expect(rules(imposed({ fine: '1900', median: '1000.00', medianOf: 4 }, { fine: '1900' }))).toEqual([]);
    expect(rules(imposed({ fine: '2500', ...five }, { fine: '2500' }))).toEqual(['DISCRETION_OUTSIDE']);
  });
});

describe('PENALTY_HEAVIER_THAN_NOTICED', () => {
  test('given more than was notified, then it fires; given the same or less, then not', () => {
    expect(rules(imposed({ fine: '1000.01' }))).toEqual(['PENALTY_HEAVIER_THAN_NOTICED']);
    expect(rules(imposed({ fine: '1000.00' }))).toEqual([]);
    expect(rules(imposed({ fine: '800' }))).toEqual([]);
  });

  test('given a fine where only a warning was notified, then it fires', () => {
    expect(rules(imposed({}, { kinds: ['warning'], fine: undefined }))).toEqual([
      'PENALTY_HEAVIER_THAN_NOTICED',
    ]);
  });
});

describe('OFFICERS_UNCERTIFIED', () => {
  const until = (validUntil: string): Act[] =>
    investigated.map((act) =>
      act[1] === 'assign-officers'
        ? [
            act[0],
            act[1],
            act[2],
            form<'assign-officers'>({ officers: [officers[0]!, { ...officers[1]!, validUntil }] }),
          ]
        : act,
    );

  test('given a certificate that ran out during the investigation, then it fires; given its last day, then not', () => {
    expect(rules(until('2026-03-05'))).toEqual(['OFFICERS_UNCERTIFIED']);
    expect(rules(until('2026-03-06'))).toEqual([]);
  });
});

describe('DECIDED_BEFORE_HEARING_TERM', () => {
  const hearing = { fine: '5000.00', hearingUntil: '2026-03-19T16:00:00.000Z' };
  const decision = { fine: '5000.00', range: { min: '500.00', max: '5000.00' } };

  test('given the term still runs, then it fires; given it has passed or was waived, then not', () => {
    expect(rules(imposed(decision, hearing))).toEqual(['DECIDED_BEFORE_HEARING_TERM']);
    expect(rules(imposed(decision, { ...hearing, hearingUntil: '2026-03-19T02:00:00.000Z' }))).toEqual([]);
    const waived: Act = ['2026-03-11 10:00', 'waive-rights', 'officer-1', { files: [file] }];
    expect(rules(imposed(decision, hearing, [waived]))).toEqual([]);
  });

  test('given a fine too small for a hearing, or no penalty at all, then it says nothing', () => {
    expect(rules(imposed({}, { hearingUntil: hearing.hearingUntil }))).toEqual([]);
    expect(rules(imposed({ outcome: 'not-imposed', kinds: [], fine: undefined }, hearing))).toEqual([]);
  });
});

describe('HEARING_ANNOUNCED_LATE', () => {
  const announced = (heldOn: string): Act[] => [
    ...noticed({ fine: '5000.00' }),
    ['2026-03-16 09:00', 'ask-hearing', 'officer-1', { on: '2026-03-16' }],
    ['2026-03-16 10:00', 'announce-hearing', 'officer-1', { heldOn, place: '听证室' }],
  ];

  test('given the sixth working day, then it fires; given the seventh, then not', () => {
    expect(rules(announced('2026-03-24'))).toEqual(['HEARING_ANNOUNCED_LATE']);
    expect(rules(announced('2026-03-25'))).toEqual([]);
  });
});

describe('PENALTY_CLOSED_UNPAID', () => {
  const close: Act = ['2026-04-02 10:00', 'close-penalty', 'officer-1', { result: '移送人民法院强制执行' }];
  const paid = (amount: string): Act => [
    '2026-04-01 10:00',
    'note-payment',
    'cashier-clerk',
    { amount, on: '2026-04-01', receipt: '票-1', cashier: '某银行' },
  ];

  test('given a cent is owed, then it fires; given nothing is, then not', () => {
    expect(rules([...imposed(), delivered, paid('999.99'), close])).toEqual(['PENALTY_CLOSED_UNPAID']);
    expect(rules([...imposed(), delivered, paid('1000'), close])).toEqual([]);
  });
});
