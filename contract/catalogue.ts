import { z } from 'zod';
import { itemContent } from '#contract/item-content';
import { formFields } from '#contract/item-form';
import { itemMaterial } from '#contract/item-material';
import { itemParts } from '#contract/item-parts';
import { specialProcedureKinds } from '#contract/special-procedures';
import { bilingual, civilDate, code, regionCode, timeZone } from '#contract/text';

/** The eight platforms of the mission and the programme; folder, URL segment and event prefix at once. */
export const platformNames = {
  services: { zh: '电子政务服务', en: 'Government services' },
  powers: { zh: '行政权力电子监察', en: 'Supervision of administrative power' },
  integrity: { zh: '廉政风险防控', en: 'Integrity risk of posts' },
  trading: { zh: '公共资源交易', en: 'Public resource trading' },
  funds: { zh: '公共资金监管', en: 'Public funds' },
  hotline: { zh: '政风行风热线', en: 'Hotline' },
  education: { zh: '廉政教育', en: 'Integrity education' },
  casework: { zh: '安全文明办案', en: 'Casework' },
} as const;
export const platformCode = z.string().regex(/^[a-z][a-z-]{1,30}$/, 'a platform name in kebab-case');

export const limitUnits = ['hour', 'working-hour', 'calendar-day', 'working-day', 'month', 'year'] as const;
export const limitUnit = z.enum(limitUnits);

/** A budget of time. `rollEnd`: a last calendar day that is no working day rolls on (Civil Code art. 203). */
export const limit = z.object({
  n: z.number().int().min(1).max(3650),
  unit: limitUnit,
  rollEnd: z.boolean().optional(),
  note: z.string().optional(),
});
export type Limit = z.infer<typeof limit>;

/** A time counted from another step of the same flow. */
export const stepLimit = limit.extend({ from: code });

export const legalBasis = z.object({
  law: z.string().min(1),
  article: z.string().default(''),
  text: z.string().optional(),
});
export type LegalBasis = z.infer<typeof legalBasis>;

/** Type codes of powers (ten administrative kinds and public services). */
export const itemTypes = {
  '01': { zh: '行政许可', en: 'Licence' },
  '02': { zh: '行政处罚', en: 'Penalty' },
  '03': { zh: '行政强制', en: 'Compulsory measure' },
  '04': { zh: '行政征收', en: 'Levy' },
  '05': { zh: '行政给付', en: 'Benefit' },
  '06': { zh: '行政检查', en: 'Inspection' },
  '07': { zh: '行政确认', en: 'Confirmation' },
  '08': { zh: '行政奖励', en: 'Reward' },
  '09': { zh: '行政裁决', en: 'Ruling' },
  '10': { zh: '其他行政权力', en: 'Other power' },
  '20': { zh: '公共服务', en: 'Public service' },
} as const;
export const itemType = z.enum(
  Object.keys(itemTypes) as [keyof typeof itemTypes, ...(keyof typeof itemTypes)[]],
);

/** Levels of divisions: 2 province, 3 city, 4 county, 5 town, 6 village (1 is the state). */
export const level = z.number().int().min(1).max(6);

export const flowStep = z.object({
  code,
  name: bilingual,
  /** Steps of which at least one must be done before; empty for a step that may come first. */
  after: z.array(code).default([]),
  mandatory: z.boolean().default(false),
  repeatable: z.boolean().default(true),
  /** Posts that may act; empty means that the flow does not say. */
  posts: z.array(code).default([]),
  limit: stepLimit.optional(),
  /** The step may not come earlier than this after another one. */
  notBefore: stepLimit.optional(),
  /** Steps whose actor must be somebody else. */
  separateFrom: z.array(code).default([]),
  /** A visit on the spot is part of the step, so that a decision in no time is noticed. */
  siteCheck: z.boolean().default(false),
  /** The largest amount in yuan that may be decided in this step; a larger one is for somebody else. */
  mostAmount: z.number().min(0).optional(),
  /** The step belongs after the closing of the case, such as delivery, rating or filing. */
  afterEnd: z.boolean().optional(),
});
export type FlowStep = z.infer<typeof flowStep>;

export const flow = z
  .object({ version: z.number().int().min(1), steps: z.array(flowStep).min(1).max(200) })
  .superRefine((value, context) => {
    const known = new Set<string>();
    for (const [index, step] of value.steps.entries()) {
      if (known.has(step.code))
        context.addIssue({
          code: 'custom',
          path: ['steps', index, 'code'],
          message: `step ${step.code} stands twice`,
        });
      known.add(step.code);
    }
    for (const [index, step] of value.steps.entries()) {
      const named: [string, string[]][] = [
        ['after', step.after],
        ['separateFrom', step.separateFrom],
        ['limit', step.limit ? [step.limit.from] : []],
        ['notBefore', step.notBefore ? [step.notBefore.from] : []],
      ];
      for (const [field, codes] of named)
        for (const one of codes)
          if (!known.has(one) || one === step.code)
            context.addIssue({
              code: 'custom',
              path: ['steps', index, field],
              message: `no other step ${one} in this flow`,
            });
    }
    if (!value.steps.some((step) => step.after.length === 0))
      context.addIssue({
        code: 'custom',
        path: ['steps'],
        message: 'no step may come first: every step waits for another',
      });
  });
