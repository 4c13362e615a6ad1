import { describe, expect, test } from 'vitest';
import {
  type Act,
  decided,
  file,
  form,
  imposed,
  investigated,
  may,
  noticed,
  officers,
  registered,
  tell,
} from './penalty.fixture.ts';

const state = (acts: Act[], opening = registered()) => tell(acts, opening).state;
const delivered: Act = [
  '2026-03-20 10:00',
  'record-delivery',
  'officer-1',
  { on: '2026-03-20', method: 'direct' },
];
const payment = (on: string, amount: string, more: object = {}): Act => [
  '2026-06-01 10:00',
  'note-payment',
  'cashier-clerk',
  { amount, on, receipt: '票-1', cashier: '某银行', ...more },
];

describe('a penalty from clue to publication', () => {
  test('given each act in turn, then the case goes from state to state', () => {
    const all: Act[] = [
      ...imposed(),
      delivered,
      payment('2026-04-01', '1000.00'),
      ['2026-06-02 10:00', 'close-penalty', 'officer-1', { result: '罚款已缴清' }],
      ['2026-06-02 11:00', 'publish-decision', 'officer-1', { summary: '某市场经营者未按规定明码标价' }],
    ];
    const statuses = all.map((_, n) => state(all.slice(0, n + 1)).status);
    expect(statuses).toEqual([
      'investigating',
      'investigating',
      'reviewing',
      'to-notify',
      'notified',
      'to-decide',
      'decided',
      'executing',
      'executed',
      'closed',
      'closed',
    ]);
    const { publication, dueOn } = state(all);
    expect(dueOn).toBe('2026-04-04');
    expect(publication).toEqual({
      on: '2026-06-02',
      until: '2026-09-02',
      summary: '某市场经营者未按规定明码标价',
      withdrawn: null,
    });
  });

  test('given a clue, then it is dropped with a reason, and that is the end', () => {
    const dropped = state([
      ['2026-03-03 10:00', 'drop-clue', 'approver', { reason: '经核查没有违法事实发生' }],
    ]);
    expect(dropped.status).toBe('dropped');
    expect(may(dropped, 'file-penalty', 'approver')).toBe(false);
  });
});

describe('officers', () => {
  const assigning = (list: typeof officers, when = '2026-03-03 11:00') =>
    decided(state(investigated.slice(0, 1)), [
      when,
      'assign-officers',
      'officer-1',
      form<'assign-officers'>({ officers: list }),
    ]);

  test('given one officer, or a certificate that is not in force, then it is refused; two in force are taken', () => {
    expect(() => assigning(officers.slice(0, 1))).toThrow('field-invalid: officers');
    const expired = [officers[0]!, { ...officers[1]!, validUntil: '2026-03-02' }];
    expect(() => assigning(expired)).toThrow('in force on 2026-03-03');
    const lastDay = [officers[0]!, { ...officers[1]!, validUntil: '2026-03-03' }];
    expect(assigning(lastDay).type).toBe('powers.officers-assigned');
  });

  test('given nobody assigned, then the investigation does not end', () => {
    expect(may(state(investigated.slice(0, 1)), 'end-investigation', 'handler')).toBe(false);
  });

  test('given an officer of the case, then they neither review it nor decide it', () => {
    const reviewing = state(investigated);
    const review = (actor: string): Act => [
      '2026-03-09 10:00',
      'review-penalty',
      actor,
      { opinion: '事实清楚' },
    ];
    expect(() => decided(reviewing, review('officer-2'))).toThrow('forbidden');
    expect(decided(reviewing, review('reviewer')).type).toBe('powers.penalty-reviewed');
    const [, ...rest] = imposed().at(-1)!;
    const toDecide = state(imposed().slice(0, -1));
    expect(() => decided(toDecide, ['2026-03-19 10:00', rest[0], 'officer-2', rest[2]])).toThrow('forbidden');
  });
});

describe('another tier', () => {
  const asked: Act[] = [
    ...investigated,
    [
      '2026-03-07 10:00',
      'ask-tier-change',
      'officer-1',
      { to: 'lenient', reason: '当事人主动改正并退还价款', files: [file] },
    ],
  ];

  test('given a change that waits, then no notice goes out, and only somebody else settles it', () => {
    const waiting = state(asked);
    expect(waiting.tier).toBe('ordinary');
    expect(
      may(
        state([...asked, ['2026-03-09 10:00', 'review-penalty', 'reviewer', { opinion: '同意' }]]),
        'give-notice',
        'system',
      ),
    ).toBe(false);
    expect(() => decided(waiting, ['2026-03-08 10:00', 'approve-tier-change', 'officer-1'])).toThrow(
      'forbidden',
    );
    expect(state([...asked, ['2026-03-08 10:00', 'approve-tier-change', 'approver']])).toMatchObject({
      tier: 'lenient',
      tierChange: null,
    });
    const refused: Act = [
      '2026-03-08 10:00',
      'refuse-tier-change',
      'approver',
      { reason: '证据不足以认定主动改正' },
    ];
    expect(state([...asked, refused])).toMatchObject({ tier: 'ordinary', tierChange: null });
  });
});

