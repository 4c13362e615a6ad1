import { attachmentRow } from '#contract/attachments';
import { z } from 'zod';
import { legalBasis } from '#contract/catalogue';
import { availableAction, clockView } from '#contract/cases';
import { endpoint, many, pageOf, paging } from '#contract/endpoint';
import { amount, bilingual, civilDate, code, regionCode } from '#contract/text';

/** Disclosure of village and party affairs (村务、党务公开). */

export const disclosureKinds = {
  village: { zh: '村务', en: 'Village affairs' },
  party: { zh: '党务', en: 'Party affairs' },
} as const;
export const disclosureKind = z.enum(['village', 'party']);
export type DisclosureKind = z.infer<typeof disclosureKind>;

export const disclosurePeriod = z.enum(['monthly', 'quarterly', 'half-yearly', 'at-once']);
export type DisclosurePeriod = z.infer<typeof disclosurePeriod>;

/** Where a duty is; what was published once stays public while it is corrected. */
export const disclosureStatus = z.enum(['open', 'submitted', 'published', 'correcting', 'ended']);
export type DisclosureStatus = z.infer<typeof disclosureStatus>;

/** How a duty stands at a moment: `missing` is past its date and not public. */
export const standings = ['waiting', 'missing', 'published', 'published-late'] as const;
export const standing = z.enum(standings);
export type Standing = z.infer<typeof standing>;

/** What an objection is about: shown to everybody, unlike its words, which may name somebody. */
export const objectionSubjects = {
  amount: { zh: '金额不符', en: 'An amount is wrong' },
  missing: { zh: '内容遗漏', en: 'Something is missing' },
  untrue: { zh: '内容不实', en: 'Something is untrue' },
  procedure: { zh: '程序问题', en: 'The procedure' },
  other: { zh: '其他', en: 'Something else' },
} as const;
export const objectionSubject = z.enum(['amount', 'missing', 'untrue', 'procedure', 'other']);
export type ObjectionSubject = z.infer<typeof objectionSubject>;

export const disclosedItem = z.object({ name: z.string().min(1).max(200), amount });
export type DisclosedItem = z.infer<typeof disclosedItem>;

const moment = z.iso.datetime();
const place = { region: regionCode, regionName: bilingual };

const dutyRow = z.object({
  id: z.string(),
  ...place,
  entry: z.string(),
  title: bilingual,
  kind: disclosureKind,
  every: disclosurePeriod,
  period: z.string(),
  dueOn: civilDate,
  status: disclosureStatus,
  standing,
  publishedAt: moment.nullable(),
  matter: z.string().nullable(),
  amount: amount.nullable(),
  /** Versions that are public. */
  versions: z.number().int(),
  objections: z.number().int(),
  unanswered: z.number().int(),
});
export type DutyRow = z.infer<typeof dutyRow>;

const version = z.object({
  version: z.number().int(),
  text: z.string(),
  items: z.array(disclosedItem),
  total: amount,
  reason: z.string().nullable(),
  signedAt: moment,
  /** Files that were published with it; everybody may download them. */
  files: z.array(attachmentRow),
});

/** For everybody: what about and the answer, without words or name of whoever objected. */
const publicObjection = z.object({
  objection: z.number().int(),
  subject: objectionSubject,
  raisedAt: moment,
  /** Until when an answer is owed; null once it was given. */
  dueAt: moment.nullable(),
  late: z.boolean(),
  answer: z.string().nullable(),
  answeredAt: moment.nullable(),
});

const entryView = z.object({
  basis: z.array(legalBasis),
  contents: z.array(bilingual),
  demonstration: z.boolean(),
});
const publicDisclosure = dutyRow.extend({
  ...entryView.shape,
  /** Newest first. */
  published: z.array(version),
  answers: z.array(publicObjection),
});
export type PublicDisclosure = z.infer<typeof publicDisclosure>;

const dutyDetail = publicDisclosure.extend({
  receipt: z.string(),
  draft: version
    .omit({ version: true, signedAt: true, files: true })
    .extend({ by: z.string(), at: moment })
    .nullable(),
  returned: z.string().nullable(),
  /** The words of the objections, for whoever answers them. */
  words: z.array(z.object({ objection: z.number().int(), text: z.string() })),
  clocks: z.array(clockView),
  availableActions: z.array(availableAction),
});
export type DutyDetail = z.infer<typeof dutyDetail>;

