import type { ItemInput } from '#contract/catalogue';
import { specialProcedureKinds } from '#contract/special-procedures';
import { implementationCode } from '#spine/catalogue/code-numbers';
import type { DemonstrationData, ItemTemplate, StepTemplate } from './demonstration-data.ts';
import { type DemonstrationOrgan, levelNumbers } from './expand-organs.ts';
import { SeededRandom, seedOf } from './seeded-random.ts';

/** An item of the demonstration catalogue with its organ and what it was made from. */
export interface DemonstrationItem {
  item: ItemInput;
  organ: DemonstrationOrgan;
  template: ItemTemplate;
  steps: readonly StepTemplate[];
  /** The promised limit, or else the legal one, as working days that its clock counts about. */
  budget: number;
}

/** What every closed case holds besides what its steps leave. */
const closingContents = ['decision', 'result'];

/**
 * The catalogue of the demonstration: each template at the organs that implement it, name, base code, basis
 * and type the same at every level (四级四同). A place carries at most `itemsPerOrganLevel` of them, drawn by
 * weight from its own seed, so that places differ and the catalogue stays of a size to look at.
 */
export function expandItems(
  data: DemonstrationData,
  organs: readonly DemonstrationOrgan[],
): DemonstrationItem[] {
  const places = new Map<string, DemonstrationOrgan[]>();
  for (const organ of organs) {
    const here = places.get(organ.division.code);
    if (here === undefined) places.set(organ.division.code, [organ]);
    else here.push(organ);
  }
  return [...places.values()].flatMap((here) => itemsOf(data, here));
}

/** Where a department of its own is missing: towns have one centre, villages one point. */
const soleOrgans: Record<number, string> = { 5: 'town-centre', 6: 'village-point' };

function itemsOf(data: DemonstrationData, organs: readonly DemonstrationOrgan[]): DemonstrationItem[] {
  const division = organs[0]?.division;
  if (division === undefined) return [];
  const level = levelNumbers[division.level];
  const possible = data.items.items.flatMap((template) => {
    const organ = organs.find(({ key }) => key === (soleOrgans[level] ?? template.department));
    return organ !== undefined && template.levels.includes(level) ? [{ template, organ }] : [];
  });
  // Weighted draw without replacement: the largest of u^(1/weight) (Efraimidis and Spirakis).
  const random = new SeededRandom(seedOf(data.plan.seed, 'items', division.code));
  const ranked = possible
    .map((one) => ({ ...one, rank: rankOf(one.template, level, random.next()) }))
    .sort((one, other) => other.rank - one.rank)
    .slice(0, data.plan.itemsPerOrganLevel[division.level]);
  return withParts(ranked.map(({ template, organ }) => itemOf(data, organ, template, level)));
}

const rankOf = (template: ItemTemplate, level: number, draw: number): number =>
  (template.always && level <= 4 ? 1 : 0) + draw ** (1 / template.weight);

/** Joint items with the codes of their parts at the same place; where a part is missing there is no joint item. */
function withParts(here: DemonstrationItem[]): DemonstrationItem[] {
  const codes = new Map(here.map(({ template, item }) => [template.key, item.code]));
  return here.flatMap((one) => {
    const { parts } = one.template;
    if (parts.some((part) => !codes.has(part.item))) return [];
    const named = parts.map(({ item, after }) => ({
      item: codes.get(item)!,
      after: after.map((key) => codes.get(key)!),
    }));
    return [{ ...one, item: { ...one.item, parts: named } }];
  });
}

function itemOf(
  data: DemonstrationData,
  organ: DemonstrationOrgan,
  template: ItemTemplate,
  level: number,
): DemonstrationItem {
  const steps = data.flows[level === 6 ? 'village-agent' : template.flow] ?? [];
  const budget = workingDaysOf(template);
  const { materials, conditions, forms } = data.items;
  const serial = String(seedOf(organ.organ.code) % 10_000).padStart(4, '0');
  const item: ItemInput = {
    code: implementationCode(organ.organ.code, level, template.base),
    platform: template.platform,
    name: template.name,
    type: template.type,
    level,
    organ: organ.organ.code,
    basis: template.basis,
    caseType: template.caseType,
    limits: { legal: template.legal, ...(template.promised ? { promised: template.promised } : {}) },
    flow: { version: 1, steps: steps.map((step) => flowStepOf(step, budget)) },
    fees: template.fees,
    materials: template.materials.map((code) => ({ code, ...known(materials, code) })),
    conditions: template.conditions.map((code) => known(conditions, code)),
    contents: [...new Set([...steps.flatMap(({ contents }) => contents), ...closingContents])].map(
      (code) => ({
        code,
        name: known(data.items.contents, code),
      }),
    ),
    phone: data.people.telephones.pattern.replace('{n4}', serial),
    supervisionPhone: data.people.telephones.pattern.replace('{n4}', '9999'),
    effectiveFrom: data.items.effectiveFrom,
    baseCode: template.base,
    audiences: template.audiences,
    ...(template.visits === undefined ? {} : { visits: template.visits }),
    specialProcedures: specialProcedureKinds
      .filter((kind) => template.special.includes(kind))
      .map((kind) => ({ kind })),
    keywords: template.keywords,
    formFields: template.forms.flatMap((group) => known(forms, group)),
    ...(template.jointLimit ? { jointLimit: template.jointLimit } : {}),
  };
  return { item, organ, template, steps, budget };
}

function flowStepOf(step: StepTemplate, budget: number) {
  const { limitShare, chance: _chance, contents: _contents, limit, ...rest } = step;
  if (limitShare === undefined) return { ...rest, ...(limit ? { limit } : {}) };
  const n = Math.max(1, Math.ceil(limitShare.share * budget));
  return { ...rest, limit: { from: limitShare.from, n, unit: 'working-day' as const } };
}

/** Calendar days hold about two working days in three, months about twenty: enough for planning stories. */
function workingDaysOf({ promised, legal }: ItemTemplate): number {
  const { n, unit } = promised ?? legal;
  if (unit === 'calendar-day') return Math.max(1, Math.floor(n * 0.64));
  if (unit === 'month') return n * 20;
  return unit === 'year' ? n * 240 : n;
}

function known<T>(record: Record<string, T>, key: string): T {
  const value = record[key];
  if (value === undefined) throw new Error(`reference/demonstration/items.json: no entry ${key}`);
  return value;
}