describe('a hearing', () => {
  const large = { fine: '5000.00' };
  const ask = (on: string, when = '2026-03-25 10:00'): Act => [when, 'ask-hearing', 'officer-1', { on }];

  test('given a small fine, then nobody is told of a hearing and none is asked for', () => {
    expect(may(state(noticed()), 'ask-hearing', 'handler')).toBe(false);
    expect(may(state(noticed(large)), 'ask-hearing', 'handler')).toBe(true);
  });

  test('given the fifth working day, then it is asked for in time; a day later the right has lapsed', () => {
    const notified = state(noticed(large));
    expect(decided(notified, ask('2026-03-17')).data).toMatchObject({ on: '2026-03-17' });
    expect(() => decided(notified, ask('2026-03-18'))).toThrow('not after 2026-03-17');
  });

  test('given it is asked for, then nobody goes on before it was held, and by somebody who did not investigate', () => {
    const announced = state([
      ...noticed(large),
      ask('2026-03-16', '2026-03-16 10:00'),
      ['2026-03-16 11:00', 'announce-hearing', 'officer-1', { heldOn: '2026-03-27', place: '听证室' }],
    ]);
    expect(may(announced, 'review-legality', 'reviewer')).toBe(false);
    const hold = (when: string, actor: string): Act => [when, 'hold-hearing', actor, { record: '听-1' }];
    expect(() => decided(announced, hold('2026-03-26 10:00', 'reviewer'))).toThrow('not before 2026-03-27');
    expect(() => decided(announced, hold('2026-03-27 10:00', 'officer-2'))).toThrow('forbidden');
    expect(decided(announced, hold('2026-03-27 10:00', 'reviewer')).type).toBe('powers.hearing-held');
  });

  test('given the party takes it back, then the case goes on without it', () => {
    const given = state([
      ...noticed(large),
      ask('2026-03-16', '2026-03-16 10:00'),
      ['2026-03-17 10:00', 'give-up-hearing', 'officer-1', { reason: '当事人书面撤回听证要求' }],
    ]);
    expect(given).toMatchObject({ status: 'notified', hearing: { givenUp: true } });
    expect(may(given, 'ask-hearing', 'handler')).toBe(false);
    expect(may(given, 'review-legality', 'reviewer')).toBe(true);
  });
});

describe('the decision', () => {
  test('given an amount from which a collective discussion is due, then it is refused without its record', () => {
    const large = { fine: '10000.00', range: { min: '5000.00', max: '20000.00' } };
    expect(() => state(imposed(large, { fine: '10000.00' }))).toThrow('collective discussion');
    const acts = imposed(large, { fine: '10000.00' });
    const discussed: Act = [
      '2026-03-18 15:00',
      'record-discussion',
      'approver',
      { on: '2026-03-18', record: '会-3' },
    ];
    expect(state([...acts.slice(0, -1), discussed, acts.at(-1)!]).decision?.fine).toBe('10000.00');
  });

  test('given kinds and amounts that do not fit each other, then the field is named', () => {
    expect(() => state(imposed({ kinds: ['warning'] }))).toThrow('field-invalid: fine');
    expect(() => state(imposed({ fine: undefined }))).toThrow('field-invalid: fine');
    expect(() => state(imposed({ kinds: [], fine: undefined }))).toThrow('field-invalid: kinds');
    expect(state(imposed({ outcome: 'not-imposed', kinds: [], fine: undefined })).decision).toMatchObject({
      outcome: 'not-imposed',
      fine: null,
    });
  });
});

