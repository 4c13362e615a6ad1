import type { Item } from '#contract/catalogue';
import { baseCodeOf } from '#spine/catalogue/base-code';
import { isWithin } from '#spine/regions/region-codes';

/** What an entry of the catalogue has to have in common with the one above it. */
export type CommonParts = Pick<
  Item,
  | 'code'
  | 'level'
  | 'name'
  | 'type'
  | 'basis'
  | 'baseCode'
  | 'implementingCode'
  | 'effectiveFrom'
  | 'cancelledFrom'
>;
/** An entry with the division of its organ. */
export interface PlacedEntry {
  item: CommonParts;
  region: string;
}
/** One of the four that is not the same, with what stands here and what stands in the parent catalogue. */
export interface Difference {
  field: 'baseCode' | 'name' | 'type' | 'basis';
  own: string;
  parent: string;
}

const nameText = ({ zh, en }: Item['name']) => `${zh} / ${en}`;
/** Laws and articles in an order of their own; quoted texts are an addition, not part of the basis. */
const basisText = (basis: Item['basis']) =>
  basis
    .map(({ law, article }) => `${law}${article}`.replaceAll(/[\s《》]/g, ''))
    .sort()
    .join('；');

/**
 * The entry of the parent catalogue: of the entries above that are in force when this one begins, the nearest whose division
 * holds this one; of the same base code, or else of the same name. Undefined where no level above has one.
 */
export function parentEntry(own: PlacedEntry, above: readonly PlacedEntry[]): PlacedEntry | undefined {
  const base = baseCodeOf(own.item);
  const candidates = above
    .filter(({ item, region }) => item.level < own.item.level && isWithin(own.region, region))
    .filter(({ item }) => !item.cancelledFrom || item.cancelledFrom > own.item.effectiveFrom)
    .sort((one, other) => other.item.level - one.item.level);
  return (
    candidates.find(({ item }) => base !== undefined && baseCodeOf(item) === base) ??
    candidates.find(({ item }) => item.name.zh === own.item.name.zh)
  );
}

/**
 * 四级四同: base code, name, basis and type of an entry are those of the parent catalogue; only local elements may differ.
 * Gives each that does not, with both values.
 */
export function differences(own: CommonParts, parent: CommonParts): Difference[] {
  const pairs: Difference[] = [
    { field: 'baseCode', own: baseCodeOf(own) ?? '', parent: baseCodeOf(parent) ?? '' },
    { field: 'name', own: nameText(own.name), parent: nameText(parent.name) },
    { field: 'type', own: own.type, parent: parent.type },
    { field: 'basis', own: basisText(own.basis), parent: basisText(parent.basis) },
  ];
  return pairs.filter((pair) => pair.own !== pair.parent);
}
