import { describe, expect, test } from 'vitest';
import { stampingActions } from './actions.ts';
import { stampingClocks } from './clocks.ts';
import { stampingEvents } from './events.ts';
import { act, agree, approve, asked, morning, record, release, tell } from './stamping.fixture.ts';
import { decideStamping } from './decide.ts';

const close = (comparison: string) => act('close-stamping', 'secretary', { comparison });
const urgent = asked({ urgent: true, urgentReason: '救助申请当日截止' });
const refuse = act('refuse-stamping', 'station', { reason: '用途说明不完整，请补充' });

describe('a request to stamp', () => {
  test('given agreement, approval, release, record and comparison, then it is closed', () => {
    const { state } = tell(asked(), agree, approve, release, record(), record({ counter: 2 }), close('same'));
    expect(state).toMatchObject({
      status: 'closed',
      impressions: 2,
      agreed: { by: 'secretary' },
      approval: { by: 'station', granted: true, afterwards: false },
      comparison: { result: 'same', by: 'secretary' },
    });
    expect(state.records).toHaveLength(2);
  });

  test.each([
    ['the keeper', [asked(), act('agree-stamping', 'keeper')]],
    ['whoever asked', [asked(), act('agree-stamping', 'clerk')]],
    ['an approver whom the register does not name', [asked(), agree, act('approve-stamping', 'stranger')]],
    [
      'a keeper whom the register names as approver too',
      [asked({ approvers: ['keeper'] }), agree, act('approve-stamping', 'keeper')],
    ],
    [
      'the secretary as approver',
      [asked({ approvers: ['secretary'] }), agree, act('approve-stamping', 'secretary')],
    ],
    [
      'the keeper who would compare',
      [asked(), agree, approve, release, record(), act('close-stamping', 'keeper')],
    ],
    ['a code for another than the keeper', [asked(), agree, approve, act('issue-code', 'clerk')]],
  ] as const)('given %s, then it is refused', (_, story) => {
    expect(() => tell(...story)).toThrow('forbidden');
  });

  test('given an approval of eight days ago, when the seal is to be released, then it is refused', () => {
    const { state } = tell(asked(), agree, approve);
    const after = (days: number) => () =>
      decideStamping(
        state,
        { action: 'release-seal', values: { device: 'd' } },
        { actor: 'keeper', now: morning + 2 * 60_000 + days * 86_400_000 },
      );
    expect(after(7)).not.toThrow();
    expect(after(7.01)).toThrow('action-not-allowed');
  });

  test('given a refusal before anything was stamped, then the case has ended', () => {
    const { state } = tell(asked(), agree, refuse);
    expect(state.status).toBe('refused');
    const data = { reason: '用途说明不完整', impressions: 0, actor: 'station' };
    expect(stampingEvents['powers.seal-refused'].means?.(data)).toMatchObject({ type: 'case.terminated' });
  });

  test('given a record before any release, then it is kept, and the request goes its way all the same', () => {
    const early = record({ released: false });
    expect(tell(asked(), early).state).toMatchObject({ status: 'requested', impressions: 1 });
    expect(tell(asked(), early, agree, approve).state.status).toBe('approved');
  });

  test('given a release without any stamping, then the clerk may withdraw it; after one, no longer', () => {
    const withdraw = act('withdraw-request', 'clerk', { reason: '不再需要' });
    expect(tell(asked(), agree, approve, release, withdraw).state.status).toBe('withdrawn');
    const { when } = stampingActions['withdraw-request']!;
    expect(when?.(tell(asked(), agree, approve, release, record()).state)).toBe(false);
  });

  test('given records that come in after it was closed, then they are kept and it stays closed', () => {
    const late = record({ counter: 2, late: true, offline: true });
    const { state } = tell(asked(), agree, approve, release, record(), close('same'), late);
    expect(state).toMatchObject({ status: 'closed', impressions: 2, records: [{}, { late: true }] });
  });
});

describe('the urgent path', () => {
  test('given the secretary alone, then the seal is released, and approved afterwards', () => {
    const { state } = tell(urgent, agree, release, record(), approve);
    expect(state).toMatchObject({ status: 'stamped', approval: { granted: true, afterwards: true } });
  });

  test('given a request that is not urgent, then it is not released without approval', () => {
    expect(() => tell(asked(), agree, release)).toThrow('action-not-allowed');
  });

  test('given a day and more since the agreement, then it is no longer open', () => {
    const { state } = tell(urgent, agree);
    const at = (hours: number) => () =>
      decideStamping(
        state,
        { action: 'release-seal', values: { device: 'd' } },
        { actor: 'keeper', now: morning + 60_000 + hours * 3_600_000 },
      );
    expect(at(24)).not.toThrow();
    expect(at(24.01)).toThrow("within 24 hours of the secretary's agreement");
  });

  test('given the agreement, then a clock of 24 hours runs until the decision; of an ordinary request none does', () => {
    const [clock] = stampingClocks;
    const agreed = { type: 'powers.seal-agreed', data: { note: '', actor: 'secretary' } } as const;
    expect(clock!.starts(agreed, tell(urgent, agree).state)).toEqual([{ limit: { n: 24, unit: 'hour' } }]);
    expect(clock!.starts(agreed, tell(asked(), agree).state)).toEqual([]);
    const approved = {
      type: 'powers.seal-approved',
      data: { note: '', afterwards: true, actor: 'station' },
    } as const;
    expect(clock!.stops(approved, tell(urgent, agree).state)).toBe('all');
  });

  test('given what was stamped, when the station refuses afterwards, then it is to be compared all the same', () => {
    const { state } = tell(urgent, agree, release, record(), refuse);
    expect(state).toMatchObject({ status: 'stamped', approval: { granted: false, afterwards: true } });
    expect(tell(urgent, agree, release, record(), refuse, close('same')).state.status).toBe('closed');
  });
});
