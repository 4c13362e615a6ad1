/** Mixes words and numbers into a 32-bit seed (FNV-1a), so that every place and case draws its own sequence. */
export function seedOf(...parts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const character of parts.join('\u0000')) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return hash >>> 0;
}

/** Repeatable randomness (mulberry32): the same seed gives the same province on every machine. */
export class SeededRandom {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** Uniform in [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** Uniform in [low, high). */
  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** A whole number from low to high, both possible. */
  integer(low: number, high: number): number {
    return Math.floor(this.between(low, high + 1));
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  /** One entry of a list that is not empty. */
  pick<T>(list: readonly T[]): T {
    const one = list[Math.floor(this.next() * list.length)];
    if (one === undefined) throw new RangeError('nothing to pick from');
    return one;
  }
}

/** Draws entries in proportion to their weights; built once, each draw is a binary search. */
export class WeightedChoice<T> {
  readonly #entries: readonly T[];
  readonly #sums: Float64Array;
  readonly total: number;

  constructor(entries: readonly T[], weightOf: (entry: T) => number) {
    this.#entries = entries;
    this.#sums = new Float64Array(entries.length);
    let total = 0;
    for (const [at, entry] of entries.entries()) {
      total += weightOf(entry);
      this.#sums[at] = total;
    }
    this.total = total;
  }

  draw(random: SeededRandom): T {
    const target = random.next() * this.total;
    let low = 0;
    let high = this.#sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sums[middle] ?? 0) > target) high = middle;
      else low = middle + 1;
    }
    const entry = this.#entries[low];
    if (entry === undefined) throw new RangeError('nothing to draw from');
    return entry;
  }
}
