import { z } from 'zod';
import { isCreditCode } from '#contract/credit-code';
import { documentCheck } from '#contract/documents';
import { legalBasis, limit } from '#contract/catalogue';
import { endpoint, many, pageOf, paging } from '#contract/endpoint';
import { isIdNumber } from '#contract/id-number';
import { personField } from '#contract/privacy';
import {
  adoption,
  challengeKind,
  clueSource,
  deliveryMethod,
  evidenceOutcome,
  partyKind,
  penaltyKind,
  penaltyOutcome,
  penaltyStatus,
  procedure,
  tier,
} from '#contract/powers/penalty-terms';
import { amount, bilingual, civilDate, code, positiveAmount, regionCode } from '#contract/text';

/** Administrative penalties (行政处罚) from clue to publication. Amounts are decimal text in yuan, days civil dates. */

const words = (least: number, most = 2000) => z.string().trim().min(least).max(most);
const creditCode = z
  .string()
  .trim()
  .toUpperCase()
  .refine(isCreditCode, 'a unified social credit code of 18 characters (GB 32100)');
const idNumber = z
  .string()
  .trim()
  .toUpperCase()
  .refine(isIdNumber, 'an identity number of 18 characters with its check character (GB 11643)');

/** Whom a case is about, as an official writes it down; sealed on arrival, never part of an event. */
export const partyInput = z.object({
  kind: partyKind,
  name: z.string().trim().min(1).max(200),
  idNumber: idNumber.optional(),
  creditCode: creditCode.optional(),
  phone: z.string().trim().max(20).optional(),
  address: z.string().trim().max(500).optional(),
});
export type PartyInput = z.infer<typeof partyInput>;

export const range = z.object({ min: amount, max: amount });

export const offence = z.object({
  code,
  name: bilingual,
  basis: z.array(legalBasis).min(1),
  tiers: z.record(tier, range.extend({ when: bilingual })),
});
export type Offence = z.infer<typeof offence>;

export const certificate = z.object({
  number: z.string().trim().min(4).max(40),
  holder: z.string().trim().min(1).max(80),
  validFrom: civilDate,
  validUntil: civilDate,
});
export type Certificate = z.infer<typeof certificate>;
const certificateRow = certificate.extend({
  organ: code,
  organName: bilingual,
  /** Today, where the organ is. */
  valid: z.boolean(),
});
export type CertificateRow = z.infer<typeof certificateRow>;

const penaltyRow = z.object({
  id: z.string(),
  number: z.string(),
  offence: code,
  offenceName: bilingual,
  organName: bilingual,
  status: penaltyStatus,
  procedure,
  tier: tier.nullable(),
  fine: amount.nullable(),
  openedAt: z.iso.datetime(),
  dueAt: z.iso.datetime().nullable(),
  late: z.boolean(),
  published: z.boolean(),
  demonstration: z.boolean(),
});
export type PenaltyRow = z.infer<typeof penaltyRow>;

/** What is intended or decided. */
const measures = z.object({
  kinds: z.array(penaltyKind),
  fine: amount.nullable(),
  /** Illegal gains that are confiscated (没收违法所得); null also of decisions of before, which told them in `content`. */
  gains: amount.nullable(),
  /** Illegal goods that are confiscated (没收非法财物), in words; empty: none. */
  goods: z.string(),
  /** Beside those: for how long business is suspended, and so on. */
  content: z.string(),
});

/** What is confiscated, as a form gives it. */
const confiscated = {
  gains: positiveAmount.optional(),
  goods: z.string().trim().max(400).default(''),
};

