import { describe, expect, test } from 'vitest';
import { accepted, clues, opened, step, type Told } from './story.fixture.ts';

describe('LATE_ENTRY', () => {
  const review = (claimed: string): Told => ({ ...step('2026-03-16 09:00', 'review'), claimed });

  test('given a step of Friday the 6th, when it is recorded six working days later, then it is a clue', () => {
    expect(clues('LATE_ENTRY', [opened, accepted, review('2026-03-06 10:00')])).toMatchObject([
      {
        key: 'LATE_ENTRY:3',
        level: 'yellow',
        evidence: { workingDays: 6, most: 5, occurredAt: '2026-03-06T02:00:00.000Z' },
      },
    ]);
  });

  test('given it was five working days, or a claim of the future, then there is no clue', () => {
    for (const claimed of ['2026-03-09 10:00', '2026-03-16 12:00'])
      expect(clues('LATE_ENTRY', [opened, accepted, review(claimed)])).toEqual([]);
  });

  test('given a log of the past, then the time of recording says nothing', () => {
    expect(
      clues('LATE_ENTRY', [opened, accepted, step('2026-03-16 09:00', 'review')], { historic: true }),
    ).toEqual([]);
  });

  test('given an acceptance, then it is left to the rule on acceptances', () => {
    const late: Told = { ...accepted, at: '2026-03-16 09:00', claimed: '2026-03-06 10:00' };
    expect(clues('LATE_ENTRY', [opened, late])).toEqual([]);
    expect(clues('BULK_BACKFILL', [opened, late])).toHaveLength(1);
  });
});