export type Flow = z.infer<typeof flow>;

export const fee = z.object({
  code,
  name: bilingual,
  amount: z.string().regex(/^\d+(\.\d{1,2})?$/),
  basis: z.string(),
});

/** Whom an item serves. */
export const audiences = {
  natural: { zh: '自然人', en: 'Natural persons' },
  legal: { zh: '法人和其他组织', en: 'Legal persons' },
} as const;
export const audience = z.enum(['natural', 'legal']);

/** Base code (基本编码): the same wherever the item is implemented. */
export const baseCode = z.string().regex(/^\d{12}$/, 'a base code of 12 digits');

/** Implementing code (实施编码): credit code of the organ (GB 32100), level, base code. */
export const implementingCode = z
  .string()
  .regex(/^[0-9A-HJ-NPQRTUWXY]{18}[1-6]\d{12}$/, 'credit code (18), level (1), base code (12)');

const specialProcedure = z.object({
  kind: z.enum(specialProcedureKinds),
  /** How long it takes at most. */
  limit: limit.optional(),
  note: bilingual.optional(),
});

/**
 * An item (事项): one entry of the catalogue of powers, in one version. Fields that came after the first editions are optional
 * or have a default, so that every stored version can still be read and means the same to clocks and rules.
 */
export const item = z.object({
  code,
  platform: platformCode,
  name: bilingual,
  type: itemType,
  level,
  /** Code of the implementing organ. */
  organ: code,
  basis: z.array(legalBasis).min(1),
  caseType: z.enum(['same-day', 'promised']).default('promised'),
  limits: z
    .object({ legal: limit.optional(), promised: limit.optional() })
    .refine((limits) => limits.legal || limits.promised, 'a legal or a promised limit'),
  /** Code of the card policy; the installation's default when absent. */
  policy: code.optional(),
  flow,
  fees: z.array(fee).default([]),
  materials: z.array(itemMaterial).default([]),
  conditions: z.array(bilingual).default([]),
  /** What a case must hold when it closes (MISSING_CONTENT). */
  contents: z.array(itemContent).default([]),
  phone: z.string().optional(),
  supervisionPhone: z.string().optional(),
  effectiveFrom: civilDate,
  cancelledFrom: civilDate.optional(),
  /** Without it, of an item whose code is an implementing code, its last 12 digits. */
  baseCode: baseCode.optional(),
  /** Without it, made of organ, level and base code where the organ's code is a credit code. */
  implementingCode: implementingCode.optional(),
  audiences: z.array(audience).default([]),
  /** How often the applicant has to come; absent where the item does not say. */
  visits: z.number().int().min(0).max(20).optional(),
  specialProcedures: z.array(specialProcedure).default([]),
  /** Other words that people look for it by. */
  keywords: z.array(z.string().trim().min(1).max(40)).max(30).default([]),
  /** What the application form asks, besides the materials. */
  formFields: formFields.default([]),
  /** Of a joint item (一件事): the items that it is made of. */
  parts: itemParts.default([]),
  /** Limit of a joint item for all of its parts together (Administrative Licensing Law art. 42). */
  jointLimit: limit.optional(),
});
export type Item = z.infer<typeof item>;
export type ItemInput = z.input<typeof item>;

/** A civil time of day; a period may last until 24:00 but not begin then. */
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day from 00:00 to 23:59');
const endOfPeriod = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'a time of day from 00:00 to 24:00');

/** Working hours of an organ, civil time, e.g. 09:00-12:00 and 13:30-17:30. */
export const workPeriods = z
  .array(z.object({ from: timeOfDay, to: endOfPeriod }))
  .max(6)
  .refine(
    (list) =>
      list.every((period, i) => period.from < period.to && (i === 0 || list[i - 1]!.to <= period.from)),
    {
      message: 'periods in order that do not overlap',
    },
  );

/** An organ: who exercises power, where in the tree of divisions, and when it works. */
export const organ = z.object({
  code,
  name: bilingual,
  region: regionCode,
  parent: code.optional(),
  kind: z
    .enum(['department', 'service-centre', 'town-centre', 'village-point', 'supervision', 'other'])
    .default('department'),
  calendar: code.default('CN'),
  timeZone: timeZone.default('Asia/Shanghai'),
  workPeriods: workPeriods.default([]),
  windows: z.array(z.object({ code, name: bilingual })).default([]),
  posts: z.array(z.object({ code, name: bilingual })).default([]),
});
export type Organ = z.infer<typeof organ>;
export type OrganInput = z.input<typeof organ>;

/** A file of organs and items that is registered as a whole (`mingjing import --map`, the demonstration). */
export const catalogueFile = z.object({
  organs: z.array(organ).default([]),
  items: z.array(item).default([]),
});