/** Duties of a division and all below it, counted by how they stand. */
const rates = z.object({
  ...place,
  level: z.number().int(),
  villages: z.number().int(),
  duties: z.number().int(),
  waiting: z.number().int(),
  missing: z.number().int(),
  published: z.number().int(),
  publishedLate: z.number().int(),
  unanswered: z.number().int(),
});
export type Rates = z.infer<typeof rates>;

const entry = z.object({
  code,
  title: bilingual,
  kind: disclosureKind,
  every: disclosurePeriod,
  days: z.number().int(),
  threshold: amount.nullable(),
  basis: z.array(legalBasis),
  contents: z.array(bilingual),
});

const onDuty = z.object({ id: z.string().max(40) });
const year = z.coerce.number().int().min(2000).max(2999);

export const villageApi = {
  getDisclosureCatalogue: endpoint({
    method: 'GET',
    path: '/api/village/catalogue',
    summary: 'What villages disclose: entry, period, days, basis and contents',
    face: 'public',
    access: 'everybody',
    response: z.object({ version: z.number().int(), about: bilingual, entries: z.array(entry) }),
  }),
  getVillagePlace: endpoint({
    method: 'GET',
    path: '/api/village/places/:region',
    summary: 'Disclosure of a village by period and entry, or of a division by what lies below it',
    face: 'public',
    access: 'everybody',
    params: z.object({ region: regionCode }),
    query: z.object({ year: year.optional() }),
    response: z.object({
      whole: rates,
      path: z.array(z.object({ code: regionCode, name: bilingual })),
      /** Divisions directly below in which villages take part. */
      below: z.array(rates),
      /** Of a village alone. */
      duties: z.array(dutyRow),
      years: z.array(z.number().int()),
    }),
  }),
  getDisclosure: endpoint({
    method: 'GET',
    path: '/api/village/disclosures/:id',
    summary: 'One duty of disclosure with every public version and the answers to objections',
    face: 'public',
    access: 'everybody',
    params: onDuty,
    response: publicDisclosure,
  }),
  raiseObjection: endpoint({
    method: 'POST',
    path: '/api/village/disclosures/:id/objections',
    summary: 'Object to a disclosure: signed in, or with the receipt code printed on it',
    face: 'public',
    access: 'everybody',
    params: onDuty,
    body: z.strictObject({
      subject: objectionSubject,
      text: z.string().min(5).max(2000),
      receipt: z.string().max(60).optional(),
    }),
    response: z.object({ objection: z.number().int(), dueAt: moment.nullable() }),
  }),
  listDuties: endpoint({
    method: 'GET',
    path: '/api/village/duties',
    summary: 'Duties of disclosure within reach, by place, standing, status, period and entry',
    face: 'workbench',
    access: 'cases.read',
    query: z.object({
      ...paging,
      region: regionCode.optional(),
      standing: many(standing),
      status: many(disclosureStatus),
      kind: disclosureKind.optional(),
      period: z.string().max(20).optional(),
      entry: code.optional(),
      unanswered: z.enum(['true']).optional(),
      year: year.optional(),
    }),
    response: pageOf(dutyRow),
  }),
  getDuty: endpoint({
    method: 'GET',
    path: '/api/village/duties/:id',
    summary: 'One duty with its draft, clocks, objections and the actions allowed now',
    face: 'workbench',
    access: 'cases.read',
    params: onDuty,
    response: dutyDetail,
  }),
  openDuty: endpoint({
    method: 'POST',
    path: '/api/village/duties',
    summary: 'Begin a duty to disclose a major matter or a project at once',
    face: 'workbench',
    access: 'cases.act',
    body: z.strictObject({
      organ: code,
      entry: code,
      matter: z.string().min(2).max(200),
      amount,
      happenedOn: civilDate,
    }),
    response: z.object({ id: z.string() }),
  }),
  saveVillages: endpoint({
    method: 'PUT',
    path: '/api/village/villages',
    summary: 'Villages that take part in disclosure, each by its organ; those named before stay',
    face: 'workbench',
    access: 'organs.edit',
    body: z.strictObject({
      villages: z
        .array(z.object({ organ: code, heavyFinance: z.boolean().default(false), since: civilDate }))
        .max(5000),
    }),
    response: z.object({ villages: z.number().int() }),
  }),
};
