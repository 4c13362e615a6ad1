import { Refusal } from '#base/errors';
import type { RegisteredItem, Registry } from '#spine/catalogue/registry';

/** The base code (基本编码) of an item's code: the same wherever it is implemented; other codes stand for themselves. */
export const baseCodeOf = (code: string): string => (code.length === 31 ? code.slice(-12) : code);

/** The newest version of what a code names: one item, or by a base code all items that implement it, the highest level first. */
export function itemsNamed(registry: Registry, code: string): [RegisteredItem, ...RegisteredItem[]] {
  const exact = registry.itemVersions(code).at(-1);
  if (exact) return [exact];
  const [first, ...others] = registry
    .items()
    .filter((item) => item.code.length === 31 && item.code.endsWith(code) && code.length === 12)
    .sort((a, b) => a.level - b.level || (a.code < b.code ? -1 : 1));
  if (!first) throw new Refusal('not-found', { field: 'code', expected: 'an item of the catalogue' });
  return [first, ...others];
}

/** One version of an item; the newest where none is named. Refusal: not-found. */
export function itemAt(registry: Registry, code: string, version: number | undefined): RegisteredItem {
  const [newest] = itemsNamed(registry, code);
  if (version === undefined) return newest;
  const found = registry.itemVersions(newest.code).find((one) => one.version === version);
  if (!found) throw new Refusal('not-found', { field: 'version', expected: 'a version of the item' });
  return found;
}

/** Items by base code, each as its highest level has it, with how many implement it. */
export function itemsByBase(registry: Registry): Map<string, { item: RegisteredItem; organs: number }> {
  const bases = new Map<string, { item: RegisteredItem; organs: number }>();
  for (const item of registry.items()) {
    const base = baseCodeOf(item.code);
    const known = bases.get(base);
    if (!known) bases.set(base, { item, organs: 1 });
    else {
      known.organs += 1;
      if (item.level < known.item.level) known.item = item;
    }
  }
  return bases;
}