export const penaltyDetail = penaltyRow.extend({
  offenceBasis: z.array(legalBasis),
  party: z.object({
    kind: partyKind,
    /** Masked of a person, in full of an organisation. */
    name: z.string().nullable(),
    creditCode: z.string().nullable(),
    fields: z.partialRecord(personField, z.string()),
  }),
  clueSource,
  facts: z.string(),
  filedAt: z.iso.datetime().nullable(),
  officers: z.array(certificate.pick({ number: true, holder: true, validUntil: true })),
  evidence: z.array(
    z.object({
      evidence: z.number().int(),
      what: z.string(),
      registeredAt: z.iso.datetime(),
      outcome: evidenceOutcome.nullable(),
    }),
  ),
  /** A change of tier that waits for a second person. */
  tierChange: z.object({ from: tier, to: tier, reason: z.string(), by: z.string() }).nullable(),
  notice: measures
    .extend({
      at: z.iso.datetime(),
      hearingRight: z.boolean(),
      hearingUntil: z.iso.datetime(),
      waived: z.boolean(),
    })
    .nullable(),
  statements: z.array(z.object({ on: civilDate, adoption, answer: z.string() })),
  hearing: z
    .object({
      askedOn: civilDate,
      announcedFor: civilDate.nullable(),
      place: z.string().nullable(),
      heldOn: civilDate.nullable(),
      /** The party took its request back or did not come. */
      givenUp: z.boolean(),
    })
    .nullable(),
  discussion: z.object({ on: civilDate, record: z.string() }).nullable(),
  decision: measures
    .extend({
      on: civilDate,
      number: z.string(),
      outcome: penaltyOutcome,
      tier: tier.nullable(),
      range: range.nullable(),
      median: amount.nullable(),
      medianOf: z.number().int(),
      reason: z.string(),
      by: z.string(),
    })
    .nullable(),
  delivery: z.object({ on: civilDate, method: deliveryMethod }).nullable(),
  /** What is owed today. */
  money: z
    .object({
      fine: amount,
      paid: amount,
      surcharge: amount,
      owing: amount,
      dueOn: civilDate,
      today: civilDate,
      payments: z.array(z.object({ on: civilDate, amount, receipt: z.string(), cashier: z.string() })),
    })
    .nullable(),
  challenges: z.array(z.object({ kind: challengeKind, from: civilDate, to: civilDate.nullable() })),
  annulment: z.object({ on: civilDate, by: z.string(), reason: z.string() }).nullable(),
  publication: z
    .object({
      on: civilDate,
      until: civilDate,
      summary: z.string(),
      withdrawn: z.object({ on: civilDate, reason: z.string() }).nullable(),
    })
    .nullable(),
  notPublished: z.string().nullable(),
  /** What has a form of its own and whoever asks may do now. */
  may: z.array(z.enum(['assign-officers', 'give-notice', 'decide-penalty', 'annul-decision'])),
});
export type PenaltyDetail = z.infer<typeof penaltyDetail>;

const similarCase = z.object({
  /** Key of the case, for whoever reaches it. */
  id: z.string().nullable(),
  organName: bilingual,
  decidedOn: civilDate,
  fine: amount,
});

/** What is known for the choice of an amount. */
export const discretion = z.object({
  offenceName: bilingual,
  tier: tier.nullable(),
  range: range.extend({ when: bilingual }).nullable(),
  version: z.number().int(),
  months: z.number().int(),
  median: amount.nullable(),
  /** How many cases the median is of. */
  medianOf: z.number().int(),
  /** From how far off the median an amount is noticed, in percent, and of how many cases at least. */
  offPercent: z.number(),
  offLeast: z.number(),
  /** The newest of them. */
  similar: z.array(similarCase),
  /** From these amounts and kinds on. */
  discussionFrom: amount,
  hearingFrom: amount,
});
export type Discretion = z.infer<typeof discretion>;

export const clueInput = z.object({
  offence: code,
  source: clueSource,
  facts: words(5),
  party: partyInput,
});
export const onTheSpotInput = clueInput.extend({
  kinds: z.array(penaltyKind).min(1),
  fine: positiveAmount.optional(),
  reason: words(10),
  /** Numbers of the certificates of the officers. */
  officers: z.array(z.string().max(40)).min(1).max(10),
});
export const noticeInput = z.object({
  kinds: z.array(penaltyKind).min(1),
  fine: positiveAmount.optional(),
  ...confiscated,
  content: z.string().trim().max(400).default(''),
});
export const decisionInput = z.object({
  outcome: penaltyOutcome,
  kinds: z.array(penaltyKind).default([]),
  fine: positiveAmount.optional(),
  ...confiscated,
  content: z.string().trim().max(400).default(''),
  reason: words(10),
});

/** A decision as everybody reads it. */
const publicationRow = z.object({
  id: z.string(),
  /** Number of the decision. */
  number: z.string(),
  /** An organisation in full, a person masked; null once it was taken down. */
  party: z.string().nullable(),
  partyKind,
  offenceName: bilingual,
  organName: bilingual,
  region: regionCode,
  regionName: bilingual,
  kinds: z.array(penaltyKind),
  fine: amount.nullable(),
  decidedOn: civilDate,
  publishedOn: civilDate,
  until: civilDate,
  /** `annulled`: the decision no longer holds, and its content is not shown any more. */
  state: z.enum(['shown', 'annulled']),
  demonstration: z.boolean(),
});
export type PublicationRow = z.infer<typeof publicationRow>;
const publication = publicationRow.extend({
  summary: z.string().nullable(),
  gains: amount.nullable(),
  goods: z.string().nullable(),
  content: z.string().nullable(),
  creditCode: z.string().nullable(),
  basis: z.array(legalBasis),
  /** Why it was withdrawn, once the organ has said so. */
  withdrawn: z.object({ on: civilDate, reason: z.string() }).nullable(),
});
export type Publication = z.infer<typeof publication>;

const key = z.object({ id: z.string() });
const term = limit.extend({ name: bilingual, basis: legalBasis });
const opened = z.object({ id: z.string(), number: z.string() });
const search = z.string().max(80).optional();

