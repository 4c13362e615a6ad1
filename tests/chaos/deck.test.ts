import { expect, test } from 'vitest';
import { SeededRandom } from '#spine/demonstration/seeded-random';
import { Deck } from './deck.ts';

test('given a deck of cards, when it is drawn through twice, then each comes once each time', () => {
  const cards = ['a', 'b', 'c', 'd', 'e'];
  const deck = new Deck(cards, new SeededRandom(7));
  for (const _ of [1, 2]) {
    const drawn = cards.map(() => deck.draw());
    expect(drawn.toSorted()).toEqual(cards);
  }
});
