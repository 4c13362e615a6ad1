import { describe, expect, test } from 'vitest';
import { accepted, clues, licenceWith, opened, organOf, type Told } from './story.fixture.ts';

const decided = (at: string): Told => ({ at, type: 'case.decided', data: { outcome: 'granted' } });
const closed = (at: string): Told => ({ at, type: 'case.closed' });

describe('TOO_FAST', () => {
  // 10 working days of 7 hours, of which 5 % are 3.5 hours: 3 whole working hours, 10:00 to 14:30 over noon.
  test('given a decision within 5 % of the promise, then it is a clue', () => {
    expect(clues('TOO_FAST', [opened, accepted, decided('2026-03-02 14:29')])).toMatchObject([
      {
        key: 'TOO_FAST:3',
        level: 'notice',
        evidence: { siteCheckSteps: 'visit', promise: '10 working-day', percent: 5 },
      },
    ]);
  });

  test('given a decision after it, then there is no clue', () => {
    expect(clues('TOO_FAST', [opened, accepted, decided('2026-03-02 14:30')])).toEqual([]);
  });

  test('given a closing without a decision, then the closing is looked at; after a decision it is not', () => {
    expect(clues('TOO_FAST', [opened, accepted, closed('2026-03-02 11:30')])).toHaveLength(1);
    expect(
      clues('TOO_FAST', [opened, accepted, decided('2026-03-02 11:30'), closed('2026-03-02 11:31')]),
    ).toHaveLength(1);
  });

  test('given an evening application decided next morning, then only the work time between counts', () => {
    const evening = { ...opened, at: '2026-03-02 17:00' };
    expect(clues('TOO_FAST', [evening, decided('2026-03-03 09:30')])).toHaveLength(1);
    expect(clues('TOO_FAST', [evening, decided('2026-03-03 11:30')])).toEqual([]);
  });

  test('given a flow without a check on the spot, then speed is no clue', () => {
    const flow = { version: 1, steps: [{ code: 'accept', name: { zh: 'x', en: 'x' } }] };
    expect(
      clues('TOO_FAST', [opened, accepted, decided('2026-03-02 11:01')], { item: licenceWith({ flow }) }),
    ).toEqual([]);
  });

  test('given a promise of which 5 % are less than an hour, then nothing can be said', () => {
    const item = licenceWith({ limits: { promised: { n: 8, unit: 'hour' } } });
    expect(clues('TOO_FAST', [opened, decided('2026-03-02 10:00')], { item })).toEqual([]);
  });

  test('given calendar days and an organ without work periods, then hours run on', () => {
    const item = licenceWith({ limits: { promised: { n: 60, unit: 'calendar-day' } } });
    const organ = organOf('open');
    expect(clues('TOO_FAST', [opened, decided('2026-03-05 09:59')], { item, organ })).toHaveLength(1);
    expect(clues('TOO_FAST', [opened, decided('2026-03-05 10:00')], { item, organ })).toEqual([]);
  });
});