describe('on the spot', () => {
  const summary = (partyKind: 'person' | 'organisation') =>
    state([], registered({ onTheSpot: true, partyKind }));
  const spot = (fine: string): Act => [
    '2026-03-02 10:00',
    'decide-on-the-spot',
    'officer-1',
    form<'decide-on-the-spot'>({
      kinds: ['fine'],
      fine,
      reason: '当场查实未按规定明码标价',
      number: '当罚1号',
      officers,
    }),
  ];

  test.each([
    ['person', '200.00', '200.01'],
    ['organisation', '3000.00', '3000.01'],
  ] as const)('given a %s, then %s is imposed and %s is not', (party, most, more) => {
    expect(decided(summary(party), spot(most)).data).toMatchObject({
      fine: most,
      dueOn: '2026-03-17',
    });
    expect(() => decided(summary(party), spot(more))).toThrow('field-invalid: fine');
  });

  test('given anything heavier than a fine, then it takes the ordinary procedure', () => {
    const act: Act = [
      '2026-03-02 10:00',
      'decide-on-the-spot',
      'officer-1',
      form<'decide-on-the-spot'>({
        kinds: ['revocation'],
        reason: '当场查实未按规定明码标价',
        number: '1',
        officers,
      }),
    ];
    expect(() => decided(summary('person'), act)).toThrow('field-invalid: kinds');
  });
});

describe('payment', () => {
  const executing = [...imposed(), delivered];

  test('given who investigated or decided, then neither takes the money in, whoever enters it', () => {
    const paid = (actor: string, cashier: string): Act => [
      '2026-04-01 10:00',
      'note-payment',
      actor,
      { amount: '1000', on: '2026-04-01', receipt: '票-1', cashier },
    ];
    for (const one of ['approver', 'officer-1', 'officer-2']) {
      expect(() => decided(state(executing), paid(one, '某银行'))).toThrow('forbidden');
      expect(() => decided(state(executing), paid('cashier-clerk', one))).toThrow('values.cashier');
    }
    expect(decided(state(executing), paid('cashier-clerk', '某银行')).data).toMatchObject({ settled: true });
  });

  test('given it is late, then the surcharge is owed too, and no more than that is taken', () => {
    const late = state(executing);
    expect(decided(late, payment('2026-04-06', '1000.00')).data).toMatchObject({ settled: false });
    expect(decided(late, payment('2026-04-06', '1060')).data).toMatchObject({
      amount: '1060.00',
      settled: true,
    });
    expect(() => decided(late, payment('2026-04-06', '1060.01'))).toThrow('at most 1060.00');
    expect(() => decided(late, payment('2026-03-19', '1'))).toThrow('not before 2026-03-20');
  });

  test('given a lawsuit, then its days add nothing; given a deferral, then it is due later', () => {
    const challenged = state([
      ...executing,
      ['2026-05-01 10:00', 'note-challenge', 'officer-1', { kind: 'lawsuit', on: '2026-04-05' }],
      ['2026-05-20 10:00', 'end-challenge', 'officer-1', { on: '2026-05-10' }],
    ]);
    expect(decided(challenged, payment('2026-05-11', '1030')).data).toMatchObject({ settled: true });
    const deferred = state([
      ...executing,
      [
        '2026-04-01 10:00',
        'defer-payment',
        'approver',
        { dueOn: '2026-07-01', reason: '当事人确有经济困难申请延期' },
      ],
    ]);
    expect(decided(deferred, payment('2026-06-01', '1000')).data).toMatchObject({ settled: true });
  });
});

describe('publication', () => {
  const published: Act[] = [
    ...imposed(),
    delivered,
    ['2026-03-23 10:00', 'publish-decision', 'officer-1', { summary: '某市场经营者未按规定明码标价' }],
  ];
  const annulled: Act = [
    '2026-04-01 10:00',
    'annul-decision',
    'approver',
    form<'annul-decision'>({ by: '某区人民政府', reason: '行政复议决定撤销该处罚决定' }),
  ];

  test('given a decision that has not reached the party, then it is not published', () => {
    expect(may(state(imposed()), 'publish-decision', 'handler')).toBe(false);
  });

  test('given an annulment, then the case ends unless it was closed, and the withdrawal says why', () => {
    expect(decided(state(published), annulled).data).toMatchObject({ ends: true });
    const closed: Act = ['2026-03-31 10:00', 'close-penalty', 'officer-1', { result: '移送强制执行' }];
    expect(decided(state([...published, closed]), annulled).data).toMatchObject({ ends: false });
    const withdrawn: Act = [
      '2026-04-02 10:00',
      'withdraw-publication',
      'officer-1',
      { reason: '处罚决定已被行政复议撤销' },
    ];
    expect(state([...published, annulled, withdrawn]).publication?.withdrawn).toEqual({
      on: '2026-04-02',
      reason: '处罚决定已被行政复议撤销',
    });
    expect(may(state([...published, annulled, withdrawn]), 'withdraw-publication', 'handler')).toBe(false);
  });
});
