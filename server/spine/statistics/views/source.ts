import { levelOf } from '#spine/regions/region-codes';
import type { CounterName } from '#spine/statistics/tally';
import type { Days } from '../periods/calendar-periods.ts';
import { by, type Grain, kept, levels } from '../periods/period-sql.ts';

/** What is told apart. */
export interface Axes {
  place?: boolean;
  organ?: boolean;
  item?: boolean;
  platform?: boolean;
  period?: boolean;
}

/** What is counted, and of what. */
export interface Counted {
  axes: Axes;
  region: string;
  organs: readonly number[] | null;
  /** Numbers of items as `ItemBases` has them. */
  items: readonly number[] | null;
  /** Null for all, and where items are named: they are of one platform each. */
  platform: string | null;
  /** The days of each period of the answer; of one alone, where periods are not told apart. */
  days: readonly Days[];
  counters: readonly CounterName[];
}

/** The sums that answer. */
export interface Source {
  what: number;
  /** Level of its rows; null: the cube, no sums are kept that could answer. */
  level: number | null;
  stored: readonly Grain[];
}

/** Of the level that is asked for, or of the nearest below it. */
function keptFrom(what: number, level: number): Source | undefined {
  const found = kept
    .filter((one) => one.what === what && one.level >= level)
    .sort((a, b) => a.level - b.level)[0];
  return found && { what, level: found.level, stored: found.grains };
}

/** The sums that answer: a platform is sums of its items where none are kept by platform. */
export function sourceOf({ axes, organs, items, platform, region }: Counted): Source {
  const byOrgan = axes.organ || organs !== null;
  const byItem = axes.item || items !== null;
  const byPlatform = axes.platform || platform !== null;
  const own = levels[levelOf(region)];
  const level = axes.place ? own + 1 : own;
  if (byPlatform && !byItem) {
    const found = keptFrom(byOrgan ? by.organPlatform : by.platform, level);
    if (found) return found;
  }
  const what = byItem || byPlatform ? (byOrgan ? by.both : by.item) : byOrgan ? by.organ : by.all;
  return keptFrom(what, level) ?? { what, level: null, stored: [] };
}
