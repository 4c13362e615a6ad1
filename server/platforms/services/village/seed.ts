import type { Say } from '#base/log';
import type { Instant } from '#base/time';
import { dateText } from '#spine/calendar/civil-date';
import { ensureSource } from '#spine/catalogue/register';
import type { RegisteredOrgan } from '#spine/catalogue/registry';
import { SeededRandom, seedOf } from '#spine/demonstration/seeded-random';
import { type IncomingEvent, incoming } from '#spine/journal/incoming';
import { checkWritten } from '#spine/journal/written';
import { settleReactions } from '#spine/platform/reactions';
import type { Spine } from '#spine/spine';
import { matterItem } from './catalogue-items.ts';
import { dutiesOf, endedPeriods } from './disclosure/open-duties.ts';
import { findMatterType } from './four-discussions/vote-rules.ts';
import { readPeriod } from './period.ts';
import { readSeedPlan, type SeedPlan } from './seed-plan.ts';
import { type Told, tellDuty, tellMatter, type VillagePeople } from './seed-story.ts';
import { beginPast, isSeeded, letPastGoLive, saveVillages } from './villages.ts';

const source = {
  code: 'village-demonstration',
  name: '村务演示 Village demonstration',
  mode: 'replay',
  demonstration: true,
} as const;
const chunk = 500;
const dayMs = 86_400_000;
const since = '2026-01-01';

/** A bounded number of villages, so many of each city of the plan, spread over its counties. */
function villagesFor(spine: Spine, plan: SeedPlan): RegisteredOrgan[] {
  const points = [...spine.registry.organs()]
    .filter(({ kind }) => kind === 'village-point')
    .sort((a, b) => (a.region < b.region ? -1 : 1));
  return plan.cities.flatMap((city) => {
    const all = points.filter(({ region }) => region.startsWith(city));
    const step = Math.max(1, Math.floor(all.length / plan.villagesPerCity));
    return all.filter((_, index) => index % step === 0).slice(0, plan.villagesPerCity);
  });
}

/** The first village is that of the invented accounts; the others have people of their own. */
const peopleOf = (index: number): VillagePeople =>
  index === 0
    ? { clerk: 'village-clerk-jinan', member: 'village-committee-jinan' }
    : { clerk: `village-clerk-${index}`, member: `village-member-${index}` };

function eventsOf(spine: Spine, number: string, region: number, told: readonly Told[]): IncomingEvent[] {
  const from = spine.registry.source(source.code)!;
  return told.map(({ at, type, data }, index) =>
    incoming(from, { id: `${number}:${index}`, type, region, occurredAt: at, data, reference: { number } }),
  );
}

function dutyEvents(
  spine: Spine,
  villages: RegisteredOrgan[],
  plan: SeedPlan,
  now: Instant,
): IncomingEvent[] {
  return villages.flatMap((organ, index) => {
    const heavyFinance = index % plan.heavyEvery === 0;
    const one = { region: Number(organ.region), organ: organ.code, heavyFinance, since };
    return dutiesOf([one], endedPeriods(now)).flatMap((duty) => {
      const periodEnd = dateText(readPeriod(String(duty.data.period)).to);
      const random = new SeededRandom(seedOf(plan.seed, duty.number));
      const unsigned = index === 0 && duty.data.entry === plan.unsigned;
      const shares = unsigned ? { missing: 0, late: 0, objection: 0, answered: 0 } : plan.shares;
      const told = tellDuty({ ...duty, periodEnd }, peopleOf(index), { ...plan, shares }, random, now);
      // Opened and handed in, without the signature.
      return eventsOf(spine, duty.number, one.region, unsigned ? told.slice(0, 2) : told);
    });
  });
}

function matterEvents(
  spine: Spine,
  villages: RegisteredOrgan[],
  plan: SeedPlan,
  now: Instant,
): IncomingEvent[] {
  return plan.matters.flatMap(({ through, daysAgo, ...matter }, nth) => {
    // The first two are the first village's, where the invented accounts are; each other one is a village's of its own.
    const index = nth < 2 ? 0 : nth * 7;
    const organ = villages[index];
    const decidedBy = findMatterType(matter.type)?.decidedBy.at(-1);
    if (!organ || !decidedBy) return [];
    const opening = {
      at: now - daysAgo * dayMs,
      type: 'services.matter-opened',
      data: { ...matter, item: matterItem, organ: organ.code, region: organ.region },
    };
    const random = new SeededRandom(seedOf(plan.seed, nth));
    const told = tellMatter(opening, { through, decidedBy }, peopleOf(index), random, now);
    return eventsOf(spine, `matter-demonstration-${nth}`, Number(organ.region), told);
  });
}

/** Villages that disclose and decide, where they are missing: told as of the past, then live. Broken off, it goes on. */
export async function seedVillages(spine: Spine, say: Say): Promise<void> {
  if (await isSeeded(spine.pool)) return;
  const plan = readSeedPlan();
  const villages = villagesFor(spine, plan);
  if (villages.length === 0) return;
  say(`Village and party affairs of ${villages.length} villages`);
  const now = spine.now();
  await ensureSource(spine.pool, source);
  await spine.registry.refresh();
  await saveVillages(
    spine,
    villages.map(({ code: organ }, index) => ({ organ, heavyFinance: index % plan.heavyEvery === 0, since })),
  );
  const events = [...dutyEvents(spine, villages, plan, now), ...matterEvents(spine, villages, plan, now)];
  for (let from = 0; from < events.length; from += chunk)
    for (const answer of await spine.journal.append(events.slice(from, from + chunk))) checkWritten(answer);
  const { id } = spine.registry.source(source.code)!;
  await beginPast(spine, id, now);
  await spine.ticker.tickReplay(id, now);
  await letPastGoLive(spine, id, now);
  await spine.registry.refresh();
  await settleReactions(spine);
}
