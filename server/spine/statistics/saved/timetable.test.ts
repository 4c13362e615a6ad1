import { expect, test } from 'vitest';
import type { Schedule } from '#contract/statistics';
import { dateText } from '#spine/calendar/civil-date';
import { nextAfter, reportedDays } from './timetable.ts';

const weekly: Schedule = { every: 'week', on: 1, at: '08:30', mail: false };
const monthly: Schedule = { every: 'month', on: 1, at: '00:00', mail: false };

test.each([
  // Monday 2 March 2026.
  [weekly, '2026-03-02T08:29:00+08:00', '2026-03-02T08:30:00+08:00', '2026-02-23', '2026-03-01'],
  [weekly, '2026-03-02T08:30:00+08:00', '2026-03-09T08:30:00+08:00', '2026-03-02', '2026-03-08'],
  [weekly, '2026-03-08T23:59:00+08:00', '2026-03-09T08:30:00+08:00', '2026-03-02', '2026-03-08'],
  [
    { ...weekly, on: 7 },
    '2026-03-02T08:00:00+08:00',
    '2026-03-08T08:30:00+08:00',
    '2026-02-23',
    '2026-03-01',
  ],
  [monthly, '2026-02-28T23:59:59+08:00', '2026-03-01T00:00:00+08:00', '2026-02-01', '2026-02-28'],
  [monthly, '2026-12-15T00:00:00+08:00', '2027-01-01T00:00:00+08:00', '2026-12-01', '2026-12-31'],
  [
    { ...monthly, on: 28 },
    '2026-02-27T00:00:00+08:00',
    '2026-02-28T00:00:00+08:00',
    '2026-01-01',
    '2026-01-31',
  ],
] as const)('given %o at %s, then the next is %s and tells of %s to %s', (schedule, now, due, from, to) => {
  const next = nextAfter(schedule, Date.parse(now));
  expect(next).toBe(Date.parse(due));
  const days = reportedDays(schedule, next);
  expect([dateText(days.from), dateText(days.to)]).toEqual([from, to]);
});
