import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { limitUnits } from '#contract/catalogue';
import { evolveCase } from '#spine/cases/case-state';
import { awaitsOrgan, idleDeadline, inactionFinding, mayBeIdle } from './idle.ts';
import {
  accepted,
  bureau,
  calendar,
  clues,
  eventOf,
  instant,
  item,
  licenceWith,
  opened,
  organOf,
  parameters,
  step,
} from './story.fixture.ts';

describe('idleDeadline', () => {
  test('given a promise of 10 working days, when last acted on on a Monday, then it is the end of the 5th working day after', () => {
    expect(idleDeadline(instant('2026-03-02 10:00'), item, calendar, bureau)).toBe(
      instant('2026-03-09 17:30'),
    );
  });

  test('given make-up workdays and the Spring Festival in between, then only working days count', () => {
    // 15 to 23 February 2026 are holidays, Saturdays 14 and 28 are worked.
    expect(idleDeadline(instant('2026-02-12 10:00'), item, calendar, bureau)).toBe(
      instant('2026-02-26 17:30'),
    );
  });

  test('given an odd promise, then its half is rounded up', () => {
    const odd = licenceWith({ limits: { promised: { n: 3, unit: 'working-day' } } });
    expect(idleDeadline(instant('2026-03-02 10:00'), odd, calendar, bureau)).toBe(
      instant('2026-03-04 17:30'),
    );
  });

  test('given a promise in months or hours, then days or hours are halved', () => {
    const month = licenceWith({ limits: { promised: { n: 1, unit: 'month' } } });
    const hours = licenceWith({ limits: { promised: { n: 8, unit: 'hour' } } });
    expect(idleDeadline(instant('2026-03-02 10:00'), month, calendar, bureau)).toBe(
      instant('2026-03-17 17:30'),
    );
    expect(idleDeadline(instant('2026-03-02 10:00'), hours, calendar, bureau)).toBe(
      instant('2026-03-02 14:00'),
    );
  });

  test('given no share, then it is that of the parameters in force', () => {
    const lastAt = instant('2026-03-02 10:00');
    const percent = parameters.numbers.INACTION!.percent!;
    expect(idleDeadline(lastAt, item, calendar, bureau)).toBe(
      idleDeadline(lastAt, item, calendar, bureau, percent),
    );
    expect(idleDeadline(lastAt, item, calendar, bureau, 80)).toBe(instant('2026-03-12 17:30'));
  });

  test('given any promise and time, then the short cut without the calendar hides no silence', () => {
    const organs = [
      bureau,
      organOf('rome', { timeZone: 'Europe/Rome', workPeriods: [{ from: '08:00', to: '08:30' }] }),
      organOf('open'),
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...limitUnits),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: instant('2025-01-01 00:00'), max: instant('2026-12-31 00:00') }),
        fc.constantFrom(...organs),
        fc.integer({ min: 1, max: 100 }),
        (unit, n, lastAt, organ, percent) => {
          const promised = licenceWith({ limits: { promised: { n, unit } } });
          const deadline = idleDeadline(lastAt, promised, calendar, organ, percent);
          expect(mayBeIdle(lastAt, deadline, promised, percent)).toBe(true);
        },
      ),
    );
  });
});

describe('INACTION', () => {
  test('given nothing recorded until the deadline, when the next event comes, then the silence is a clue', () => {
    const [clue, ...more] = clues('INACTION', [opened, accepted, step('2026-03-09 17:30', 'review')]);
    expect(more).toEqual([]);
    expect(clue).toEqual({
      rule: 'INACTION',
      key: `INACTION:${instant('2026-03-02 11:00')}`,
      level: 'yellow',
      at: instant('2026-03-09 17:30'),
      evidence: {
        lastAt: '2026-03-02T03:00:00.000Z',
        idleUntil: '2026-03-09T09:30:00.000Z',
        promise: '10 working-day',
        percent: 50,
      },
    });
  });

  test('given an event a minute before the deadline, then there is no clue', () => {
    expect(clues('INACTION', [opened, accepted, step('2026-03-09 17:29', 'review')])).toEqual([]);
  });

  test('given the ticker came first, then it gives the very clue that the next event would give', () => {
    const state = evolveCase(
      evolveCase(null, eventOf('case.opened'), instant('2026-03-02 10:00')),
      eventOf('case.accepted'),
      instant('2026-03-02 11:00'),
    );
    const byTicker = inactionFinding(state, item, calendar, bureau);
    expect(clues('INACTION', [opened, accepted, step('2026-04-01 10:00', 'review')])).toEqual([byTicker]);
  });

  test('given a silence within a special procedure, then there is no clue; after it there is', () => {
    const paused = {
      at: '2026-03-03 10:00',
      type: 'case.paused',
      data: { procedure: 'hearing', basis: 'art. 45' },
    } as const;
    const resumed = { at: '2026-04-20 10:00', type: 'case.resumed' } as const;
    expect(clues('INACTION', [opened, accepted, paused, resumed])).toEqual([]);
    expect(
      clues('INACTION', [opened, accepted, paused, resumed, step('2026-05-29 10:00', 'review')]),
    ).toHaveLength(1);
  });

  test.each([
    ['waiting for a correction', 'case.correction-asked', {}],
    ['decided', 'case.decided', { outcome: 'granted' }],
    ['closed', 'case.closed', {}],
  ] as const)('given a case %s, then its silence is no clue', (_, type, data) => {
    expect(
      clues('INACTION', [opened, { at: '2026-03-03 10:00', type, data }, step('2026-06-01 10:00', 'review')]),
    ).toEqual([]);
  });

  test('given a pause that began before acceptance and still stands, then the organ is not awaited', () => {
    const at = instant('2026-03-02 10:00');
    const paused = evolveCase(
      evolveCase(null, eventOf('case.opened'), at),
      eventOf('case.paused', { procedure: 'testing', basis: 'art. 45' }),
      at,
    );
    expect(awaitsOrgan(paused)).toBe(false);
    expect(awaitsOrgan(evolveCase(paused, eventOf('case.accepted'), at))).toBe(false);
    expect(awaitsOrgan(evolveCase(paused, eventOf('case.resumed'), at))).toBe(true);
  });
});
