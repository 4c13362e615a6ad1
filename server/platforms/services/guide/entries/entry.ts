import type { RegisteredItem, Registry } from '#spine/catalogue/registry';
import { baseKeyOf } from '#spine/catalogue/base-code';
import { pinyinOf } from '#spine/catalogue/pinyin';
import { filedWords } from '#spine/search/search-words';
import { weightedVector } from '#spine/search/words-query';

/** A row of `services_guide_entry`. */
export interface GuideEntry {
  item_id: number;
  version: number;
  code: string;
  base: string;
  organ: string;
  region: string;
  level: number;
  type: string;
  platform: string;
  audiences: readonly string[];
  from_day: string;
  until_day: string | null;
  name_zh: string;
  name_en: string;
  pinyin: string;
  words: string;
}

/** The first day on which a version is not in force any more: cancelled, or the next one is in force. */
function untilDay(version: RegisteredItem, later: readonly RegisteredItem[]): string | null {
  const days = [version.cancelledFrom, ...later.map((one) => one.effectiveFrom)].filter(
    (day) => day !== undefined,
  );
  return days.sort()[0] ?? null;
}

/** What is filed of an item: A its name, B other words for it and its pinyin, C organ and place, D materials, conditions, parts. */
function vectorOf(item: RegisteredItem, organName: string, placeNames: readonly string[]): string {
  const asked = [...item.materials.map(({ name }) => name.zh), ...item.conditions.map(({ zh }) => zh)];
  return weightedVector([
    [filedWords(item.name.zh), 'A'],
    [[...filedWords(item.keywords.join(' ')), ...item.keywords], 'B'],
    [filedWords([organName, ...placeNames].join(' ')), 'C'],
    [filedWords(asked.join(' ')), 'D'],
  ]);
}

/** Of an organ's division: names from the city down, and the pinyin of city and county. */
export type Places = (region: string) => { names: readonly string[]; letters: readonly string[] };

/**
 * The versions of an item that are in force on some day from `today` on, as they are filed.
 */
export function entriesOf(registry: Registry, code: string, today: string, placesOf: Places): GuideEntry[] {
  const versions = registry.itemVersions(code);
  return versions.flatMap((item, n) => {
    const until = untilDay(item, versions.slice(n + 1));
    const organ = registry.organ(item.organ);
    if (!organ || (until !== null && (until <= today || until <= item.effectiveFrom))) return [];
    const places = placesOf(organ.region);
    return [
      {
        item_id: item.id,
        version: item.version,
        code,
        base: baseKeyOf(item),
        organ: item.organ,
        region: organ.region,
        level: item.level,
        type: item.type,
        platform: item.platform,
        audiences: item.audiences,
        from_day: item.effectiveFrom,
        until_day: until,
        name_zh: item.name.zh,
        name_en: item.name.en,
        pinyin: [...[item.name.zh, ...item.keywords].map(pinyinOf), ...places.letters].join(' '),
        words: vectorOf(item, organ.name.zh, places.names),
      },
    ];
  });
}
