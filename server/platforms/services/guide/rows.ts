import type { z } from 'zod';
import type { guideApi } from '#contract/services/guide';
import { highlight } from '#platforms/services/guide/highlight';
import type { Wanted } from '#platforms/services/guide/matching';
import type { FoundItem } from '#platforms/services/guide/store';
import { baseKeyOf } from '#spine/catalogue/base-code';
import type { RegisteredItem, Registry } from '#spine/catalogue/registry';

type GuideRow = z.input<typeof guideApi.search.response>['rows'][number];

const noWords = { chinese: [], letters: [] };

/** A text in both languages with what was typed marked in it. */
export const foundIn = (name: { zh: string; en: string }, wanted: Wanted | undefined) => ({
  zh: highlight(name.zh, wanted?.words ?? noWords),
  en: highlight(name.en, wanted?.words ?? noWords),
});

export const organNameOf = (registry: Registry, code: string) =>
  registry.organ(code)?.name ?? { zh: code, en: code };

/** The version of an item that is in force on a civil day, or else its newest; undefined for an unknown code. */
export function versionOn(registry: Registry, code: string, day: string): RegisteredItem | undefined {
  const versions = registry.itemVersions(code);
  return versions.findLast((one) => one.effectiveFrom <= day) ?? versions.at(-1);
}

/** One item as a list shows it. */
export function rowOf(
  registry: Registry,
  { code, places }: FoundItem,
  today: string,
  wanted?: Wanted,
): GuideRow | undefined {
  const item = versionOn(registry, code, today);
  if (!item) return undefined;
  const { name, organ, level, type, audiences, limits, visits, fees, parts } = item;
  return {
    base: baseKeyOf(item),
    code,
    name,
    found: foundIn(name, wanted),
    organ,
    organName: organNameOf(registry, organ),
    level,
    type,
    audiences,
    limits,
    visits: visits ?? null,
    free: fees.length === 0,
    joint: parts.length > 0,
    places,
  };
}
