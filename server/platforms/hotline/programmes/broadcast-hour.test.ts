import { expect, test } from 'vitest';
import { broadcastAt } from './broadcast-hour.ts';

const series = { weekdays: [3], hour: '09:00', minutes: 60 };
const timeZone = 'Asia/Shanghai';
/** Wednesday 4 March 2026 in Shandong. */
const wednesday = (hour: number, minute = 0) => Date.UTC(2026, 2, 4, hour - 8, minute);
const week = 7 * 86_400_000;
const at = (now: number, weeks = 0) => broadcastAt(series, { now, weeks, timeZone });

test('given the hour of a series, then its latest broadcast is the one that is over, whenever one looks', () => {
  expect(at(wednesday(10))).toBe(wednesday(9));
  expect(at(wednesday(9, 59))).toBe(wednesday(9) - week);
  expect(at(wednesday(8, 31))).toBe(wednesday(9) - week);
  expect(at(wednesday(8, 31) + 3 * 86_400_000)).toBe(wednesday(9));
});

test('given weeks before and after, then the hour stays', () => {
  expect(at(wednesday(12), -3)).toBe(wednesday(9) - 3 * week);
  expect(at(wednesday(12), 1)).toBe(wednesday(9) + week);
  expect(
    broadcastAt({ ...series, weekdays: [] }, { now: wednesday(8) + 86_400_000, weeks: 0, timeZone }),
  ).toBe(wednesday(9));
});
