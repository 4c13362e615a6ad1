import { Refusal } from '#base/errors';
import { toRfc3339 } from '#base/time';
import { lifeEvents } from '#platforms/services/guide/life-events';
import { organNameOf, versionOn } from '#platforms/services/guide/rows';
import { entriesAtLevels, regionNames, savedTimes } from '#platforms/services/guide/store';
import { baseKeyOf, implementingCodeOf } from '#spine/catalogue/base-code';
import { differences } from '#spine/catalogue/four-levels';
import type { RegisteredItem } from '#spine/catalogue/registry';
import { lineage } from '#spine/regions/region-codes';
import type { Spine } from '#spine/spine';

/** The item with the code numbers that follow from its others. */
const withCodes = (item: RegisteredItem) => ({ ...item, implementingCode: implementingCodeOf(item) });

/** Refusal: not-found, for a code or a version that there is not. */
function itemOf(
  { registry }: Spine,
  code: string,
  version: number | undefined,
  today: string,
): RegisteredItem {
  const item =
    version === undefined
      ? versionOn(registry, code, today)
      : registry.itemVersions(code).find((one) => one.version === version);
  if (!item) throw new Refusal('not-found', { field: 'code' });
  return item;
}

async function placeOf({ registry, pool }: Spine, item: RegisteredItem) {
  const organ = registry.organ(item.organ)!;
  const below = lineage(organ.region).slice(1);
  const names = await regionNames(pool, below);
  const { code, name, region, windows, workPeriods } = organ;
  return { code, name, region, windows, workPeriods, path: below.flatMap((one) => names.get(one) ?? []) };
}

/** Everything that the guide says of one item. Refusal: not-found. */
export async function itemGuide(spine: Spine, code: string, version: number | undefined, today: string) {
  const { registry, pool } = spine;
  const item = itemOf(spine, code, version, today);
  const base = baseKeyOf(item);
  const saved = await savedTimes(pool, item.id);
  const savedAt = (one: RegisteredItem) => toRfc3339(saved.get(one.version)!);
  return {
    ...withCodes(item),
    base,
    organName: organNameOf(registry, item.organ),
    savedAt: savedAt(item),
    place: await placeOf(spine, item),
    partNames: item.parts.flatMap((part) => {
      const one = versionOn(registry, part.item, today);
      if (!one) return [];
      const organ = part.organ ?? one.organ;
      return [{ item: part.item, name: one.name, organ, organName: organNameOf(registry, organ) }];
    }),
    events: lifeEvents()
      .filter(({ items }) => items.includes(base))
      .map(({ code: event, name }) => ({ code: event, name })),
    versions: registry.itemVersions(code).map((one) => ({
      version: one.version,
      effectiveFrom: one.effectiveFrom,
      savedAt: savedAt(one),
    })),
  };
}

/** The entries of an item at each level from the province down to a place (that of its own organ by default). Refusal: not-found. */
export async function itemAtLevels(spine: Spine, code: string, region: string | undefined, today: string) {
  const { registry, pool } = spine;
  const item = itemOf(spine, code, undefined, today);
  const base = baseKeyOf(item);
  const found = await entriesAtLevels(pool, base, region ?? registry.organ(item.organ)!.region, today);
  const entries = found.map(
    (one) => registry.itemVersions(one.code).find(({ version }) => version === one.version)!,
  );
  const regions = entries.map((one) => registry.organ(one.organ)!.region);
  const names = await regionNames(pool, regions);
  return {
    base,
    name: item.name,
    entries: entries.map((entry, n) => ({
      ...withCodes(entry),
      organName: organNameOf(registry, entry.organ),
      regionName: names.get(regions[n]!) ?? { zh: regions[n]!, en: regions[n]! },
      differs: n === 0 ? [] : differences(entry, entries[n - 1]!).map(({ field }) => field),
    })),
  };
}
