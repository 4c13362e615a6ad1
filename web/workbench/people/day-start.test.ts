import { describe, expect, it } from 'vitest';
import { dayStart } from './day-start.ts';

describe('the start of a day', () => {
  it.each([
    ['2026-12-01', 'Asia/Shanghai', '2026-12-01T00:00:00+08:00'],
    ['2026-07-01', 'America/New_York', '2026-07-01T00:00:00-04:00'],
    ['2026-12-01', 'UTC', '2026-12-01T00:00:00+00:00'],
  ])('given %s in %s, then it is %s', (date, zone, instant) => expect(dayStart(date, zone)).toBe(instant));
});
