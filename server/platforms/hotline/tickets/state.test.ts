import { describe, expect, test } from 'vitest';
import { limits } from './limits.ts';
import { noticeDue, needsSupervisor } from './actions.ts';
import {
  after,
  answered,
  decided,
  dispatched,
  may,
  moved,
  onCallback,
  opened,
  passed,
  received,
  signed,
} from './ticket.fixture.ts';
import type { TicketEvent } from './ticket.ts';

const unsatisfied = { result: 'unsatisfied', resolved: 'no', note: '夜间仍在施工' };
const satisfied = { result: 'satisfied', resolved: 'yes' };

describe('a ticket on its way', () => {
  test('given it is received, then it waits for sorting, and an agent may answer it at once', () => {
    const state = after(received());
    expect(state).toMatchObject({ status: 'received', repeats: 0, answer: null });
    const answer = decided(state, 'answer-ticket', { answer: '供暖期至3月15日。', satisfied: 'yes' });
    expect(after(received(), answer)).toMatchObject({ status: 'closed', answeredAtOnce: true });
  });

  test('given it is sent to a lead and a joint organ, then it is answered when both have answered', () => {
    const before = [received(), dispatched(true), opened(1), opened(2), signed(1), signed(2)];
    expect(after(...before).status).toBe('handling');
    expect(after(...before, answered(1)).status).toBe('handling');
    expect(after(...before, answered(1), answered(2)).status).toBe('feedback');
  });

  test('given the organ says it is not its own, when the agent accepts, then it waits for sorting again', () => {
    const asked = moved('return-asked', { reason: '属于住建部门职责' });
    const state = after(received(), dispatched(), opened(), asked);
    expect(state.status).toBe('returning');
    const settled = decided(state, 'accept-return', { n: '1', reason: '职责确认' });
    const again = after(received(), dispatched(), opened(), asked, settled);
    expect(again).toMatchObject({ status: 'received', assignments: [{ status: 'returned' }] });
    const twice = after(received(), dispatched(), opened(), asked, settled, dispatched(false, 2));
    expect(twice.assignments.map(({ n, status }) => [n, status])).toEqual([
      [1, 'returned'],
      [2, 'dispatched'],
    ]);
  });

  test('given the agent refuses the return, then the organ that had signed goes on, and one that had not has to sign', () => {
    const asked = moved('return-asked', { reason: '属于住建部门职责' });
    const refuse = (...events: TicketEvent[]) => {
      const all = [received(), dispatched(), opened(), ...events, asked];
      return after(...all, decided(after(...all), 'refuse-return', { n: '1', reason: '属于本机关' }));
    };
    expect(refuse().status).toBe('dispatched');
    expect(refuse(signed()).status).toBe('handling');
  });

  test('given an extension is asked for, then the approver alone decides, and by how much the organ named', () => {
    const state = after(
      received(),
      dispatched(),
      opened(),
      signed(),
      moved('extension-asked', { days: 5, reason: '需要检测' }),
    );
    expect(may(state, 'approve-extension', 'hotline-agent')).toBe(false);
    const approved = decided(state, 'approve-extension', { n: '1', reason: '同意' }, 'head');
    expect(approved.data).toMatchObject({ approved: true, days: 5, approver: 'head' });
  });
});

