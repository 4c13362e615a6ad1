import { expect, test } from 'vitest';
import type { RegisteredOrgan, Registry } from '#spine/catalogue/registry';
import { at, china, civil, officeHours } from '#spine/clocks/clock.fixture';
import { dueAfter } from '#spine/platform/due-after';

test('given an organ with working hours, when two working days begin on a Friday, then they end on Tuesday evening', () => {
  const registry = { calendar: () => china } as unknown as Registry;
  const organ = { calendar: 'CN', timeZone: 'Asia/Shanghai', workPeriods: officeHours } as RegisteredOrgan;
  const due = dueAfter(registry, organ)({ n: 2, unit: 'working-day' }, at('2026-03-06 10:00'));
  expect(civil(due)).toBe('2026-03-10 17:30');
});
