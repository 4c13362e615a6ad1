import type { RegionLevel } from '#spine/regions/region-codes';
import type { DemonstrationData } from './demonstration-data.ts';
import type { DemonstrationOrgan } from './expand-organs.ts';
import { SeededRandom, seedOf } from './seeded-random.ts';

/** Who holds which post of an organ; nobody holds two. */
export type Staff = ReadonlyMap<string, readonly string[]>;

/**
 * The invented staff of the demonstration: names drawn from lists, each with a staff number that begins with
 * 演示, so that nobody can be mistaken for a real person. The same organ always has the same staff.
 */
export class Officers {
  readonly #data: DemonstrationData;
  readonly #staffs = new Map<string, Staff>();

  constructor(data: DemonstrationData) {
    this.#data = data;
  }

  of(organ: DemonstrationOrgan): Staff {
    let staff = this.#staffs.get(organ.organ.code);
    if (staff === undefined) {
      staff = this.#hire(organ);
      this.#staffs.set(organ.organ.code, staff);
    }
    return staff;
  }

  /** One of the officers of a post. */
  pick(organ: DemonstrationOrgan, post: string, random: SeededRandom): string {
    return random.pick(this.of(organ).get(post) ?? []);
  }

  #hire({ organ, division }: DemonstrationOrgan): Staff {
    const random = new SeededRandom(seedOf(this.#data.plan.seed, 'staff', organ.code));
    const hired = new Set<string>();
    const each = this.#perPost(division.level);
    return new Map(
      organ.posts.map(({ code }) => [code, Array.from({ length: each }, () => this.#hireOne(random, hired))]),
    );
  }

  #hireOne(random: SeededRandom, hired: Set<string>): string {
    const { surnames, givenNames } = this.#data.people;
    for (;;) {
      const name = `${random.pick(surnames)}${random.pick(givenNames)}`;
      const number = String(random.integer(0, 9999)).padStart(4, '0');
      if (hired.has(name)) continue;
      hired.add(name);
      return `${name}(演示${number})`;
    }
  }

  #perPost(level: RegionLevel): number {
    return this.#data.organs.officersPerPost[level] ?? 1;
  }
}
