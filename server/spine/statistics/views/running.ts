import type { Queries } from '#base/db';
import { civilOf, epochDay, type EpochDay } from '#spine/calendar/civil-date';
import type { Registry } from '#spine/catalogue/registry';
import type { Reach } from '#spine/identity/permission';
import type { AddedUp } from '#spine/statistics/add-up';
import { count } from './count.ts';
import { itemBases } from './item-bases.ts';
import { scopesWithin } from './scope.ts';

/** Whole years, so that few sums are read: since the first day that a record may claim, until the next year's end. */
const allDays = (today: EpochDay) => ({
  from: epochDay(1949, 1, 1),
  to: epochDay(civilOf(today).year + 1, 12, 31),
});

/** How many cases have been opened and have not ended, of a division as far as it is within reach. From the roll-ups: no case is read. */
export async function runningCases(
  added: AddedUp,
  { pool, registry }: { pool: Queries; registry: Registry },
  reach: Reach,
  region: string,
  today: EpochDay,
): Promise<number> {
  const found = await Promise.all(
    scopesWithin(reach, region).map(async ({ sign, ...scope }) => {
      const rows = await count(added, pool, itemBases(registry), {
        axes: {},
        ...scope,
        items: null,
        platform: null,
        days: [allDays(today)],
        counters: ['opened', 'closed'],
      });
      return rows.reduce((sum, { counts: [opened, closed] }) => sum + opened! - closed!, 0) * sign;
    }),
  );
  return found.reduce((sum, n) => sum + n, 0);
}
