import { describe, expect, test } from 'vitest';
import { accepted, clues, opened, type Told } from './story.fixture.ts';

const full = { procedure: 'hearing', basis: 'art. 45', approver: 'Sun', notice: 'No. 7', expectedDays: 5 };
const paused = (at: string, more: Record<string, unknown> = {}, dueAt?: string): Told => ({
  at,
  type: 'case.paused',
  data: { ...full, ...more },
  dueAt,
});
const resumed = (at: string): Told => ({ at, type: 'case.resumed' });

describe('PAUSE_ABUSE: longer than declared', () => {
  test('given 5 days declared, when resumed on the sixth working day, then it is a clue', () => {
    expect(
      clues('PAUSE_ABUSE', [opened, paused('2026-03-03 10:00'), resumed('2026-03-11 09:00')]),
    ).toMatchObject([
      {
        key: 'PAUSE_ABUSE:3:longer-1',
        level: 'yellow',
        evidence: { procedure: 'hearing', expectedDays: 5, workingDays: 6 },
      },
    ]);
  });

  test('given it is resumed on the fifth, or no days were declared, then there is no clue', () => {
    expect(clues('PAUSE_ABUSE', [opened, paused('2026-03-03 10:00'), resumed('2026-03-10 17:00')])).toEqual(
      [],
    );
    const open = paused('2026-03-03 10:00', { expectedDays: undefined });
    expect(clues('PAUSE_ABUSE', [opened, open, resumed('2026-06-01 17:00')])).toEqual([]);
  });

  test('given the case is closed while it stands, then the closing ends it, once', () => {
    const told = [
      opened,
      paused('2026-03-03 10:00'),
      { at: '2026-04-01 10:00', type: 'case.closed' } as const,
      resumed('2026-04-02 10:00'),
    ];
    expect(clues('PAUSE_ABUSE', told)).toMatchObject([{ key: 'PAUSE_ABUSE:3:longer-1' }]);
  });
});

describe('PAUSE_ABUSE: how many', () => {
  const twice = [
    opened,
    paused('2026-03-03 10:00'),
    resumed('2026-03-04 10:00'),
    paused('2026-03-05 10:00'),
    resumed('2026-03-06 10:00'),
  ];

  test('given a third special procedure, then it is a clue', () => {
    expect(clues('PAUSE_ABUSE', [...twice, paused('2026-03-09 10:00')])).toMatchObject([
      { key: 'PAUSE_ABUSE:6:many', evidence: { times: 3, most: 2 } },
    ]);
  });

  test('given two, or a third wait that is for a correction, then there is no clue', () => {
    expect(clues('PAUSE_ABUSE', twice)).toEqual([]);
    expect(clues('PAUSE_ABUSE', [...twice, paused('2026-03-09 10:00', { procedure: 'correction' })])).toEqual(
      [],
    );
  });

  test('given a pause is reported again while it stands, then it is not counted', () => {
    expect(
      clues('PAUSE_ABUSE', [...twice.slice(0, 4), paused('2026-03-05 11:00'), paused('2026-03-05 12:00')]),
    ).toEqual([]);
  });
});

describe('PAUSE_ABUSE: shortly before the due time', () => {
  const due = '2026-03-16 17:30';

  test.each([
    ['2026-03-13 17:31', 1],
    ['2026-03-16 17:30', 1],
    ['2026-03-13 17:30', 0],
    ['2026-03-16 17:31', 0],
  ])('given a Monday as due time, when paused at %s, then there are %i clues', (at, n) => {
    expect(clues('PAUSE_ABUSE', [opened, accepted, paused(at, {}, due)])).toHaveLength(n);
  });

  test('given no clock that runs, then there is no clue', () => {
    expect(clues('PAUSE_ABUSE', [opened, accepted, paused(due)])).toEqual([]);
  });
});

describe('PAUSE_WITHOUT_GROUNDS', () => {
  test('given a special procedure without approver and notice, then one clue names both', () => {
    const told = [opened, paused('2026-03-03 10:00', { approver: undefined, notice: ' ' })];
    expect(clues('PAUSE_WITHOUT_GROUNDS', told)).toMatchObject([
      { key: 'PAUSE_WITHOUT_GROUNDS:2', level: 'notice', evidence: { missing: 'approver, notice' } },
    ]);
  });

  test('given everything is recorded, or the wait is for a correction, then there is no clue', () => {
    const bare = { procedure: 'correction', approver: undefined, notice: undefined, expectedDays: undefined };
    expect(clues('PAUSE_WITHOUT_GROUNDS', [opened, paused('2026-03-03 10:00')])).toEqual([]);
    expect(clues('PAUSE_WITHOUT_GROUNDS', [opened, paused('2026-03-03 10:00', bare)])).toEqual([]);
  });
});

describe('EXTENSION_WITHOUT_APPROVER', () => {
  const extended = (approver?: string): Told => ({
    at: '2026-03-03 10:00',
    type: 'case.extended',
    data: { n: 10, unit: 'working-day', basis: 'art. 42', approver },
  });

  test('given an extension without an approver, then it is a clue; with one it is none', () => {
    expect(clues('EXTENSION_WITHOUT_APPROVER', [opened, extended()])).toMatchObject([{ level: 'notice' }]);
    expect(clues('EXTENSION_WITHOUT_APPROVER', [opened, extended('Sun')])).toEqual([]);
  });
});
