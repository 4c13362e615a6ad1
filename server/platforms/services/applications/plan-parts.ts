import { Refusal } from '#base/errors';
import type { Instant } from '#base/time';
import type { RegisteredItem, Registry } from '#spine/catalogue/registry';

/** One part of a joint application as its filing names it. */
export interface PartPlan {
  item: string;
  title: string;
  organ: string;
  region: string;
  after: string[];
  materials: string[];
}

/** What a joint item is made of at this moment. Refusal: item-unknown, organ-unknown, for a catalogue that has gaps. */
export function planOf(registry: Registry, { parts }: RegisteredItem, at: Instant): PartPlan[] {
  return parts.map(({ item: code, organ: named, after }) => {
    const newest = registry.itemVersions(code).at(-1);
    const organ = registry.organ(named ?? newest?.organ ?? '');
    if (!organ)
      throw new Refusal('organ-unknown', { field: 'item', expected: `an organ for the part ${code}` });
    const item = registry.itemInForce(code, at, organ.timeZone);
    return {
      item: code,
      title: item.name.zh,
      organ: organ.code,
      region: organ.region,
      after,
      materials: item.materials.map((material) => material.code),
    };
  });
}
