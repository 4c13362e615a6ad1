import type { OrganInput } from '#contract/catalogue';
import { unifiedCreditCode } from '#spine/catalogue/code-numbers';
import type { Division } from '#spine/regions/read-divisions';
import { ancestorAt, parentCode, type RegionLevel } from '#spine/regions/region-codes';
import type { DemonstrationData, OrganTemplate } from './demonstration-data.ts';

/** Level codes of items and organs: 2 province to 6 village (1 is the state). */
export const levelNumbers: Record<RegionLevel, 2 | 3 | 4 | 5 | 6> = {
  province: 2,
  city: 3,
  county: 4,
  town: 5,
  village: 6,
};

/** An organ of the demonstration with what it was made from. */
export interface DemonstrationOrgan {
  organ: OrganInput & { posts: NonNullable<OrganInput['posts']> };
  key: string;
  division: Division;
}

/** How many of each kind are set up; each at most what the divisions allow. `data.organs.counts` has the mission's. */
export interface OrganCounts {
  countyCentres: number;
  townCentres: number;
  villagePoints: number;
}

/**
 * The organs of the demonstration over the real divisions: departments with windows at province, city and
 * county, service centres, town centres and village points, by default as many as the plan says.
 * Codes are invented unified social credit codes (organisation part `DEM` + 5 digits) with valid checks.
 */
export function expandOrgans(
  data: DemonstrationData,
  divisions: readonly Division[],
  counts: OrganCounts = data.plan.organCounts,
): DemonstrationOrgan[] {
  const ofLevel = (level: RegionLevel) => divisions.filter((division) => division.level === level);
  const counties = ofLevel('county').filter(({ kind }) => kind === 'county');
  const zones = ofLevel('county').filter(({ kind }) => kind === 'functional-zone');
  const centres = new Set(evenly(counties, counts.countyCentres));
  const towns = evenly(ofLevel('town'), counts.townCentres);
  const chosen = new Set(towns.map(({ code }) => code));
  const villages = ofLevel('village').filter(({ code }) => chosen.has(parentCode(code) ?? ''));
  const builder = new OrganBuilder(data);
  for (const level of ['province', 'city'] as const) {
    for (const division of ofLevel(level)) builder.addAll(division, data.organs.levels[level]);
  }
  for (const county of counties) {
    const templates = data.organs.levels.county.filter(
      ({ kind }) => kind !== 'service-centre' || centres.has(county),
    );
    builder.addAll(county, templates);
  }
  for (const zone of zones) builder.addAll(zone, data.organs.levels['functional-zone']);
  for (const town of towns) builder.addAll(town, data.organs.levels.town);
  for (const village of evenly(villages, counts.villagePoints)) {
    builder.addAll(village, data.organs.levels.village);
  }
  return builder.organs;
}

/** `count` entries at even distances, so that every part of the province has its share. */
export function evenly<T>(list: readonly T[], count: number): T[] {
  if (count >= list.length) return [...list];
  return list.filter(
    (_, at) => Math.floor(((at + 1) * count) / list.length) > Math.floor((at * count) / list.length),
  );
}

class OrganBuilder {
  readonly organs: DemonstrationOrgan[] = [];
  readonly #data: DemonstrationData;
  readonly #codes = new Map<string, string>();
  readonly #serials = new Map<string, number>();

  constructor(data: DemonstrationData) {
    this.#data = data;
  }

  addAll(division: Division, templates: readonly OrganTemplate[]): void {
    for (const template of templates) this.organs.push(this.#make(division, template));
  }

  #make(division: Division, template: OrganTemplate): DemonstrationOrgan {
    const { organs } = this.#data;
    const code = this.#code(division.code);
    // Before its own code is known, so that an organ without one above is not set above itself.
    const parent = this.#parent(division.code, template.key);
    this.#codes.set(`${division.code} ${template.key}`, code);
    const name = {
      zh: `${division.name}${template.name.zh}`,
      en: `${template.name.en}, ${division.nameEn ?? division.name}`,
    };
    return {
      key: template.key,
      division,
      organ: {
        code,
        name,
        region: division.code,
        ...(parent === undefined ? {} : { parent }),
        kind: template.kind,
        workPeriods: organs.workPeriods,
        windows: template.window ? [windowOf(template)] : [],
        posts: organs.postSets[template.posts] ?? [],
      },
    };
  }

  /** Serial within the six-digit division, so that a code depends on the divisions and templates alone. */
  #code(division: string): string {
    const area = division.slice(0, 6);
    const serial = (this.#serials.get(area) ?? 0) + 1;
    this.#serials.set(area, serial);
    return unifiedCreditCode('11', area, `DEM${String(serial).padStart(5, '0')}`);
  }

  /** The same department one level up; centres and points hang below the centre above them. */
  #parent(division: string, key: string): string | undefined {
    const above = parentCode(division);
    if (above === undefined) return undefined;
    const keyAbove = { 'village-point': 'town-centre', 'town-centre': 'service-centre' }[key] ?? key;
    const city = ancestorAt(division, 'city');
    return this.#codes.get(`${above} ${keyAbove}`) ?? (city && this.#codes.get(`${city} ${keyAbove}`));
  }
}

function windowOf(template: OrganTemplate) {
  const name =
    template.kind === 'town-centre' || template.kind === 'service-centre'
      ? { zh: '综合窗口', en: 'General window' }
      : { zh: `政务大厅${template.name.zh}窗口`, en: `Service hall window, ${template.name.en}` };
  return { code: 'W1', name };
}
