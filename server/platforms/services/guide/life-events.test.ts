import { describe, expect, it } from 'vitest';
import { readDemonstration } from '#spine/demonstration/demonstration-data';
import { lifeEvents } from './life-events.ts';

describe('the life events', () => {
  it('given their items, then the demonstration has each of them, and most of its services belong to some event', () => {
    const { items } = readDemonstration().items;
    const known = new Set(items.map(({ base }) => base));
    const named = lifeEvents().flatMap((event) => event.items);
    expect(named.filter((base) => !known.has(base))).toEqual([]);
    const services = items.filter(({ platform }) => platform === 'services');
    expect(new Set(named).size).toBeGreaterThan(services.length / 2);
  });

  it('given both audiences, then each has events of its own', () => {
    const audiences = lifeEvents().map(({ audience }) => audience);
    expect(new Set(audiences)).toEqual(new Set(['natural', 'legal']));
  });
});
