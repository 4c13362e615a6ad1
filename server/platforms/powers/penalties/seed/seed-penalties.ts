import type { Say } from '#base/log';
import type { Instant } from '#base/time';
import { epochDayOf } from '#spine/calendar/civil-date';
import type { RegisteredOrgan, RegisteredSource } from '#spine/catalogue/registry';
import { type Past, tellPast, wasTold } from '#spine/demonstration/tell-past';
import { type IncomingEvent, incoming } from '#spine/journal/incoming';
import type { Spine } from '#spine/spine';
import { offenceOf } from '../benchmarks.ts';
import { saveCertificate } from '../certificates/store.ts';
import { dayOf } from '../civil-day.ts';
import { penaltyItems } from '../items.ts';
import { numberPrefix } from '../number.ts';
import { demonstrationParties } from './parties.ts';
import { certificateEntry, type Story, type StoryPeople, stories } from './plan.ts';
import { type Imposed, type Told, tellPenalty } from './story.ts';

const source = { code: 'powers-penalties-demonstration', name: '行政处罚演示 Penalties demonstration' };

const peopleAt = (place: string): StoryPeople => ({
  officers: [`handler-${place}`, `officer-${place}`],
  reviewer: `reviewer-${place}`,
  approver: `approver-${place}`,
  cashier: `window-clerk-${place}`,
});

interface Place {
  organ: RegisteredOrgan;
  people: StoryPeople;
}

/** The market bureaus of a city and one of its counties, where the invented accounts are; none in another catalogue. */
function placesOf({ registry }: Spine): { city: Place; county: Place } | null {
  const at = (region: string) =>
    [...registry.organs()].find(
      (organ) =>
        organ.kind === 'department' && organ.region === region && organ.name.zh.includes('市场监督管理局'),
    );
  const [city, county] = [at('370100000000'), at('370102000000')];
  if (!city || !county) return null;
  return {
    city: { organ: city, people: peopleAt('jinan') },
    county: { organ: county, people: peopleAt('lixia') },
  };
}

/** All stories up to the present, in the order of the plan, so that each has the median of those before it. */
function eventsOf(
  spine: Spine,
  from: RegisteredSource,
  now: Instant,
  places: { city: Place; county: Place },
  parties: readonly number[],
): IncomingEvent[] {
  const imposed: Imposed[] = [];
  return stories.flatMap((story, n) => {
    const { organ, people } = story.county ? places.county : places.city;
    const calendar = spine.registry.calendar(organ.calendar);
    const day = calendar.addWorkingDays(epochDayOf(dayOf(now)), -story.daysAgo);
    const opening = clueOf(story, organ, people, parties[n]!, day * 86_400_000 + 2 * 3_600_000);
    const number = `${numberPrefix(organ, dayOf(opening.at))}${String(9000 + n)}`;
    const { told, state } = tellPenalty(opening, story.acts(people), {
      organ,
      calendar,
      number,
      now,
      imposed,
    });
    const { decision, offence } = state;
    if (decision?.fine && !state.annulment)
      imposed.push({ offence, tier: decision.tier, on: decision.on, fine: decision.fine });
    return told.map(({ at, type, data }, index) =>
      incoming(from, {
        id: `${number}:${index}`,
        type,
        region: Number(organ.region),
        occurredAt: at,
        data,
        reference: { number },
      }),
    );
  });
}

function clueOf(
  { offence, party, summary }: Story,
  organ: RegisteredOrgan,
  { officers }: StoryPeople,
  personId: number,
  at: Instant,
): Told {
  const procedure = summary ? 'summary' : 'ordinary';
  return {
    at,
    type: 'powers.clue-registered',
    data: {
      actor: officers[0],
      item: penaltyItems[procedure],
      organ: organ.code,
      title: offenceOf(offence).name.zh,
      onTheSpot: summary ?? false,
      offence,
      partyKind: party,
      personId,
      clueSource: summary ? 'inspection' : 'complaint',
      facts: '日常检查和投诉核查中发现涉嫌违法的情形（演示）。',
    },
  };
}

/** Penalty cases of the demonstration, where they are missing. Broken off, it goes on. */
export async function seedPenalties(spine: Spine, say: Say): Promise<void> {
  const places = placesOf(spine);
  if (!places || (await wasTold(spine.pool, { source }))) return;
  say(`Penalty cases of the demonstration: ${stories.length}`);
  const at = spine.now();
  for (const { organ, people } of Object.values(places))
    for (const one of certificateEntry(people).officers)
      await saveCertificate(spine.pool, organ, one, { actor: people.approver, at });
  const parties = await demonstrationParties(
    spine,
    stories.map(({ party }) => party),
  );
  const past: Past = { source, events: (from, now) => eventsOf(spine, from, now, places, parties) };
  await tellPast(spine, past);
}
