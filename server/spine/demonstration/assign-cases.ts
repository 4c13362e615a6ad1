import type { Instant } from '#base/time';
import { civilOf, type EpochDay, isoWeekday } from '#spine/calendar/civil-date';
import type { Division } from '#spine/regions/read-divisions';
import { cityOf } from '#spine/regions/region-codes';
import { twists } from './anomalies.ts';
import type { DemonstrationPlan } from './demonstration-data.ts';
import type { DemonstrationItem } from './expand-items.ts';
import { SeededRandom, seedOf, WeightedChoice } from './seeded-random.ts';
import type { WorkAxis } from './work-axis.ts';

/** What a case will be about, before its story is told. */
export interface Assignment {
  /** Number of the case in the plan, from 0: the seed of its story. */
  n: number;
  item: DemonstrationItem;
  /** The division of the case: that of its organ, or a town or village inside it. */
  region: Division;
  openedAt: number;
  openedInstant?: Instant;
  /** `ordinary`, `late`, or the code of the rule that should notice it. */
  kind: string;
  /** Set for cases that one reviewer works off in one go: who, and when. */
  burst?: { actor: number; reviewAt: number };
}

const levels = ['province', 'city', 'county', 'town'] as const;
/** More than the twenty steps in ten minutes that BULK_BACKFILL allows. */
const burstSize = 24;

/** Draws items, places, times and kinds in the proportions of the plan. */
export class Assigner {
  readonly #plan: DemonstrationPlan;
  readonly #axis: WorkAxis;
  readonly #now: Instant;
  readonly #places: Places;
  readonly #days: WeightedChoice<number>;
  readonly #hours: WeightedChoice<number>;

