import { describe, expect, test } from 'vitest';
import { at, civil, clockOf } from '#spine/clocks/clock.fixture';
import type { Timetable } from '#spine/clocks/timetable';
import { alertId, filled, issued, Told } from './correction.fixture.ts';
import { decideCorrection } from './correction-actions.ts';

const start = at('2026-03-02 10:00');
/** A yellow card whose correction was issued on Monday 2 March 2026 at ten. */
const told = (timetable?: Timetable) => new Told(timetable).apply(issued(start), start);
const signed = () => told().act('sign', at('2026-03-03 09:00'));
const answered = () => signed().act('rectify', at('2026-03-03 10:00')).act('answer', at('2026-03-04 10:00'));

const dueOf = (one: Told) => one.due && [one.due.part, civil(one.due.at)];
const firedKeys = (one: Told) => one.fired.map(([, key, rule, level]) => [key, rule, level]);
const key = (rest: string) => `correction:${alertId}:${rest}`;

describe('the clocks of a correction', () => {
  test('given an alert, when issued, then one working day runs for the signature and twenty days for closing', () => {
    const one = told();
    expect(dueOf(one)).toEqual(['sign', '2026-03-03 17:30']);
    expect(civil(one.timetable!.rungs.find(([, rung]) => rung === key('close:escalation'))![0])).toBe(
      '2026-03-22 17:30',
    );
    expect(one.last).toMatchObject({ alertStatus: 1, counters: ['corrections_issued'], rungs: [] });
  });

  test.each([
    ['notice', '2026-03-10 17:30'],
    ['yellow', '2026-03-06 17:30'],
    ['red', '2026-03-10 17:30'],
  ] as const)('given a %s card, when signed for, then the answer is due on %s', (level, due) => {
    const one = new Told().apply(issued(start, level), start).act('sign', at('2026-03-03 09:00'));
    expect(dueOf(one)).toEqual(['answer', due]);
  });

  test('given an answer, then five working days run for verifying it', () => {
    expect(dueOf(answered())).toEqual(['verify', '2026-03-11 17:30']);
  });

  test('given an answer that is sent back, then the organ has its time anew, under a key of its own', () => {
    const one = answered().act('reject', at('2026-03-05 09:00'));
    expect(one.status).toBe('rectifying');
    expect(dueOf(one)).toEqual(['answer', '2026-03-10 17:30']);
    expect(Object.keys(one.timetable!.clocks)).toEqual(
      ['sign', 'close', 'answer', 'verify', 'answer:2'].map(key),
    );
  });

  test('given an appeal, when refused, then the answer has back what the appeal took', () => {
    const one = signed().act('appeal', at('2026-03-04 10:00'));
    expect(dueOf(one)).toEqual(['appeal', '2026-03-11 17:30']);
    one.act('refuse', at('2026-03-06 10:00'));
    expect(dueOf(one)).toEqual(['answer', '2026-03-10 17:30']);
  });

  test('given an appeal after the limit had passed, when refused, then the answer is as late as before', () => {
    const one = signed().act('appeal', at('2026-03-09 10:00')).act('refuse', at('2026-03-10 10:00'));
    expect(dueOf(one)).toEqual(['answer', '2026-03-06 17:30']);
  });

  test('given an appeal, when upheld, then the alert is lifted and nothing runs', () => {
    const one = signed().act('appeal', at('2026-03-04 10:00')).act('uphold', at('2026-03-05 10:00'));
    expect(one.last).toMatchObject({ alertStatus: 3, counters: ['corrections_ended', 'yellow_ended'] });
    expect(one.fold).toMatchObject({ due: null, followUp: null, state: { endedAt: at('2026-03-05 10:00') } });
    expect(Object.values(one.timetable!.clocks).every((clock) => clock.stoppedAt !== null)).toBe(true);
  });

  test('given a notice, when cleared, then no card is counted as ended', () => {
    const one = new Told().apply(issued(start, 'notice'), start);
    one.act('sign', start).act('rectify', start).act('answer', start).act('verify', start);
    expect(one.counters).toEqual(['corrections_issued', 'corrections_ended']);
    expect(one.last!.alertStatus).toBe(2);
  });
});

