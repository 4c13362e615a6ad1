import { describe, expect, test } from 'vitest';
import { clocks } from './clocks.ts';
import { rules } from './indicators.ts';
import {
  after,
  decided,
  dispatched,
  moved,
  onCallback,
  opened,
  passed,
  received,
  signed,
  answered,
  start,
} from './ticket.fixture.ts';
import type { TicketEvent } from './ticket.ts';

/** What a rule says of the last of some events. */
function clueOf(code: string, parameters: Record<string, number>, ...events: TicketEvent[]) {
  const rule = rules.find((one) => one.code === code)!;
  const last = events.at(-1)!;
  const before = events.length > 1 ? after(...events.slice(0, -1)) : null;
  const judged = {
    event: last,
    before,
    after: after(...events),
    at: start,
    occurredAt: start,
    recordedAt: start,
    seq: 7,
  };
  return rule.judge!(judged as unknown as Parameters<NonNullable<typeof rule.judge>>[0], parameters);
}
const reminded: TicketEvent = {
  type: 'hotline.reminded',
  data: { actor: 'applicant', by: 'caller', text: '请尽快处理' },
};

describe('TICKET_REPEATED', () => {
  test('given the third time, then it is noticed', () =>
    expect(clueOf('TICKET_REPEATED', { times: 3 }, received({ repeats: 2 }))).toMatchObject({
      evidence: { times: 3 },
    }));
  test('given the second time, then it is not', () =>
    expect(clueOf('TICKET_REPEATED', { times: 3 }, received({ repeats: 1 }))).toBeNull());
});

describe('REDO_UNSATISFIED', () => {
  const no = { result: 'unsatisfied', resolved: 'no', note: '夜间仍在施工' };
  const told = (redos: number) => {
    const events: TicketEvent[] = [...onCallback];
    for (let turn = 0; turn < redos; turn++)
      events.push(decided(after(...events), 'call-back', no), answered(), passed(false));
    return [...events, decided(after(...events), 'call-back', no)];
  };
  test('given nobody is satisfied after two turns more, then it is noticed once', () =>
    expect(clueOf('REDO_UNSATISFIED', { times: 2 }, ...told(2))).toMatchObject({ level: 'red' }));
  test('given one turn more, then it is not', () =>
    expect(clueOf('REDO_UNSATISFIED', { times: 2 }, ...told(1))).toBeNull());
});

describe('REMINDERS_UNANSWERED', () => {
  const before = [received(), dispatched(), opened(), signed()];
  test('given two unanswered reminders, then it is noticed, without a name', () => {
    const clue = clueOf('REMINDERS_UNANSWERED', { times: 2 }, ...before, reminded, reminded);
    expect(clue).toMatchObject({ evidence: { times: 2 } });
    expect(clue).not.toHaveProperty('evidence.actor');
  });
  test('given one of them was answered, then it is not', () =>
    expect(
      clueOf('REMINDERS_UNANSWERED', { times: 2 }, ...before, reminded, moved('reminder-answered'), reminded),
    ).toBeNull());
});

describe('VIOLATION_REFERRED', () => {
  const referred: TicketEvent = {
    type: 'hotline.violation-referred',
    data: { actor: 'agent', text: '涉嫌提前透露检查时间' },
  };
  test('given a referral, then there is a clue that names nobody', () =>
    expect(Object.keys(clueOf('VIOLATION_REFERRED', {}, received(), referred)! as object)).toContain(
      'evidence',
    ));
  test('given a report that nobody referred, then there is none', () =>
    expect(clueOf('VIOLATION_REFERRED', {}, received({ kind: 'report' }))).toBeNull());
});

describe('the clocks of a ticket', () => {
  const of = (kind: string) => clocks.find((clock) => clock.kind === kind)!;
  test('given an organ gives it back, then sorting begins anew; where a partner alone does, it does not', () => {
    const back = (n: number): TicketEvent => ({
      type: 'hotline.return-settled',
      data: { n, accepted: true, reason: '不属于职责范围' },
    });
    const before = [received(), dispatched(true), opened(1), opened(2)];
    expect(of('sorting').starts(back(1), after(...before, back(1)))).toHaveLength(1);
    expect(of('sorting').starts(back(2), after(...before, back(2)))).toHaveLength(0);
  });
  test('given the answer passed the check, then somebody is called back in time; sent back, nobody is', () => {
    const sentBack: TicketEvent = {
      type: 'hotline.feedback-sent-back',
      data: { reason: '没有说明处理结果' },
    };
    expect(of('callback').starts(passed(), after(...onCallback))).toHaveLength(1);
    expect(of('callback').starts(sentBack, after(...onCallback.slice(0, -1), sentBack))).toHaveLength(0);
  });
});