  constructor(setting: {
    plan: DemonstrationPlan;
    axis: WorkAxis;
    /** The first day on which cases open. */
    opensFrom: EpochDay;
    now: Instant;
    items: readonly DemonstrationItem[];
    divisions: readonly Division[];
  }) {
    const { plan, axis, opensFrom, now } = setting;
    this.#plan = plan;
    this.#axis = axis;
    this.#now = now;
    this.#places = new Places(plan, setting.items, setting.divisions);
    const past = Array.from({ length: axis.length }, (_, index) => index).filter(
      (index) => (axis.dayAt(index) ?? 0) >= opensFrom && axis.at(index) <= now,
    );
    this.#days = new WeightedChoice(past, (index) => dayWeight(plan, axis, index));
    this.#hours = new WeightedChoice(
      Object.keys(plan.hourFactors).map(Number),
      (hour) => plan.hourFactors[hour] ?? 0,
    );
  }

  /** All cases of the plan, sorted by city and by the time they open. */
  assign(cases: number, seed: number): Assignment[] {
    const bursts = Math.round((cases * (this.#plan.anomalies.BULK_BACKFILL ?? 0)) / burstSize);
    const single = Math.max(0, cases - bursts * burstSize);
    const list = Array.from({ length: single }, (_, n) => this.#single(n, new SeededRandom(seedOf(seed, n))));
    for (let burst = 0; burst < bursts; burst++) {
      list.push(...this.#burst(single + burst * burstSize, new SeededRandom(seedOf(seed, 'burst', burst))));
    }
    const city = ({ region }: Assignment) => Number(cityOf(region.code));
    return list.sort(
      (one, other) => city(one) - city(other) || one.openedAt - other.openedAt || one.n - other.n,
    );
  }

  #single(n: number, random: SeededRandom): Assignment {
    let item = this.#places.item(random);
    const kind = this.#kind(this.#places.factor(item), random);
    for (let attempt = 0; attempt < 200 && twists[kind]?.fits(item) === false; attempt++) {
      item = this.#places.item(random);
    }
    const fitting = twists[kind]?.fits(item) === false ? 'ordinary' : kind;
    return { n, item, region: this.#places.region(item, random), ...this.#opening(random), kind: fitting };
  }

  #kind(factor: number, random: SeededRandom): string {
    let draw = random.next() / factor;
    if (draw < this.#plan.late.share) return 'late';
    draw -= this.#plan.late.share;
    for (const [code, share] of Object.entries(this.#plan.anomalies)) {
      if (code === 'BULK_BACKFILL') continue;
      if (draw < share) return code;
      draw -= share;
    }
    return 'ordinary';
  }

  #opening(random: SeededRandom): Pick<Assignment, 'openedAt' | 'openedInstant'> {
    const { outOfHoursShare } = this.#plan;
    for (;;) {
      const index = this.#days.draw(random);
      const evening = random.chance(outOfHoursShare);
      const minute =
        (evening ? random.integer(18, 22) : this.#hours.draw(random)) * 60 + random.integer(0, 59);
      const instant = this.#axis.instantAt(index, minute);
      if (instant > this.#now) continue;
      const openedAt = this.#axis.positionOf(index, minute);
      return evening ? { openedAt, openedInstant: instant } : { openedAt };
    }
  }

  /** Cases of one item that wait for the same reviewer, who then records all reviews within minutes. */
  #burst(first: number, random: SeededRandom): Assignment[] {
    let item = this.#places.item(random);
    while (item.budget < 5 || item.template.type === '02') item = this.#places.item(random);
    const { openedAt } = this.#opening(random);
    const reviewAt = Math.floor(openedAt) + 1.2;
    const actor = random.integer(0, 9);
    return Array.from({ length: burstSize }, (_, index) => ({
      n: first + index,
      item,
      region: item.organ.division,
      openedAt: openedAt - Math.min(openedAt, random.between(0, 0.4)),
      kind: 'BULK_BACKFILL',
      // A working day has 25,200 seconds of work: about twenty seconds from one review to the next.
      burst: { actor, reviewAt: reviewAt + index * 0.0008 },
    }));
  }
}

function dayWeight(
  { monthFactors, weekdayFactors }: DemonstrationPlan,
  axis: WorkAxis,
  index: number,
): number {
  const day = axis.dayAt(index) ?? 0;
  return (monthFactors[civilOf(day).month - 1] ?? 1) * (weekdayFactors[isoWeekday(day) - 1] ?? 1);
}

/** Where cases arise: items by level, city and weight, and the towns and villages inside an organ's division. */
export class Places {
  readonly #plan: DemonstrationPlan;
  readonly #levels: WeightedChoice<{
    share: number;
    cities: WeightedChoice<WeightedChoice<DemonstrationItem>>;
  }>;
  readonly #children = new Map<string, Division[]>();

  constructor(plan: DemonstrationPlan, items: readonly DemonstrationItem[], divisions: readonly Division[]) {
    this.#plan = plan;
    for (const division of divisions) {
      if (division.parent !== null) addTo(this.#children, division.parent, division);
    }
    const groups = levels.map((level) => {
      // A joint item has cases at its parts; told by itself it would have none below it.
      const own = items.filter(
        ({ organ, template }) => organ.division.level === level && template.parts.length === 0,
      );
      const cities = new Map<string, DemonstrationItem[]>();
      for (const item of own) addTo(cities, cityOf(item.organ.division.code), item);
      const choices = [...cities].map(([city, list]) => ({
        weight: plan.cityWeights[city] ?? 1,
        choice: new WeightedChoice(list, ({ template }) => template.weight),
      }));
      const weights = new Map(choices.map(({ choice, weight }) => [choice, weight]));
      const choice = new WeightedChoice([...weights.keys()], (one) => weights.get(one) ?? 0);
      return { share: own.length > 0 ? (plan.levelShare[level] ?? 0) : 0, cities: choice };
    });
    this.#levels = new WeightedChoice(groups, ({ share }) => share);
  }

  item(random: SeededRandom): DemonstrationItem {
    return this.#levels.draw(random).cities.draw(random).draw(random);
  }

  /** How often things go wrong at a place, against the average: from the seed alone, 1 in the mean. */
  factor({ organ }: DemonstrationItem): number {
    const { low, high } = this.#plan.placeSpread;
    const place = organ.division.code.slice(0, 6);
    const draw = new SeededRandom(seedOf(this.#plan.seed, 'place', place)).next();
    return low + (high - low) * draw ** 2;
  }

  /** Town cases come from villages half the time, county cases from towns less often. */
  region({ organ: { division } }: DemonstrationItem, random: SeededRandom): Division {
    const share = { province: 0, city: 0, county: 0.4, town: 0.5, village: 0 }[division.level];
    const children = this.#children.get(division.code);
    return children !== undefined && random.chance(share) ? random.pick(children) : division;
  }
}

function addTo<T>(groups: Map<string, T[]>, key: string, member: T): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [member]);
  else group.push(member);
}
