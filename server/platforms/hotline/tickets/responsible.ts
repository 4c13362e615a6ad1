import type { Bilingual } from '#contract/text';
import type { RegisteredOrgan, Registry } from '#spine/catalogue/registry';
import { ancestorAt } from '#spine/regions/region-codes';
import { categoryName, findCategory } from './categories.ts';

interface OrganChoice {
  organ: string;
  organName: Bilingual;
  reason: Bilingual;
}

const mostFound = 20;

/** The organ of a level at a place whose Chinese name ends so. */
const organAt = (organs: readonly RegisteredOrgan[], region: string | undefined, name: string) =>
  organs.find((organ) => organ.region === region && organ.name.zh.endsWith(name));

/** Organs that are responsible for a category at a place, nearest first, each with the ground. */
export function responsibleFor(registry: Registry, category: string, region: string): OrganChoice[] {
  const wanted = findCategory(category)?.organs ?? [];
  const organs = [...registry.organs()];
  const title = categoryName(category);
  const found = wanted.flatMap(({ level, name }) => organAt(organs, ancestorAt(region, level), name) ?? []);
  return [...new Set(found)].map((organ) => ({
    organ: organ.code,
    organName: organ.name,
    reason: {
      zh: `类别“${title.zh}”在该地由其承办`,
      en: `Responsible for “${title.en}” at this place`,
    },
  }));
}

/** Organs of the province, city and county of a place whose name has these words. */
export function findOrgans(registry: Registry, region: string, words: string): OrganChoice[] {
  if (words === '') return [];
  const places = (['county', 'city', 'province'] as const).map((level) => ancestorAt(region, level));
  return [...registry.organs()]
    .filter(
      ({ name, region: at }) =>
        places.includes(at) &&
        (name.zh.includes(words) || name.en.toLowerCase().includes(words.toLowerCase())),
    )
    .sort((a, b) => places.indexOf(a.region) - places.indexOf(b.region))
    .slice(0, mostFound)
    .map(({ code, name }) => ({
      organ: code,
      organName: name,
      reason: { zh: '按名称查找', en: 'Found by name' },
    }));
}
