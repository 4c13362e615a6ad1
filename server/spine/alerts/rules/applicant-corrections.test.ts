import { describe, expect, test } from 'vitest';
import { accepted, clues, opened } from './story.fixture.ts';

const asked = (at: string) => ({ at, type: 'case.correction-asked', data: { actor: 'Lin' } }) as const;

describe('REPEATED_CORRECTION', () => {
  test('given a second and a third request to correct, then each is a clue', () => {
    const told = [opened, asked('2026-03-03 10:00'), asked('2026-03-04 10:00'), asked('2026-03-05 10:00')];
    expect(clues('REPEATED_CORRECTION', told)).toMatchObject([
      { key: 'REPEATED_CORRECTION:3', level: 'yellow', evidence: { times: 2, most: 1, actor: 'Lin' } },
      { key: 'REPEATED_CORRECTION:4', evidence: { times: 3 } },
    ]);
  });

  test('given one request, then there is no clue', () => {
    expect(clues('REPEATED_CORRECTION', [opened, asked('2026-03-03 10:00')])).toEqual([]);
  });
});

describe('CORRECTION_AFTER_ACCEPTANCE', () => {
  test('given a request after acceptance, then it is a clue', () => {
    expect(clues('CORRECTION_AFTER_ACCEPTANCE', [opened, accepted, asked('2026-03-03 10:00')])).toMatchObject(
      [
        {
          key: 'CORRECTION_AFTER_ACCEPTANCE:3',
          level: 'red',
          evidence: { acceptedAt: '2026-03-02T03:00:00.000Z' },
        },
      ],
    );
  });

  test('given a request before acceptance, then there is no clue', () => {
    expect(clues('CORRECTION_AFTER_ACCEPTANCE', [opened, asked('2026-03-02 10:30'), accepted])).toEqual([]);
  });

  test('given both at one instant, then a live source is taken by its order and a log of the past is not', () => {
    const told = [opened, accepted, asked(accepted.at)];
    expect(clues('CORRECTION_AFTER_ACCEPTANCE', told)).toHaveLength(1);
    expect(clues('CORRECTION_AFTER_ACCEPTANCE', told, { historic: true })).toEqual([]);
  });
});
