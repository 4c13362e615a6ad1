import { describe, expect, test } from 'vitest';
import { accepted, clues, licenceWith, opened, step, type Told } from './story.fixture.ts';

const closed: Told = { at: '2026-03-06 10:00', type: 'case.closed' };

describe('WRONG_ORDER', () => {
  test('given a step before all that it waits for, then it is a clue, once', () => {
    const told = [opened, accepted, step('2026-03-03 10:00', 'approve'), step('2026-03-03 11:00', 'approve')];
    expect(clues('WRONG_ORDER', told)).toMatchObject([
      {
        key: 'WRONG_ORDER:3',
        level: 'red',
        evidence: { step: 'approve', after: 'review, visit', flowVersion: 3 },
      },
    ]);
  });

  test('given one of the steps that it waits for, then there is no clue', () => {
    const told = [opened, accepted, step('2026-03-03 10:00', 'visit'), step('2026-03-03 11:00', 'approve')];
    expect(clues('WRONG_ORDER', told)).toEqual([]);
  });

  test('given the acceptance that a step waits for, then case.accepted counts as the step', () => {
    expect(clues('WRONG_ORDER', [opened, step('2026-03-03 10:00', 'review')])).toHaveLength(1);
    expect(clues('WRONG_ORDER', [opened, accepted, step('2026-03-03 10:00', 'review')])).toEqual([]);
  });

  test('given a log that tells the earlier step first but dates it later, then the dates count', () => {
    const told = [opened, { ...accepted, at: '2026-03-04 10:00' }, step('2026-03-03 10:00', 'review')];
    expect(clues('WRONG_ORDER', told, { historic: true })).toHaveLength(1);
  });
});

describe('SKIPPED_STEP', () => {
  test('given a closing without a mandatory step, then one clue names what is missing', () => {
    expect(clues('SKIPPED_STEP', [opened, accepted, closed, closed])).toMatchObject([
      { key: 'SKIPPED_STEP:3', level: 'red', evidence: { steps: 'review', flowVersion: 3 } },
    ]);
  });

  test('given the step was done, then there is no clue', () => {
    expect(clues('SKIPPED_STEP', [opened, accepted, step('2026-03-03 10:00', 'review'), closed])).toEqual([]);
  });

  test.each(['case.withdrawn', 'case.not-accepted', 'case.terminated'] as const)(
    'given %s, then nothing was skipped',
    (type) => {
      expect(clues('SKIPPED_STEP', [opened, { ...closed, type }])).toEqual([]);
    },
  );

  test('given a mandatory step that belongs after the closing, then the closing does not wait for it', () => {
    const name = { zh: 'x', en: 'x' };
    const item = licenceWith({
      flow: { version: 1, steps: [{ code: 'deliver', name, mandatory: true, afterEnd: true }] },
    });
    expect(clues('SKIPPED_STEP', [opened, closed], { item })).toEqual([]);
  });
});

describe('STEP_OUTSIDE_FLOW', () => {
  test('given a step that the flow does not know, then it is a clue, once', () => {
    const told = [opened, step('2026-03-03 10:00', 'stamp'), step('2026-03-03 11:00', 'stamp')];
    expect(clues('STEP_OUTSIDE_FLOW', told)).toMatchObject([
      { key: 'STEP_OUTSIDE_FLOW:2', level: 'notice', evidence: { step: 'stamp', times: 1 } },
    ]);
  });

  test('given a step that the flow allows once, when done twice, then the second is a clue', () => {
    const told = [opened, step('2026-03-03 10:00', 'announce'), step('2026-03-03 11:00', 'announce')];
    expect(clues('STEP_OUTSIDE_FLOW', told)).toMatchObject([
      { key: 'STEP_OUTSIDE_FLOW:3', evidence: { times: 2 } },
    ]);
  });

  test('given a step that may be repeated, and a decision for which the flow has no step, then there is no clue', () => {
    const decided: Told = { at: '2026-03-05 10:00', type: 'case.decided', data: { outcome: 'granted' } };
    const told = [
      opened,
      accepted,
      step('2026-03-03 10:00', 'review'),
      step('2026-03-03 11:00', 'review'),
      decided,
    ];
    expect(clues('STEP_OUTSIDE_FLOW', told)).toEqual([]);
  });

  test.each(['constructor', 'toString'])(
    'given a step called %s, then it is a step like any other',
    (code) => {
      expect(clues('STEP_OUTSIDE_FLOW', [opened, step('2026-03-03 10:00', code)])).toHaveLength(1);
    },
  );
});