describe('callback', () => {
  test('given the caller is satisfied, then it is closed', () => {
    const call = decided(after(...onCallback), 'call-back', satisfied);
    expect(after(...onCallback, call)).toMatchObject({ status: 'closed', redos: 0 });
  });

  test('given the caller is not, then it goes back to the same handler, twice at most, and then to a supervisor', () => {
    const told: TicketEvent[] = [...onCallback];
    for (const turn of [1, 2]) {
      told.push(decided(after(...told), 'call-back', unsatisfied));
      const state = after(...told);
      expect(state).toMatchObject({ status: 'handling', redos: turn });
      expect(state.assignments[0]!.handler).toBe('handler');
      told.push(answered(), passed(false));
    }
    told.push(decided(after(...told), 'call-back', unsatisfied));
    const state = after(...told);
    expect(state).toMatchObject({ status: 'supervising', unsatisfiedRedos: 2 });
    expect(needsSupervisor(state)).toBe(true);
    told.push(decided(state, 'name-supervisor', { person: '王演示', reason: '两次重办不满意' }));
    expect(after(...told)).toMatchObject({ status: 'handling', supervision: { person: '王演示' } });
    told.push(
      answered(),
      passed(false),
      decided(after(...told, answered(), passed(false)), 'call-back', unsatisfied),
    );
    expect(after(...told).status).toBe('callback');
    expect(may(after(...told), 'close-explained', 'approver')).toBe(true);
  });

  test('given nobody answers, then it is tried again, and explained only after so many tries', () => {
    const told: TicketEvent[] = [...onCallback];
    for (let tries = 0; tries < limits.most.callbackTries; tries++) {
      expect(may(after(...told), 'close-explained', 'approver')).toBe(false);
      told.push(decided(after(...told), 'call-back', { result: 'unreachable' }));
    }
    expect(may(after(...told), 'close-explained', 'approver')).toBe(true);
  });

  test.each([
    [{ result: 'unsatisfied', resolved: 'no', note: '' }, 'values.note'],
    [{ result: 'satisfied' }, 'values.resolved'],
  ])('given %o, then the field that is missing is named', (values, field) => {
    expect(() => decided(after(...onCallback), 'call-back', values)).toThrow(field);
  });
});

describe('supervision and scoring', () => {
  test('given the same was reported twice before, then a supervisor is asked for; once before, not', () => {
    expect(needsSupervisor(after(received({ repeats: 2 })))).toBe(true);
    expect(needsSupervisor(after(received({ repeats: 1 })))).toBe(false);
  });

  test('given two reminders are unanswered, then a notice may be published; an answer takes that back', () => {
    const remind: TicketEvent = { type: 'hotline.reminded', data: { by: 'caller', text: '请尽快处理' } };
    const before = [received(), dispatched(), opened(), remind];
    expect(noticeDue(after(...before))).toBe(false);
    expect(noticeDue(after(...before, remind))).toBe(true);
    expect(noticeDue(after(...before, remind, moved('reminder-answered')))).toBe(false);
  });

  test('given an exclusion is asked for, then whoever asked cannot approve it', () => {
    const told = [
      ...onCallback,
      decided(after(...onCallback), 'ask-exclusion', { reason: '诉求超出政策' }, 'li'),
    ];
    const settle = { approved: 'yes', reason: '核实无误' };
    expect(() => decided(after(...told), 'settle-exclusion', settle, 'li')).toThrow('forbidden');
    const settled = decided(after(...told), 'settle-exclusion', settle, 'wang');
    expect(after(...told, settled).exclusion).toMatchObject({ approved: true, decidedBy: 'wang' });
  });
});

describe('handled with another', () => {
  const main = { city: 3701, id: 9, number: 'HL1' };

  test('given it joined another, when that one is dealt with, then this caller is called back too', () => {
    const joined: TicketEvent = { type: 'hotline.ticket-joined', data: { main, link: 'cluster' } };
    expect(after(received(), joined)).toMatchObject({ status: 'joined', main });
    const settled = decided(after(received(), joined), 'settle-with-main', { answer: '已修复' });
    expect(after(received(), joined, settled)).toMatchObject({ status: 'callback', answer: '已修复' });
  });

  test('given this caller is not satisfied, then it is sorted by itself', () => {
    const joined: TicketEvent = { type: 'hotline.ticket-joined', data: { main, link: 'cluster' } };
    const settled = decided(after(received(), joined), 'settle-with-main', { answer: '已修复' });
    const told = [received(), joined, settled];
    const call = decided(after(...told), 'call-back', unsatisfied);
    expect(after(...told, call)).toMatchObject({ status: 'received', redos: 1 });
  });
});
