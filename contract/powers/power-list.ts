import { z } from 'zod';
import { itemType, legalBasis, level, limitUnit } from '#contract/catalogue';
import { endpoint, many, pageOf, paging } from '#contract/endpoint';
import { type Bilingual, bilingual, civilDate, code, regionCode } from '#contract/text';

/** What an organ owes at each stage of exercising a power. */
export const dutyStages = {
  accept: { zh: '受理', en: 'Acceptance' },
  review: { zh: '审查', en: 'Review' },
  decide: { zh: '决定', en: 'Decision' },
  deliver: { zh: '送达', en: 'Delivery' },
  supervise: { zh: '事中事后监管', en: 'Supervision afterwards' },
  other: { zh: '其他责任', en: 'Other duties' },
} as const satisfies Record<string, Bilingual>;
export const dutyStage = z.enum(
  Object.keys(dutyStages) as [keyof typeof dutyStages, ...(keyof typeof dutyStages)[]],
);

/** Tiers of a discretion benchmark (裁量基准). */
export const discretionTiers = {
  lenient: { zh: '从轻', en: 'Lenient' },
  ordinary: { zh: '一般', en: 'Ordinary' },
  severe: { zh: '从重', en: 'Severe' },
} as const satisfies Record<string, Bilingual>;
const discretionTier = z.enum(['lenient', 'ordinary', 'severe']);

const words = bilingual;

/** One entry of the list of powers and duties, in one version. */
export const powerEntry = z.object({
  code,
  name: words,
  type: itemType,
  level,
  /** Code of the organ that exercises it. */
  organ: code,
  /** The item of the catalogue by which its cases are handled. */
  item: code.optional(),
  basis: z.array(legalBasis).min(1).max(50),
  duties: z
    .array(z.object({ stage: dutyStage, text: words }))
    .min(1)
    .max(30),
  accountability: z
    .array(z.object({ circumstance: words, basis: z.array(legalBasis).max(10).default([]) }))
    .max(50)
    .default([]),
  discretion: z
    .array(
      z
        .object({
          offence: words,
          tier: discretionTier,
          circumstance: words.optional(),
          min: z.number().min(0),
          max: z.number().min(0),
          unit: z.union([z.literal('yuan'), z.literal('percent'), limitUnit]),
        })
        .refine(({ min, max }) => min <= max, { path: ['max'], message: 'not below min' }),
    )
    .max(100)
    .default([]),
  riskPoints: z.array(words).max(30).default([]),
  supervisionPhone: z.string().max(40).optional(),
  effectiveFrom: civilDate,
  cancelledFrom: civilDate.optional(),
});
export type PowerEntry = z.output<typeof powerEntry>;
export type PowerEntryInput = z.input<typeof powerEntry>;

const place = { organName: bilingual, region: regionCode, regionName: bilingual };

export const powerRow = z.object({
  code: z.string(),
  version: z.number().int(),
  name: bilingual,
  type: itemType,
  level: z.number().int(),
  organ: z.string(),
  ...place,
  effectiveFrom: civilDate,
  versions: z.number().int(),
  demonstration: z.boolean(),
});
export type PowerRow = z.infer<typeof powerRow>;

const versionRow = z.object({
  version: z.number().int(),
  effectiveFrom: civilDate,
  cancelledFrom: civilDate.nullable(),
  note: z.string().nullable(),
  /** The one in force today. */
  current: z.boolean(),
});

export const powerDetail = z.object({
  entry: powerEntry,
  version: z.number().int(),
  /** Whether this version is in force today. */
  current: z.boolean(),
  demonstration: z.boolean(),
  ...place,
  itemName: bilingual.nullable(),
  versions: z.array(versionRow),
});
export type PowerDetail = z.infer<typeof powerDetail>;

/** One thing that differs between two versions, side by side; null where a version has no such thing. */
export const powerDifference = z.object({
  field: z.enum([
    'name',
    'type',
    'level',
    'organ',
    'item',
    'basis',
    'duties',
    'accountability',
    'discretion',
    'riskPoints',
    'supervisionPhone',
    'cancelledFrom',
  ]),
  change: z.enum(['added', 'removed', 'changed']),
  /** What it is about: the stage, the law, the offence with its tier. */
  about: bilingual.nullable(),
  before: bilingual.nullable(),
  after: bilingual.nullable(),
});
export type PowerDifference = z.infer<typeof powerDifference>;

