import { describe, expect, test } from 'vitest';
import { accepted, clues, opened, type Told } from './story.fixture.ts';

describe('BULK_BACKFILL: acceptance recorded late', () => {
  const recorded = (at: string): Told => ({ ...accepted, at, claimed: '2026-03-06 10:00' });

  test('given an acceptance of Friday, when recorded on Tuesday, then it is a clue', () => {
    expect(clues('BULK_BACKFILL', [opened, recorded('2026-03-10 09:00')])).toMatchObject([
      {
        key: 'BULK_BACKFILL:2:late',
        level: 'yellow',
        evidence: { workingDays: 2, most: 1, occurredAt: '2026-03-06T02:00:00.000Z' },
      },
    ]);
  });

  test('given it is recorded on Monday, then there is no clue', () => {
    expect(clues('BULK_BACKFILL', [opened, recorded('2026-03-09 17:00')])).toEqual([]);
  });

  test('given a log of the past, then the time of recording says nothing', () => {
    expect(clues('BULK_BACKFILL', [opened, accepted], { historic: true })).toEqual([]);
  });
});

describe('BACKDATED_EDIT', () => {
  const closed: Told = { at: '2026-03-06 10:00', type: 'case.closed' };
  const amended = (data: Record<string, unknown>): Told => ({
    at: '2026-03-09 10:00',
    type: 'case.amended',
    data: { field: 'result', actor: 'Lin', ...data },
  });

  test.each([
    ['nobody', undefined],
    ['a blank', ' '],
    ['the one who changed it', 'Lin'],
  ])('given a change after closing approved by %s, then it is a clue', (_, approver) => {
    expect(clues('BACKDATED_EDIT', [opened, closed, amended({ approver })])).toMatchObject([
      {
        key: 'BACKDATED_EDIT:3',
        level: 'red',
        evidence: { field: 'result', endedAt: '2026-03-06T02:00:00.000Z' },
      },
    ]);
  });

  test('given another person approved it, or the case was still open, then there is no clue', () => {
    expect(clues('BACKDATED_EDIT', [opened, closed, amended({ approver: 'Sun' })])).toEqual([]);
    expect(clues('BACKDATED_EDIT', [opened, amended({})])).toEqual([]);
  });
});

describe('CASE_REOPENED', () => {
  const reopened: Told = {
    at: '2026-03-09 10:00',
    type: 'case.reopened',
    data: { reason: '漏项', actor: 'Sun' },
  };

  test('given a case that had ended, when it is handled anew, then it is a clue with the end that was taken back', () => {
    const closed: Told = { at: '2026-03-06 10:00', type: 'case.closed' };
    expect(clues('CASE_REOPENED', [opened, closed, reopened])).toMatchObject([
      {
        key: 'CASE_REOPENED:3',
        level: 'notice',
        evidence: { endedAt: '2026-03-06T02:00:00.000Z', actor: 'Sun' },
      },
    ]);
  });

  test('given the case had not ended, then there is no clue', () => {
    expect(clues('CASE_REOPENED', [opened, reopened])).toEqual([]);
  });
});
