import { z } from 'zod';
import { attachmentId, attachmentRow } from '#contract/attachments';
import { clockView } from '#contract/cases';
import { limit } from '#contract/catalogue';
import { documentCheck } from '#contract/documents';
import { endpoint, many, pageOf, paging } from '#contract/endpoint';
import { formField } from '#contract/item-form';
import { itemMaterial } from '#contract/item-material';
import { bilingual } from '#contract/text';
import { filledForm } from '#contract/services/application-form';

/** Where an application stands, in words for everybody. */
export const applicationStatuses = {
  filed: { zh: '待受理', en: 'Awaiting acceptance' },
  correcting: { zh: '待补正', en: 'Awaiting corrections' },
  accepted: { zh: '办理中', en: 'Being handled' },
  paused: { zh: '特别程序中', en: 'In a special procedure' },
  decided: { zh: '已作决定', en: 'Decided' },
  closed: { zh: '已办结', en: 'Closed' },
  'not-accepted': { zh: '不予受理', en: 'Not accepted' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  terminated: { zh: '已终止', en: 'Terminated' },
  archived: { zh: '已归档', en: 'Archived' },
} as const;
export type ApplicationStatus = keyof typeof applicationStatuses;
export const applicationStatus = z.enum(
  Object.keys(applicationStatuses) as [ApplicationStatus, ...ApplicationStatus[]],
);

export const partStages = {
  waiting: { zh: '等待前序事项', en: 'Waits for another part' },
  open: { zh: '待受理', en: 'Awaiting acceptance' },
  asked: { zh: '待补正', en: 'Awaiting corrections' },
  accepted: { zh: '办理中', en: 'Being handled' },
  decided: { zh: '已作决定', en: 'Decided' },
  ended: { zh: '已结束', en: 'Ended' },
  void: { zh: '不再启动', en: 'Will not begin' },
} as const;
export const outcomes = {
  granted: { zh: '准予', en: 'Granted' },
  denied: { zh: '不予', en: 'Denied' },
  other: { zh: '部分准予', en: 'Granted in part' },
} as const;
export const complaintKinds = {
  inaction: { zh: '不作为', en: 'Failure to act' },
  misconduct: { zh: '乱作为', en: 'Misuse of power' },
  slowness: { zh: '慢作为', en: 'Slowness' },
  other: { zh: '其他', en: 'Other' },
} as const;
const complaintKind = z.enum(['inaction', 'misconduct', 'slowness', 'other']);
const outcome = z.enum(['granted', 'denied', 'other']);
const stars = z.number().int().min(1).max(5);
const words = z.string().trim().min(1).max(2000);

/** What the page of an application form is made of. */
export const applicationForm = z.object({
  item: z.string(),
  itemName: bilingual,
  organName: bilingual,
  /** What it asks of whoever applies, of every item alike. */
  applicant: z.array(formField),
  fields: z.array(formField),
  materials: z.array(itemMaterial),
  parts: z.array(
    z.object({ item: z.string(), name: bilingual, organName: bilingual, after: z.array(z.string()) }),
  ),
  promised: limit.nullable(),
  legal: limit.nullable(),
});
export type ApplicationForm = z.infer<typeof applicationForm>;

/** A token names a draft: 128 random bits; of use to its own account alone. */
const draftToken = z.string().regex(/^[0-9a-f]{32}$/, 'the token of a draft');
export const draft = z.object({
  token: draftToken,
  item: z.string(),
  values: filledForm,
  files: z.array(attachmentRow),
  savedAt: z.iso.datetime(),
});
export type Draft = z.infer<typeof draft>;

const filedMaterial = z.object({
  code: z.string(),
  name: bilingual,
  files: z.array(attachmentRow),
});

const clockOfWhole = clockView.omit({ rungs: true });

export const applicationPart = z.object({
  item: z.string(),
  name: bilingual,
  organName: bilingual,
  after: z.array(z.string()),
  stage: z.enum(Object.keys(partStages) as [keyof typeof partStages, ...(keyof typeof partStages)[]]),
  outcome: outcome.nullable(),
  /** The special procedure in which it stands still. */
  pausedFor: z.string().nullable(),
  /** Key of its own case, for officials who may see it. */
  caseId: z.string().nullable(),
  clock: clockOfWhole.nullable(),
});
export type ApplicationPart = z.infer<typeof applicationPart>;

const correctionRequest = z.object({
  /** Name of the part that asks; null where the application has no parts. */
  part: bilingual.nullable(),
  organName: bilingual,
  reason: z.string(),
  materials: z.array(z.object({ code: z.string(), name: bilingual })),
});

const answer = z.object({ code: z.string(), name: bilingual, value: z.string(), personal: z.boolean() });

const message = z.object({ by: z.enum(['applicant', 'organ']), at: z.iso.datetime(), text: z.string() });

/** An application as its applicant sees it; officials see the same, and what was filled in. */
export const applicationView = z.object({
  receipt: z.string(),
  number: z.string(),
  item: z.string(),
  itemName: bilingual,
  organName: bilingual,
  status: applicationStatus,
  outcome: outcome.nullable(),
  channel: z.enum(['portal', 'window']),
  openedAt: z.iso.datetime(),
  closedAt: z.iso.datetime().nullable(),
  /** The clocks of the whole; the first is the one that people go by. */
  clocks: z.array(clockOfWhole),
  parts: z.array(applicationPart),
  /** Of a joint application: when its last part is due. */
  partsDueAt: z.iso.datetime().nullable(),
  /** What has to be corrected, everything at once; null when nothing is asked. */
  asked: z.object({ at: z.iso.datetime(), requests: z.array(correctionRequest) }).nullable(),
  /** What was filled in; what is personal is masked. */
  answers: z.array(answer),
  materials: z.array(filedMaterial),
  messages: z.array(message),
  complaints: z.array(z.object({ about: complaintKind, at: z.iso.datetime(), text: z.string() })),
  rating: z.object({ stars, text: z.string().nullable(), changeableUntil: z.iso.datetime() }).nullable(),
  deliveredAt: z.iso.datetime().nullable(),
  archive: z.object({ at: z.iso.datetime(), fingerprint: z.string() }).nullable(),
  /** What the applicant may do now: withdraw, answer-corrections, message, complain, rate. */
  may: z.array(z.string()),
  supervisionPhone: z.string().nullable(),
  demonstration: z.boolean(),
});
export type ApplicationView = z.infer<typeof applicationView>;

/** A notice or licence, to be read, printed and verified by its code. */
export const applicationDocument = documentCheck
  .pick({ code: true, kindName: true, title: true, number: true, organ: true, date: true, state: true })
  .extend({ sha256: z.string() });
export type ApplicationDocument = z.infer<typeof applicationDocument>;

/** What an applicant does with an application of theirs. */
export const applicantAction = z.discriminatedUnion('action', [
  z.object({ action: z.literal('withdraw-application'), text: words.optional() }),
  z.object({
    action: z.literal('answer-corrections'),
    text: words.optional(),
    /** Uploaded files by code of the material. */
    materials: z.record(z.string().max(80), z.array(attachmentId).max(20)),
  }),
  z.object({ action: z.literal('message'), text: words }),
  z.object({ action: z.literal('complain'), about: complaintKind, text: words }),
  z.object({ action: z.literal('rate'), stars, text: words.optional() }),
]);
export type ApplicantAction = z.infer<typeof applicantAction>;

/** Tabs of the workbench list: by what there is to do. */
export const applicationTabs = [
  'to-accept',
  'correcting',
  'handling',
  'to-deliver',
  'to-archive',
  'ended',
] as const;
const applicationTab = z.enum([...applicationTabs, 'all']);

export const applicationRow = z.object({
  id: z.string(),
  number: z.string(),
  itemName: bilingual,
  organName: bilingual,
  status: applicationStatus,
  outcome: outcome.nullable(),
  /** Whole of several parts, one part, or neither. */
  shape: z.enum(['single', 'joint', 'part']),
  openedAt: z.iso.datetime(),
  dueAt: z.iso.datetime().nullable(),
  late: z.boolean(),
  messages: z.number().int(),
  demonstration: z.boolean(),
});
export type ApplicationRow = z.infer<typeof applicationRow>;

export const myApplicationRow = applicationRow
  .omit({ id: true, shape: true })
  .extend({ receipt: z.string(), asked: z.boolean() });

const ratingRow = z.object({
  organ: z.string(),
  organName: bilingual,
  /** In tens: later ratings are told once they are ten. */
  rated: z.number().int(),
  average: z.number(),
});

const filing = filledForm.extend({ item: z.string().max(80) });

export const applicationsApi = {
  getApplicationForm: endpoint({
    method: 'GET',
    path: '/api/services/forms/:item',
    summary: 'What the application for an item asks: fields, materials, parts',
    face: 'public',
    access: 'everybody',
    params: z.object({ item: z.string().max(80) }),
    response: applicationForm,
  }),
  saveDraft: endpoint({
    method: 'POST',
    path: '/api/services/drafts',
    summary: 'Keep a form as far as it is filled in, sealed, for whoever has signed in',
    face: 'public',
    access: 'signed-in',
    body: z.object({ token: draftToken.optional(), item: z.string().max(80), values: filledForm }),
    response: draft.pick({ token: true, savedAt: true }),
  }),
  getDraft: endpoint({
    method: 'GET',
    path: '/api/services/drafts/:token',
    summary: 'A draft of one’s own',
    face: 'public',
    access: 'signed-in',
    params: z.object({ token: z.string().max(80) }),
    response: draft,
  }),
  fileApplication: endpoint({
    method: 'POST',
    path: '/api/services/applications',
    summary: 'File an application for oneself, or for whom one acts',
    face: 'public',
    access: 'signed-in',
    body: filing.extend({ token: draftToken.optional() }),
    response: z.object({ receipt: z.string(), number: z.string() }),
  }),
  receiveApplication: endpoint({
    method: 'POST',
    path: '/api/services/received',
    summary: 'Take an application in at a window or village point, on somebody’s behalf',
    face: 'workbench',
    access: 'cases.act',
    body: filing,
    response: z.object({ receipt: z.string(), number: z.string() }),
  }),
  listMyApplications: endpoint({
    method: 'GET',
    path: '/api/services/my',
    summary: 'Applications of whoever asks, newest first',
    face: 'public',
    access: 'signed-in',
    query: z.object({ ...paging, open: z.enum(['true', 'false']).optional() }),
    response: pageOf(myApplicationRow),
  }),
  getApplication: endpoint({
    method: 'GET',
    path: '/api/services/applications/:receipt',
    summary: 'An application, by the code on its receipt',
    face: 'public',
    access: 'everybody',
    params: z.object({ receipt: z.string().max(80) }),
    response: applicationView,
  }),
  listApplicationDocuments: endpoint({
    method: 'GET',
    path: '/api/services/applications/:receipt/documents',
    summary: 'Notices and licences of an application and its parts, by the code on the receipt',
    face: 'public',
    access: 'everybody',
    params: z.object({ receipt: z.string().max(80) }),
    response: z.array(applicationDocument),
  }),
  actOnApplication: endpoint({
    method: 'POST',
    path: '/api/services/applications/:receipt/actions',
    summary: 'Withdraw, answer corrections, write a message, complain or rate; by the code on the receipt',
    face: 'public',
    access: 'everybody',
    params: z.object({ receipt: z.string().max(80) }),
    body: applicantAction,
    response: applicationView,
  }),
  listApplications: endpoint({
    method: 'GET',
    path: '/api/services/cases',
    summary: 'Applications within one’s reach, by what there is to do',
    face: 'workbench',
    access: 'cases.read',
    query: z.object({
      ...paging,
      tab: applicationTab.default('all'),
      search: z.string().max(80).optional(),
      item: z.string().max(80).optional(),
      organ: z.string().max(80).optional(),
      status: many(applicationStatus),
    }),
    response: pageOf(applicationRow).extend({
      /** How many there are under each tab. */
      counts: z.record(z.enum(applicationTabs), z.number().int()),
    }),
  }),
  getCaseApplication: endpoint({
    method: 'GET',
    path: '/api/services/cases/:id',
    summary: 'The application of a case: answers, materials, parts, messages',
    face: 'workbench',
    access: 'cases.read',
    params: z.object({ id: z.string() }),
    response: applicationView,
  }),
  readAnswers: endpoint({
    method: 'POST',
    path: '/api/services/cases/:id/answers',
    summary: 'Read what was filled in in full; who read it and why is written down first',
    face: 'workbench',
    access: 'personal.read',
    params: z.object({ id: z.string() }),
    body: z.object({ purpose: z.enum(['case-handling', 'contact', 'identity-check', 'supervision']) }),
    response: z.array(answer),
  }),
  listCaseNotices: endpoint({
    method: 'GET',
    path: '/api/services/cases/:id/documents',
    summary: 'Notices and licences of the application of a case',
    face: 'workbench',
    access: 'cases.read',
    params: z.object({ id: z.string() }),
    response: z.array(applicationDocument),
  }),
  writeToApplicant: endpoint({
    method: 'POST',
    path: '/api/services/cases/:id/messages',
    summary: 'Write a message to the applicant',
    face: 'workbench',
    access: 'cases.act',
    params: z.object({ id: z.string() }),
    body: z.object({ text: words }),
    response: applicationView,
  }),
  listRatings: endpoint({
    method: 'GET',
    path: '/api/services/ratings',
    summary: 'How applicants have rated each organ, told by tens of ratings',
    face: 'public',
    access: 'everybody',
    query: z.object(paging),
    response: pageOf(ratingRow),
  }),
};
