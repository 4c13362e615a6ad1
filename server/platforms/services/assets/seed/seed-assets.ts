import type { Say } from '#base/log';
import type { Instant } from '#base/time';
import { contractTerms } from '#contract/services/assets';
import { dateText } from '#spine/calendar/civil-date';
import type { RegisteredOrgan, RegisteredSource } from '#spine/catalogue/registry';
import { SeededRandom, seedOf } from '#spine/demonstration/seeded-random';
import { type Past, tellPast, wasTold } from '#spine/demonstration/tell-past';
import { type IncomingEvent, incoming } from '#spine/journal/incoming';
import type { Spine } from '#spine/spine';
import { bookOpened, contractSigned, holdingRegistered, type OpeningEvent } from '../open-cases.ts';
import { tellBook } from './book-story.ts';
import { type AssetPlan, readAssetPlan } from './plan.ts';
import { Rents } from './rents.ts';
import { onDay, type Told, type VillagePeople } from './story.ts';
import { contractOf, holdingOf, tellContract, tellHolding } from './terms-story.ts';

const source = { code: 'village-assets-demonstration', name: '村级三资演示 Village assets demonstration' };

/** The village of the invented accounts, the first by place of all, and so many of each county of the plan. */
function villagesFor(spine: Spine, plan: AssetPlan): RegisteredOrgan[] {
  const points = [...spine.registry.organs()]
    .filter(({ kind }) => kind === 'village-point')
    .sort((a, b) => (a.region < b.region ? -1 : 1));
  const counted = plan.counties.flatMap((county) =>
    points.filter(({ region }) => region.startsWith(county)).slice(0, plan.villagesPerCounty),
  );
  return [...new Set([...points.slice(0, 1), ...counted])];
}

const peopleOf = (index: number): VillagePeople =>
  index === 0
    ? { clerk: 'village-clerk-jinan', head: 'village-head-jinan', member: 'village-committee-jinan' }
    : { clerk: `village-clerk-${index}`, head: `village-head-${index}`, member: `village-member-${index}` };

interface Village {
  organ: RegisteredOrgan;
  index: number;
  people: VillagePeople;
}

/** Tells of one village after the other; medians of rents come from those told before, as they would have. */
class Teller {
  readonly events: IncomingEvent[] = [];
  readonly #from: RegisteredSource;
  readonly #plan: AssetPlan;
  readonly #now: Instant;
  readonly #rents = new Rents();

  constructor(from: RegisteredSource, plan: AssetPlan, now: Instant) {
    this.#from = from;
    this.#plan = plan;
    this.#now = now;
  }

  tell(village: Village): void {
    this.#book(village);
    for (const nth of [0, 1, 2, 3]) this.#contract(village, nth);
    for (const nth of [0, 1, 2, 3]) this.#holding(village, nth);
  }

  get #year(): number {
    return Number(dateText(Math.floor(this.#now / 86_400_000)).slice(0, 4));
  }

  #random({ organ }: Village, what: string): SeededRandom {
    return new SeededRandom(seedOf(this.#plan.seed, organ.region, what));
  }

  #add({ region, number }: OpeningEvent, told: readonly Told[]): void {
    for (const [index, { at, type, data }] of told.entries())
      this.events.push(
        incoming(this.#from, {
          id: `${number}:${index}`,
          type,
          region,
          occurredAt: at,
          data,
          reference: { number },
        }),
      );
  }

  #book(village: Village): void {
    const random = this.#random(village, 'book');
    const accounts = [
      { code: 'cash', name: '库存现金', kind: 'cash' as const, opening: `${random.integer(500, 3000)}.00` },
      { code: 'bank', name: '银行存款', kind: 'bank' as const, opening: `${random.integer(120, 420)}350.60` },
    ];
    const year = this.#year;
    const opening = bookOpened(village.organ, { year, accounts }, village.people.clerk);
    const at = onDay(`${year}-01-01`, 1, -30);
    if (at >= this.#now) return;
    const telling = { people: village.people, plan: this.#plan, random };
    this.#add(opening, tellBook({ at, ...opening }, telling, this.#now, village.index === 0));
  }

  #contract(village: Village, nth: number): void {
    const random = this.#random(village, `contract ${nth}`);
    const terms = contractTerms.parse(contractOf(this.#plan, nth, random, this.#now));
    const median = this.#rents.medianBefore(village.organ.region, terms);
    const opening = contractSigned(village.organ, terms, median, village.people.clerk);
    const at = onDay(`${this.#year}-01-01`, 4 + nth, village.index);
    if (at >= this.#now) return;
    const unpaid = random.chance(this.#plan.shares.unpaidRent);
    this.#add(opening, tellContract({ at, ...opening }, terms, village.people, unpaid, this.#now));
  }

  #holding(village: Village, nth: number): void {
    const random = this.#random(village, `holding ${nth}`);
    const facts = holdingOf(this.#plan, nth, random, this.#now);
    const opening = holdingRegistered(village.organ, facts, village.people.clerk);
    const at = onDay(`${this.#year}-01-01`, 9 + nth, village.index);
    if (at >= this.#now) return;
    const telling = { plan: this.#plan, random };
    this.#add(opening, tellHolding({ at, ...opening }, facts, village.people, telling, this.#now));
  }
}

/** Books, contracts and assets of the demonstration's villages, where they are missing. Broken off, it goes on. */
export async function seedAssets(spine: Spine, say: Say, plan: AssetPlan = readAssetPlan()): Promise<void> {
  const past: Past = {
    source,
    events(from, now) {
      const teller = new Teller(from, plan, now);
      for (const [index, organ] of villagesFor(spine, plan).entries())
        teller.tell({ organ, index, people: peopleOf(index) });
      return teller.events;
    },
  };
  if (await wasTold(spine.pool, past)) return;
  const villages = villagesFor(spine, plan).length;
  if (villages === 0) return;
  say(`Funds, assets and contracts of ${villages} villages`);
  await tellPast(spine, past);
}
