import type { Queries } from '#base/db';
import type { Instant } from '#base/time';
import type { Discretion } from '#contract/powers/penalties';
import type { Registry } from '#spine/catalogue/registry';
import { covers, type Reach } from '#spine/identity/permission';
import { formatKey } from '#spine/keys';
import { benchmarks, offenceOf } from './benchmarks.ts';
import { dayOf, monthsAfter } from './civil-day.ts';
import { medianOf } from './discretion.ts';
import { limits } from './limits.ts';
import type { PenaltyState } from './penalty.ts';
import { type SimilarRow, similarPast } from './store.ts';

/** Newest similar cases that are listed one by one. */
const listed = 20;

/** What is known for the choice of an amount: the range of the tier, and what similar cases came to. */
export interface Weighed {
  range: { min: string; max: string } | null;
  median: string | null;
  similar: SimilarRow[];
}

/** @param db of the application: similar cases count wherever they were decided */
export async function weigh(
  db: Queries,
  key: { city: number; id: number },
  { offence, tier }: PenaltyState,
  now: Instant,
): Promise<Weighed> {
  if (tier === null) return { range: null, median: null, similar: [] };
  const since = monthsAfter(dayOf(now), -limits.similar.months);
  const similar = await similarPast(db, { offence, tier }, since, key);
  const { min, max } = offenceOf(offence).tiers[tier]!;
  return { range: { min, max }, median: medianOf(similar.map(({ fine }) => fine)), similar };
}

/** The same for a page; keys of cases are for whoever reaches them. */
export function showDiscretion(
  registry: Registry,
  { offence, tier, partyKind }: PenaltyState,
  weighed: Weighed,
  reach: Reach,
): Discretion {
  const { name, tiers } = offenceOf(offence);
  // As the rule has it that is in force.
  const { percent = 0, least = 0 } = registry.rules().numbers.DISCRETION_OFF_MEDIAN ?? {};
  return {
    offenceName: name,
    tier,
    range: weighed.range && tier ? { ...weighed.range, when: tiers[tier]!.when } : null,
    version: benchmarks.version,
    months: limits.similar.months,
    median: weighed.median,
    medianOf: weighed.similar.length,
    offPercent: percent,
    offLeast: least,
    similar: weighed.similar.slice(0, listed).map(({ city, id, organId, region, organName, on, fine }) => ({
      id: covers(reach, { organId, region }) ? formatKey(city, id) : null,
      organName,
      decidedOn: on,
      fine,
    })),
    discussionFrom: limits.discussion.from[partyKind],
    hearingFrom: limits.hearingRight.from[partyKind],
  };
}
