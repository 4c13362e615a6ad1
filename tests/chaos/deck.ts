import type { SeededRandom } from '#spine/demonstration/seeded-random';

/** Draws one card after the other, each once before any comes again: a few draws meet all of them. */
export class Deck<T> {
  readonly #cards: readonly T[];
  readonly #random: SeededRandom;
  #left: T[] = [];

  constructor(cards: readonly T[], random: SeededRandom) {
    this.#cards = cards;
    this.#random = random;
  }

  draw(): T {
    if (this.#left.length === 0) this.#left = [...this.#cards];
    const [card] = this.#left.splice(this.#random.integer(0, this.#left.length - 1), 1);
    return card!;
  }
}
