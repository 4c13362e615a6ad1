import { describe, expect, test } from 'vitest';
import { accepted, clues, instant, opened, step } from './story.fixture.ts';

const closed = { at: '2026-03-06 10:00', type: 'case.closed' } as const;

describe('STEP_BEFORE_START', () => {
  test('given a log with a step before the application, then the step is a clue', () => {
    const [clue] = clues('STEP_BEFORE_START', [opened, step('2026-03-02 09:59', 'announce')], {
      historic: true,
    });
    expect(clue).toMatchObject({
      key: 'STEP_BEFORE_START:2',
      level: 'notice',
      evidence: { step: 'announce', openedAt: '2026-03-02T02:00:00.000Z' },
    });
  });

  test('given a step at the very time of the application, then there is no clue', () => {
    expect(
      clues('STEP_BEFORE_START', [opened, step('2026-03-02 10:00', 'announce')], { historic: true }),
    ).toEqual([]);
  });

  test('given a live source that reports late, then its own two times are compared', () => {
    const late = { ...opened, at: '2026-03-02 18:00', claimed: '2026-03-02 09:00' };
    const report = (claimed: string) => ({ ...step('2026-03-02 18:00', 'announce'), claimed });
    expect(clues('STEP_BEFORE_START', [late, report('2026-03-02 09:30')])).toEqual([]);
    expect(clues('STEP_BEFORE_START', [late, report('2026-03-02 08:30')])).toHaveLength(1);
  });
});

describe('STEP_AFTER_END', () => {
  test('given a step after the closing, then it is a clue', () => {
    expect(clues('STEP_AFTER_END', [opened, closed, step('2026-03-06 10:01', 'announce')])).toMatchObject([
      {
        key: 'STEP_AFTER_END:3',
        level: 'notice',
        evidence: { step: 'announce', endedAt: '2026-03-06T02:00:00.000Z' },
      },
    ]);
  });

  test('given a step that belongs after the closing, or a payment, then there is no clue', () => {
    const fee = {
      at: '2026-03-07 10:00',
      type: 'case.fee-charged',
      data: { due: 5, paid: 5, fee: 'permit-fee' },
    } as const;
    expect(clues('STEP_AFTER_END', [opened, closed, step('2026-03-06 11:00', 'deliver'), fee])).toEqual([]);
  });

  test('given whole days in a log, when closing and step share one, then there is no clue', () => {
    const sameDay = step('2026-03-06 10:00', 'announce');
    expect(clues('STEP_AFTER_END', [opened, closed, sameDay], { historic: true })).toEqual([]);
  });

  test('given a log whose closing lies before steps that it told already, then one clue names them', () => {
    const told = [
      opened,
      step('2026-03-07 10:00', 'announce'),
      step('2026-03-08 10:00', 'hear'),
      step('2026-03-09 10:00', 'deliver'),
      closed,
    ];
    expect(clues('STEP_AFTER_END', told, { historic: true })).toMatchObject([
      {
        key: 'STEP_AFTER_END:5',
        at: instant('2026-03-08 10:00'),
        evidence: { step: 'announce, hear', lastAt: '2026-03-08T02:00:00.000Z' },
      },
    ]);
  });

  test('given a log whose closing shares the time of its last step, then there is no clue', () => {
    const told = [opened, step('2026-03-05 10:00', 'announce'), step('2026-03-06 10:00', 'hear')];
    const remark = { at: '2026-03-07 10:00', type: 'case.amended', data: { field: 'note' } } as const;
    expect(clues('STEP_AFTER_END', [...told, remark, closed], { historic: true })).toEqual([]);
  });

  test('given a closing after all steps, and a second closing, then there is no clue', () => {
    const again = { at: '2026-03-09 10:00', type: 'case.closed' } as const;
    expect(clues('STEP_AFTER_END', [opened, accepted, closed, again])).toEqual([]);
  });
});