describe('what is late in a correction', () => {
  test('given a signature after its time, then one yellow warning, which ends when the correction is cleared', () => {
    const one = told().act('sign', at('2026-03-04 09:00'));
    expect(firedKeys(one)).toEqual([[key('sign:overdue'), 'CORRECTION_OVERDUE', 2]]);
    one.act('rectify', at('2026-03-04 10:00')).act('answer', at('2026-03-04 11:00'));
    one.act('verify', at('2026-03-04 12:00'));
    expect(one.fired).toHaveLength(1);
    expect(one.last).toMatchObject({ alertStatus: 2, endedKeys: [key('sign:overdue')] });
    expect(one.last!.counters).toEqual(['corrections_ended', 'yellow_ended', 'yellow_ended']);
  });

  test('given a signature at the very minute of its time, then nothing is late', () => {
    expect(told().act('sign', at('2026-03-03 17:30')).fired).toEqual([]);
  });

  test('given nobody signs, then a reminder, then the city takes over with clocks of its own, then the province', () => {
    const one = told();
    expect(one.fold!.followUp).toEqual({
      at: at('2026-03-03 17:30'),
      rung: key('sign:overdue'),
      what: 'remind',
    });
    one.followUp(at('2026-03-03 17:31'));
    expect(one.status).toBe('issued');
    expect(one.fold!.followUp).toEqual({
      at: at('2026-03-06 17:30'),
      rung: key('sign:escalation'),
      what: 'escalate',
    });
    one.followUp(at('2026-03-06 17:31'));
    expect(one.fold!.state).toMatchObject({
      status: 'escalated',
      escalations: 1,
      supervisor: '370100000000',
    });
    // It came on Friday after work: Monday begins the count, Tuesday is the first working day.
    expect(dueOf(one)).toEqual(['sign', '2026-03-10 17:30']);
    one.followUp(at('2026-03-10 18:00')).followUp(at('2026-03-13 18:00'));
    expect(one.fold!.state).toMatchObject({ escalations: 2, supervisor: '370000000000' });
    // Above the province is nobody: what falls due there is reminded of, and the correction stays.
    one.followUp(at('2026-03-17 18:00')).followUp(at('2026-03-20 18:00'));
    expect(one.fold!.state).toMatchObject({ status: 'escalated', escalations: 2 });
    expect(firedKeys(one).map(([rung, , level]) => [rung, level])).toEqual([
      [key('sign:overdue'), 2],
      [key('sign:escalation'), 3],
      [key('sign:2:overdue'), 2],
      [key('sign:2:escalation'), 3],
      [key('sign:3:overdue'), 2],
      [key('sign:3:escalation'), 3],
    ]);
  });

  test('given a server that stood still over both, then reminder and escalation follow one after the other', () => {
    const late = at('2026-03-12 09:00');
    const one = told().followUp(late);
    expect(one.fold!.followUp!.what).toBe('escalate');
    one.followUp(late);
    expect(one.status).toBe('escalated');
    expect(one.fired.map(([, rung]) => rung)).toEqual([key('sign:overdue'), key('sign:escalation')]);
  });

  test('given a supervisor who does not verify, then notices only, and the level above verifies', () => {
    const one = answered().followUp(at('2026-03-12 09:00')).followUp(at('2026-03-17 09:00'));
    expect(one.fold!.state).toMatchObject({ status: 'answered', escalations: 1, supervisor: '370100000000' });
    expect(one.fired.map(([, , , level]) => level)).toEqual([1, 1]);
    one.act('verify', at('2026-03-17 10:00'));
    expect(one.last!.counters).toEqual(['corrections_ended', 'yellow_ended']);
  });

  test('given an order sent back again and again, when twenty days are over, then red and the level above', () => {
    const one = signed().act('rectify', at('2026-03-03 10:00'));
    for (const day of ['04', '05', '06', '09', '10', '11', '12', '13', '16', '17', '18', '19', '20'])
      one.act('answer', at(`2026-03-${day} 10:00`)).act('reject', at(`2026-03-${day} 15:00`));
    expect(one.fold!.followUp).toEqual({
      at: at('2026-03-22 17:30'),
      rung: key('close:escalation'),
      what: 'escalate',
    });
    one.followUp(at('2026-03-22 17:30'));
    expect(one.fold!.state).toMatchObject({ status: 'escalated', supervisor: '370100000000' });
    expect(firedKeys(one)).toEqual([]);
    one.act('sign', at('2026-03-23 09:00'));
    expect(dueOf(one)).toEqual(['answer', '2026-03-26 17:30']);
  });

  test('given an answer and the closing that fall due together, then the level above comes before a reminder', () => {
    const from = at('2026-03-05 10:00');
    const one = new Told().apply(issued(from), from);
    one.act('sign', from).act('rectify', from).act('answer', at('2026-03-19 10:00'));
    one.act('reject', at('2026-03-20 10:00'));
    const together = one.timetable!.rungs.filter(([due]) => due === at('2026-03-25 17:30'));
    expect(together.map(([, rung]) => rung).sort()).toEqual([
      key('answer:2:overdue'),
      key('close:escalation'),
    ]);
    expect(one.fold!.followUp).toMatchObject({ rung: key('close:escalation'), what: 'escalate' });
    one.followUp(at('2026-03-25 17:31'));
    expect(one.fired.map(([, rung]) => rung)).toEqual(
      expect.arrayContaining([key('answer:2:overdue'), key('close:escalation')]),
    );
  });

  test('given a follow-up, when somebody has acted before it arrives, then it is refused', () => {
    const one = told();
    const reminder = (rung: string, fellDueAt: string) =>
      ({ type: 'correction.reminded', data: { correction: alertId, rung, fellDueAt } }) as const;
    const rightly = reminder(key('sign:overdue'), new Date(at('2026-03-03 17:30')).toISOString());
    const now = at('2026-03-03 18:00');
    expect(() => told().apply(rightly, at('2026-03-03 17:29'))).toThrow('action-not-allowed');
    expect(() => one.apply(reminder(key('sign:overdue'), '2026-03-03T00:00:00Z'), now)).toThrow(
      'action-not-allowed',
    );
    one.apply(rightly, now);
    expect(() => one.apply(rightly, now)).toThrow('action-not-allowed');
    expect(() => signed().apply(rightly, now)).toThrow('action-not-allowed');
  });
});

