import { baseOfCode } from '#spine/catalogue/item-base';
import type { Registry, RegisteredItem } from '#spine/catalogue/registry';

/** Items as statistics count them: all that share a base code as one, under the lowest of their numbers. */
export interface ItemBases {
  /** The number under which an item is counted. */
  baseOf(itemId: number): number;
  /** All items that are counted under these numbers. */
  membersOf(bases: readonly number[]): number[];
  /** Code by which lists and questions name them. */
  codeOf(base: number): string;
  /** Number for a code or a base code. */
  find(code: string): number | undefined;
  /** Numbers of the items of a platform. */
  ofPlatform(platform: string): number[];
  itemOf(base: number): RegisteredItem;
}

const known = new WeakMap<Registry, { edition: number; bases: ItemBases }>();

/** Made once for each edition of the catalogue. */
export function itemBases(registry: Registry): ItemBases {
  const found = known.get(registry);
  if (found?.edition === registry.edition) return found.bases;
  const bases = makeBases(registry);
  known.set(registry, { edition: registry.edition, bases });
  return bases;
}

function makeBases(registry: Registry): ItemBases {
  const items = registry.items().sort((one, other) => one.id - other.id);
  const byCode = new Map<string, number>();
  const members = new Map<number, number[]>();
  const baseOfId = new Map<number, number>();
  for (const { id, code } of items) {
    const name = baseOfCode(code);
    const base = byCode.get(name) ?? id;
    byCode.set(name, base);
    baseOfId.set(id, base);
    const group = members.get(base);
    if (group) group.push(id);
    else members.set(base, [id]);
  }
  return {
    baseOf: (id) => baseOfId.get(id) ?? id,
    membersOf: (bases) => bases.flatMap((base) => members.get(base) ?? [base]),
    codeOf: (base) => baseOfCode(registry.newestById(base).code),
    find: (code) => byCode.get(code),
    ofPlatform: (platform) =>
      items
        .filter((item) => item.platform === platform && baseOfId.get(item.id) === item.id)
        .map(({ id }) => id),
    itemOf: (base) => registry.newestById(base),
  };
}
