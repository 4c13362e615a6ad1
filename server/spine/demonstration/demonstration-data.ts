import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Refusal } from '#base/errors';
import {
  audience,
  fee,
  flowStep,
  itemType,
  legalBasis,
  limit,
  organ,
  platformCode,
  workPeriods,
} from '#contract/catalogue';
import { pauseKinds } from '#contract/events';
import { formField } from '#contract/item-form';
import { itemMaterial } from '#contract/item-material';
import { bilingual, civilDate, code } from '#contract/text';
import { regionLevels } from '#spine/regions/region-codes';

const head = {
  demonstration: z.literal(true),
  notice: bilingual,
  version: z.number().int(),
  effectiveFrom: civilDate,
  about: bilingual.optional(),
};
const share = z.number().min(0).max(1);
const named = z.object({ code, name: bilingual });
const perLevel = (value: z.ZodType<number>) => z.record(z.enum(regionLevels), value);

const organTemplate = z.object({
  /** Stands for the organ in item templates; the same key names the same department at every level. */
  key: code,
  name: bilingual,
  kind: organ.shape.kind.unwrap(),
  posts: code,
  window: z.boolean(),
});
export type OrganTemplate = z.infer<typeof organTemplate>;

export const organKinds = ['province', 'city', 'county', 'functional-zone', 'town', 'village'] as const;
const organsFile = z.object({
  ...head,
  workPeriods,
  officersPerPost: perLevel(z.number().int().min(1)),
  postSets: z.record(code, z.array(named).min(1)),
  levels: z.record(z.enum(organKinds), z.array(organTemplate)),
  counts: z.object({
    about: bilingual,
    provincialWindows: z.number().int(),
    countyCentres: z.number().int(),
    townCentres: z.number().int(),
    villagePoints: z.number().int(),
  }),
});

const stepTemplate = flowStep.omit({ limit: true, repeatable: true }).extend({
  limit: flowStep.shape.limit,
  /** The step's limit as a share of the promised limit, counted from another step. */
  limitShare: z.object({ from: code, share }).optional(),
  /** How often an optional step occurs. */
  chance: share.optional(),
  /** What the step leaves in the file. */
  contents: z.array(code).default([]),
});
export type StepTemplate = z.infer<typeof stepTemplate>;
const flowsFile = z.object({ ...head, flows: z.record(code, z.array(stepTemplate).min(1)) });

const itemTemplate = z.object({
  base: z.string().regex(/^\d{12}$/),
  name: bilingual,
  type: itemType,
  platform: platformCode,
  department: code,
  levels: z.array(z.number().int().min(2).max(6)).min(1),
  basis: z.array(legalBasis).min(1),
  caseType: z.enum(['same-day', 'promised']),
  legal: limit,
  promised: limit.optional(),
  flow: code,
  /** How frequent it is among items of the same place. */
  weight: z.number().positive(),
  materials: z.array(code),
  conditions: z.array(code),
  fees: z.array(fee),
  /** Special procedures that may stop its clock. */
  special: z.array(z.enum(pauseKinds)),
  /** Stands for the item in the parts of a joint one. */
  key: code.optional(),
  /** At every place down to the county that has its organ, before any other is drawn. */
  always: z.boolean().default(false),
  audiences: z.array(audience).default([]),
  visits: z.number().int().min(0).optional(),
  keywords: z.array(z.string()).default([]),
  /** The groups of fields that its application form is made of. */
  forms: z.array(code).default([]),
  /** Of a joint item: other items of the same place, by their keys. */
  parts: z.array(z.object({ item: code, after: z.array(code).default([]) })).default([]),
  jointLimit: limit.optional(),
});
export type ItemTemplate = z.infer<typeof itemTemplate>;
const itemsFile = z.object({
  ...head,
  materials: z.record(code, itemMaterial.omit({ code: true, required: true })),
  forms: z.record(code, z.array(formField)),
  conditions: z.record(code, bilingual),
  contents: z.record(code, bilingual),
  items: z.array(itemTemplate),
});

const peopleFile = z.object({
  ...head,
  surnames: z.array(z.string()),
  givenNames: z.array(z.string()),
  telephones: z.object({ pattern: z.string().includes('{n4}'), about: bilingual }),
  trades: z.array(bilingual),
});
export type People = z.infer<typeof peopleFile>;

const planFile = z.object({
  ...head,
  months: z.number().int().min(1).max(24),
  cases: z.number().int().min(1),
  seed: z.number().int(),
  levelShare: z.record(z.enum(['province', 'city', 'county', 'town']), share),
  cityWeights: z.record(z.string().regex(/^\d{4}$/), z.number().positive()),
  organCounts: z.object({
    countyCentres: z.number().int().min(0),
    townCentres: z.number().int().min(1),
    villagePoints: z.number().int().min(0),
  }),
  itemsPerOrganLevel: z.record(z.enum(regionLevels), z.number().int().min(1)),
  monthFactors: z.array(z.number().positive()).length(12),
  weekdayFactors: z.array(z.number().positive()).length(7),
  hourFactors: z.record(z.string().regex(/^\d{1,2}$/), z.number().positive()),
  outOfHoursShare: share,
  placeSpread: z.object({ low: z.number().min(0), high: z.number().positive() }),
  ordinary: z.object({
    correction: share,
    pause: share,
    extension: share,
    denied: share,
    notAccepted: share,
    withdrawn: share,
    lastDays: share,
    dueDay: share,
  }),
  late: z.object({ share, overrun: z.object({ low: share, high: z.number() }), left: share }),
  anomalies: z.record(z.string().regex(/^[A-Z_]+$/), share),
  live: z.object({
    eventsPerSecond: z.number().positive(),
    anomalyShare: share,
    lateShare: share,
    maximumOpen: z.number().int().min(1),
  }),
});
export type DemonstrationPlan = z.infer<typeof planFile>;

/** Everything under `reference/demonstration/` that the demonstration province is made of. */
export interface DemonstrationData {
  organs: z.infer<typeof organsFile>;
  flows: z.infer<typeof flowsFile>['flows'];
  items: z.infer<typeof itemsFile>;
  people: People;
  plan: DemonstrationPlan;
}

const shipped = new URL('../../../reference/demonstration/', import.meta.url);

/** Reads and checks the folder. @throws Refusal `file-unreadable` naming file and field. */
export function readDemonstration(folder: URL = shipped): DemonstrationData {
  const read = <T>(name: string, schema: z.ZodType<T>): T => {
    const result = schema.safeParse(parseJson(new URL(name, folder), name));
    if (result.success) return result.data;
    const issue = result.error.issues[0];
    const field = `${name}: ${issue?.path.join('.')}`;
    throw new Refusal('file-unreadable', { field, expected: issue?.message ?? 'another form' });
  };
  return {
    organs: read('organs.json', organsFile),
    flows: read('flows.json', flowsFile).flows,
    items: read('items.json', itemsFile),
    people: read('people.json', peopleFile),
    plan: read('plan.json', planFile),
  };
}

function parseJson(file: URL, name: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new Refusal('file-unreadable', { field: name, expected: 'a readable JSON file' });
  }
}