describe('the rest of the timetable', () => {
  const legal = clockOf({ n: 20, unit: 'working-day' }, '2026-02-02 10:00');
  const before: Timetable = {
    clocks: { legal },
    rungs: [
      [at('2026-02-20 09:00'), 'legal:yellow', 'EXPIRING', 2],
      [at('2026-03-02 09:30'), 'INACTION:3', 'INACTION', 2],
      [at('2026-03-10 09:00'), 'legal:red', 'OVERDUE', 3],
    ],
    nextI: 1,
    dueAt: at('2026-03-09 17:30'),
  };

  test('given warnings of the case that are due but not fired, then they wait for the ticker untouched', () => {
    const { timetable, last } = told(before);
    expect(last!.rungs).toEqual([]);
    expect(timetable!.dueAt).toBe(before.dueAt);
    expect(timetable!.clocks.legal).toBe(legal);
    expect(timetable!.rungs[timetable!.nextI]).toBe(before.rungs[1]);
    expect(timetable!.rungs.filter(([, rung]) => !rung.startsWith('correction:'))).toEqual(before.rungs);
  });

  test('given a correction warning fired by an act, then an older one of the case is still the next', () => {
    const one = told(before).act('sign', at('2026-03-04 09:00'));
    expect(one.fired.map(([, rung]) => rung)).toEqual([key('sign:overdue')]);
    expect(one.timetable!.rungs[one.timetable!.nextI]![1]).toBe('INACTION:3');
  });

  test('given a warning that the ticker fired already, when signed for, then it does not fire again', () => {
    const one = told();
    const ticked = { ...one.timetable!, nextI: 1 };
    expect(ticked.rungs[0]![1]).toBe(key('sign:overdue'));
    one.timetable = ticked;
    one.act('sign', at('2026-03-04 09:00'));
    expect(one.fired).toEqual([]);
    expect(one.timetable.nextI).toBe(1);
  });

  test('given two corrections of one case, then neither touches the clocks of the other', () => {
    const one = told();
    const other = { type: 'correction.issued', data: { ...issued(start).data, correction: '70' } } as const;
    const second = new Told(one.timetable).apply(other as ReturnType<typeof issued>, start);
    const event = decideCorrection('70', second.fold!.state, {
      action: 'sign',
      values: filled.sign,
      actor: 'Zhang San',
    });
    second.apply(event, at('2026-03-03 11:00'));
    expect(second.timetable!.clocks[key('sign')]).toBe(one.timetable!.clocks[key('sign')]);
    expect(second.timetable!.clocks['correction:70:sign']!.stoppedAt).not.toBeNull();
  });
});
