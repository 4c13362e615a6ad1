import { describe, expect, test } from 'vitest';
import { clues, licenceWith, opened, type Told } from './story.fixture.ts';

const charged = (due: number, paid: number, fee?: string): Told => ({
  at: '2026-03-03 10:00',
  type: 'case.fee-charged',
  data: { due, paid, fee },
});

describe('FEE_DEVIATION', () => {
  test.each([
    [100, 105.01],
    [100, 94.99],
    [0, 0.01],
  ])('given %d due and %d paid, then it is a clue', (due, paid) => {
    expect(clues('FEE_DEVIATION', [opened, charged(due, paid, 'permit-fee')])).toMatchObject([
      {
        key: 'FEE_DEVIATION:2',
        level: 'yellow',
        evidence: { fee: 'permit-fee', feeDue: due, feePaid: paid, percent: 5 },
      },
    ]);
  });

  test.each([
    [100, 105],
    [100, 95],
    [1, 1.05],
    [0, 0],
  ])('given %d due and %d paid, then there is no clue', (due, paid) => {
    expect(clues('FEE_DEVIATION', [opened, charged(due, paid, 'permit-fee')])).toEqual([]);
  });

  test('given a fee that the catalogue does not know, then it is a clue even when paid as due', () => {
    expect(clues('FEE_DEVIATION', [opened, charged(50, 50, 'tea-money')])).toHaveLength(1);
  });

  test('given no code, then it is a clue only where the item takes no fee at all', () => {
    const free = { item: licenceWith({ fees: [] }) };
    expect(clues('FEE_DEVIATION', [opened, charged(50, 50)])).toEqual([]);
    expect(clues('FEE_DEVIATION', [opened, charged(50, 50)], free)).toHaveLength(1);
    expect(clues('FEE_DEVIATION', [opened, charged(0, 0)], free)).toEqual([]);
  });

  test('given a fine, then it is no fee outside the catalogue', () => {
    const fine = { item: licenceWith({ fees: [], type: '02' }) };
    expect(clues('FEE_DEVIATION', [opened, charged(50, 50)], fine)).toEqual([]);
  });
});