const citing = z.object({
  kind: z.enum(['power', 'item']),
  code: z.string(),
  name: bilingual,
  organName: bilingual,
  articles: z.array(z.string()),
  effectiveFrom: civilDate,
  /** It was written before the present text of the law took effect. */
  older: z.boolean(),
});

const params = z.object({ code: z.string().max(120) });
const versionNumber = z.coerce.number().int().min(1).max(10_000);

export const powerListApi = {
  listPowers: endpoint({
    method: 'GET',
    path: '/api/powers/power-list',
    summary: 'The list of powers and duties in force, by words, type, level, organ and place',
    face: 'public',
    access: 'everybody',
    query: z.object({
      ...paging,
      search: z.string().trim().max(80).optional(),
      type: many(itemType),
      level: level.or(z.coerce.number().int().min(1).max(6)).optional(),
      region: regionCode.optional(),
      organ: code.optional(),
    }),
    response: pageOf(powerRow).extend({ types: z.record(z.string(), z.number().int()) }),
  }),
  getPower: endpoint({
    method: 'GET',
    path: '/api/powers/power-list/:code',
    summary:
      'One entry with its duties, accountability and discretion benchmark, in the version in force or another',
    face: 'public',
    access: 'everybody',
    params,
    query: z.object({ version: versionNumber.optional() }),
    response: powerDetail,
  }),
  compareVersions: endpoint({
    method: 'GET',
    path: '/api/powers/power-list/:code/differences',
    summary: 'What differs between two versions of an entry',
    face: 'public',
    access: 'everybody',
    params,
    query: z.object({ before: versionNumber, after: versionNumber }),
    response: z.object({
      before: z.number().int(),
      after: z.number().int(),
      differences: z.array(powerDifference),
    }),
  }),
  savePower: endpoint({
    method: 'PUT',
    path: '/api/powers/power-list/:code',
    summary: 'Saves an entry as a new version from a day on',
    face: 'workbench',
    access: 'catalogue.edit',
    params,
    body: z.object({
      entry: powerEntry,
      note: z.string().trim().min(5).max(500),
      /** The version that it follows, as it was read; 0 for a new entry. Another one is a conflict. */
      after: z.number().int().min(0).optional(),
    }),
    response: z.object({ code: z.string(), version: z.number().int(), saved: z.boolean() }),
  }),
  previewPower: endpoint({
    method: 'POST',
    path: '/api/powers/power-list/:code/preview',
    summary: 'What an entry would change against its newest version; nothing is saved',
    face: 'workbench',
    access: 'catalogue.edit',
    params,
    body: z.object({ entry: powerEntry }),
    response: z.object({
      /** The version that it would follow; 0 where there is none. */
      after: z.number().int(),
      differences: z.array(powerDifference),
    }),
  }),
  listLaws: endpoint({
    method: 'GET',
    path: '/api/powers/laws',
    summary: 'The laws that this system knows, with how many entries and items cite each',
    face: 'public',
    access: 'everybody',
    response: z.array(
      z.object({
        id: z.string(),
        law: bilingual,
        edition: bilingual,
        effectiveFrom: civilDate,
        powers: z.number().int(),
        items: z.number().int(),
        older: z.number().int(),
      }),
    ),
  }),
  listCitations: endpoint({
    method: 'GET',
    path: '/api/powers/laws/:law/citations',
    summary: 'The entries and items that cite a law, perhaps one article of it',
    face: 'public',
    access: 'everybody',
    params: z.object({ law: z.string().max(80) }),
    query: z.object({ article: z.string().trim().max(20).optional() }),
    response: z.object({
      law: bilingual,
      edition: bilingual,
      effectiveFrom: civilDate,
      rows: z.array(citing),
    }),
  }),
};
export type Citation = z.infer<typeof citing>;
