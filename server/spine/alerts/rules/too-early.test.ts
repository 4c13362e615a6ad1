import { describe, expect, test } from 'vitest';
import { clues, type item, licenceWith, opened, step } from './story.fixture.ts';

const hearing = (unit: string, n: number): typeof item => {
  const name = { zh: 'x', en: 'x' };
  const notBefore = { n, unit: unit as 'hour', from: 'announce' };
  return licenceWith({
    flow: {
      version: 1,
      steps: [
        { code: 'announce', name },
        { code: 'hear', name, notBefore },
      ],
    },
  });
};
const announced = step('2026-03-02 10:30', 'announce');

describe('STEP_TOO_EARLY', () => {
  test('given a hearing on the sixth working day after its announcement, then it is a clue', () => {
    expect(clues('STEP_TOO_EARLY', [opened, announced, step('2026-03-10 16:00', 'hear')])).toMatchObject([
      {
        key: 'STEP_TOO_EARLY:3',
        level: 'yellow',
        evidence: {
          step: 'hear',
          fromStep: 'announce',
          wait: '7 working-day',
          earliestAt: '2026-03-10T16:00:00.000Z',
        },
      },
    ]);
  });

  test('given a hearing on the seventh, then there is no clue', () => {
    expect(clues('STEP_TOO_EARLY', [opened, announced, step('2026-03-11 09:00', 'hear')])).toEqual([]);
  });

  test.each([
    ['hour', 48, '2026-03-04 10:29', '2026-03-04 10:30'],
    ['working-hour', 8, '2026-03-03 11:29', '2026-03-03 11:30'],
    ['calendar-day', 60, '2026-04-30 23:59', '2026-05-01 00:00'],
    ['month', 2, '2026-05-01 23:59', '2026-05-02 00:00'],
    ['year', 1, '2027-03-01 23:59', '2027-03-02 00:00'],
  ])('given a wait of one unit %s × %i, then %s is a clue and %s is none', (unit, n, early, inTime) => {
    const setting = { item: hearing(unit, n) };
    expect(clues('STEP_TOO_EARLY', [opened, announced, step(early, 'hear')], setting)).toHaveLength(1);
    expect(clues('STEP_TOO_EARLY', [opened, announced, step(inTime, 'hear')], setting)).toEqual([]);
  });

  test('given the step that it is counted from was never done, or later, then nothing is said of the wait', () => {
    expect(clues('STEP_TOO_EARLY', [opened, step('2026-03-03 10:00', 'hear')])).toEqual([]);
    const told = [opened, step('2026-03-05 10:00', 'announce'), step('2026-03-03 10:00', 'hear')];
    expect(clues('STEP_TOO_EARLY', told, { historic: true })).toEqual([]);
  });
});