export const penaltiesApi = {
  getBenchmarks: endpoint({
    method: 'GET',
    path: '/api/powers/penalties/benchmarks',
    summary: 'Discretion benchmarks: the range of fines for each offence and tier, with basis and date',
    face: 'public',
    access: 'everybody',
    response: z.object({
      version: z.number().int(),
      effectiveFrom: civilDate,
      about: bilingual,
      demonstration: z.boolean(),
      offences: z.array(offence),
      /** Most that is imposed on the spot. */
      onTheSpot: z.object({ person: amount, organisation: amount }),
      limits: z.array(term),
    }),
  }),
  listPenalties: endpoint({
    method: 'GET',
    path: '/api/powers/penalties/cases',
    summary: 'Penalty cases',
    face: 'workbench',
    access: 'cases.read',
    query: z.object({
      ...paging,
      search,
      organ: code.optional(),
      offence: code.optional(),
      tier: tier.optional(),
      procedure: procedure.optional(),
      status: many(penaltyStatus),
    }),
    response: pageOf(penaltyRow),
  }),
  registerClue: endpoint({
    method: 'POST',
    path: '/api/powers/penalties/cases',
    summary: 'Register a clue to an offence',
    face: 'workbench',
    access: 'cases.act',
    body: clueInput,
    response: opened,
  }),
  decideOnTheSpot: endpoint({
    method: 'POST',
    path: '/api/powers/penalties/on-the-spot',
    summary: 'Enter a penalty that was imposed on the spot',
    face: 'workbench',
    access: 'cases.act',
    body: onTheSpotInput,
    response: opened,
  }),
  getPenalty: endpoint({
    method: 'GET',
    path: '/api/powers/penalties/cases/:id',
    summary: 'One penalty case, its party masked',
    face: 'workbench',
    access: 'cases.read',
    params: key,
    response: penaltyDetail,
  }),
  getDiscretion: endpoint({
    method: 'GET',
    path: '/api/powers/penalties/cases/:id/discretion',
    summary: 'Range, median and similar past cases for the amount of a penalty',
    face: 'workbench',
    access: 'cases.read',
    params: key,
    response: discretion,
  }),
  listPenaltyDocuments: endpoint({
    method: 'GET',
    path: '/api/powers/penalties/cases/:id/documents',
    summary: 'Advance notice, decision and delivery record of a penalty case, to print',
    face: 'workbench',
    access: 'cases.read',
    params: key,
    response: z.array(documentCheck.omit({ fingerprints: true })),
  }),
  assignOfficers: endpoint({
    method: 'POST',
    path: '/api/powers/penalties/cases/:id/officers',
    summary: 'Say which certified officers investigate',
    face: 'workbench',
    access: 'cases.act',
    params: key,
    body: z.object({ officers: z.array(z.string().max(40)).min(1).max(10) }),
    response: penaltyDetail,
  }),
  giveNotice: endpoint({
    method: 'POST',
    path: '/api/powers/penalties/cases/:id/notice',
    summary: 'Give the advance notice of a penalty',
    face: 'workbench',
    access: 'cases.act',
    params: key,
    body: noticeInput,
    response: penaltyDetail,
  }),
  decidePenalty: endpoint({
    method: 'POST',
    path: '/api/powers/penalties/cases/:id/decision',
    summary: 'Decide on a penalty',
    face: 'workbench',
    access: 'cases.act',
    params: key,
    body: decisionInput,
    response: penaltyDetail,
  }),
  annulDecision: endpoint({
    method: 'POST',
    path: '/api/powers/penalties/cases/:id/annulment',
    summary: 'Note that a decision was annulled; what was published of it is taken down at once',
    face: 'workbench',
    access: 'cases.act',
    params: key,
    body: z.object({ by: words(2, 200), reason: words(10) }),
    response: penaltyDetail,
  }),
  listCertificates: endpoint({
    method: 'GET',
    path: '/api/powers/penalties/certificates',
    summary: 'Certificates of officers',
    face: 'workbench',
    access: 'cases.read',
    query: z.object({
      ...paging,
      search,
      organ: code.optional(),
      valid: z.enum(['true', 'false']).optional(),
    }),
    response: pageOf(certificateRow),
  }),
  saveCertificate: endpoint({
    method: 'POST',
    path: '/api/powers/penalties/certificates',
    summary: 'Register the certificate of an officer of one’s own organ, or its new term',
    face: 'workbench',
    access: 'cases.act',
    body: certificate.refine(({ validFrom, validUntil }) => validFrom <= validUntil, {
      path: ['validUntil'],
      message: 'a day not before the first one',
    }),
    response: z.object({ number: z.string() }),
  }),
  listPublications: endpoint({
    method: 'GET',
    path: '/api/powers/penalties/publications',
    summary: 'Published penalty decisions, as long as they are to be shown',
    face: 'public',
    access: 'everybody',
    query: z.object({ ...paging, search, offence: code.optional(), region: regionCode.optional() }),
    response: pageOf(publicationRow),
  }),
  getPublication: endpoint({
    method: 'GET',
    path: '/api/powers/penalties/publications/:id',
    summary: 'One published penalty decision',
    face: 'public',
    access: 'everybody',
    params: key,
    response: publication,
  }),
};
