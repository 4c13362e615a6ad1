import { z } from 'zod';
import { endpoint, pageOf, paging } from '#contract/endpoint';
import { type Bilingual, bilingual, civilDate, rfc3339 } from '#contract/text';

/** What is kept of a person, all of it sealed. */
export const personFields = {
  name: { zh: '姓名', en: 'Name' },
  idNumber: { zh: '身份证号', en: 'Identity number' },
  phone: { zh: '电话', en: 'Phone' },
  email: { zh: '电子邮箱', en: 'E-mail' },
  address: { zh: '住址', en: 'Address' },
} as const satisfies Record<string, Bilingual>;
export type PersonField = keyof typeof personFields;
export const personField = z.enum(Object.keys(personFields) as [PersonField, ...PersonField[]]);

/**
 * What personal data may be read in full for: a definite purpose that has to do with the handling (个人信息保护法 art. 6).
 * A purpose that is not here is none.
 */
export const readPurposes = {
  'case-handling': { zh: '办理该办件', en: 'To handle the case' },
  contact: { zh: '联系当事人', en: 'To reach the person' },
  'identity-check': { zh: '核对身份', en: 'To check who somebody is' },
  supervision: { zh: '监督检查', en: 'To supervise' },
  'break-glass': { zh: '紧急查阅', en: 'Break-glass access' },
  'own-record': { zh: '查阅本人信息', en: 'To read one’s own record' },
} as const satisfies Record<string, Bilingual>;
export type ReadPurpose = keyof typeof readPurposes;
export const readPurpose = z.enum(Object.keys(readPurposes) as [ReadPurpose, ...ReadPurpose[]]);

const key = z.string().regex(/^\d{1,15}$/, 'a number');
const caseKey = z.string().regex(/^\d{4}-\d{1,15}$/, 'the key of a case, such as 3701-1234');
const fields = z.array(personField).min(1).max(5);
const words = z.string().trim().min(10).max(1000);

/** A person as everybody who may know that there is one sees them: masked on the server. */
export const maskedPerson = z.object({
  id: key,
  fields: z.partialRecord(personField, z.string()),
});
export type MaskedPerson = z.infer<typeof maskedPerson>;

/** One reading in full. */
const sensitiveRead = z.object({
  id: key,
  /** Account name of who read it. */
  actor: z.string(),
  person: key,
  fields: z.array(personField),
  purpose: readPurpose,
  purposeText: bilingual,
  caseId: caseKey.nullable(),
  breakGlass: key.nullable(),
  at: rfc3339,
});
export type SensitiveRead = z.infer<typeof sensitiveRead>;

const readPeriod = { from: civilDate.optional(), to: civilDate.optional() };

export const breakGlassPhases = {
  asked: { zh: '待第一人批准', en: 'Waits for the first approval' },
  seconded: { zh: '待第二人批准', en: 'Waits for the second approval' },
  open: { zh: '已开启', en: 'Open' },
  'to-review': { zh: '待复核', en: 'To be reviewed' },
  reviewed: { zh: '已复核', en: 'Reviewed' },
  refused: { zh: '未批准', en: 'Refused' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  lapsed: { zh: '逾期未批准，已失效', en: 'Lapsed without approval' },
} as const satisfies Record<string, Bilingual>;
export type BreakGlassPhase = keyof typeof breakGlassPhases;
export const breakGlassPhase = z.enum(
  Object.keys(breakGlassPhases) as [BreakGlassPhase, ...BreakGlassPhase[]],
);

export const breakGlassActions = {
  approve: { zh: '批准', en: 'Approve' },
  refuse: { zh: '不批准', en: 'Refuse' },
  withdraw: { zh: '撤回', en: 'Withdraw' },
  close: { zh: '提前结束', en: 'Close early' },
  review: { zh: '复核', en: 'Review' },
} as const satisfies Record<string, Bilingual>;
export type BreakGlassAction = keyof typeof breakGlassActions;
export const breakGlassAction = z.enum(
  Object.keys(breakGlassActions) as [BreakGlassAction, ...BreakGlassAction[]],
);

/** What is asked for: fields of one person's record, for one case, with a reason. */
export const breakGlassAsk = z.object({ person: key, fields, caseId: caseKey, reason: words });

/** Each event of a request with its data; who and when stand beside it. */
export const breakGlassEvents = {
  'break-glass.asked': breakGlassAsk.extend({
    /** Of the case: who reaches it may approve. */
    organId: z.number().int(),
    region: z.number().int(),
    lapsesAt: rfc3339,
  }),
  /** The second approval opens it and sets its end. */
  'break-glass.approved': z.object({ endsAt: rfc3339.nullable(), reviewDueAt: rfc3339.nullable() }),
  'break-glass.refused': z.object({ note: words }),
  'break-glass.withdrawn': z.object({}),
  'break-glass.closed': z.object({ reviewDueAt: rfc3339 }),
  'break-glass.reviewed': z.object({ justified: z.boolean(), note: words }),
} as const;

const breakGlass = z.object({
  id: key,
  ...breakGlassAsk.shape,
  phase: breakGlassPhase,
  phaseText: bilingual,
  asker: z.string(),
  askedAt: rfc3339,
  approvers: z.array(z.string()),
  lapsesAt: rfc3339,
  endsAt: rfc3339.nullable(),
  reviewDueAt: rfc3339.nullable(),
  reviewOverdue: z.boolean(),
  verdict: z.object({ by: z.string(), justified: z.boolean(), note: z.string() }).nullable(),
  /** What whoever asks may do with it now. */
  actions: z.array(z.object({ action: breakGlassAction, title: bilingual })),
});
export type BreakGlass = z.infer<typeof breakGlass>;

const byId = z.object({ id: key });

export const privacyApi = {
  getPerson: endpoint({
    method: 'GET',
    path: '/api/people/:id',
    summary: 'A person, masked',
    face: 'workbench',
    access: 'personal.read',
    params: byId,
    response: maskedPerson,
  }),
  readInFull: endpoint({
    method: 'POST',
    path: '/api/people/:id/readings',
    summary: 'Read fields of a person in full; the reading is recorded first',
    face: 'workbench',
    access: 'personal.read',
    params: byId,
    body: z.object({
      fields,
      purpose: readPurpose.exclude(['own-record']),
      caseId: caseKey,
      breakGlass: key.optional(),
    }),
    response: z.object({ id: key, fields: z.partialRecord(personField, z.string()) }),
  }),
  whoReadMine: endpoint({
    method: 'GET',
    path: '/api/my/readings',
    summary: 'Who read my record in full, when and what for, newest first',
    face: 'public',
    access: 'signed-in',
    query: z.object({ ...paging, ...readPeriod }),
    response: pageOf(sensitiveRead.omit({ person: true })),
  }),
  listReadings: endpoint({
    method: 'GET',
    path: '/api/readings',
    summary: 'All readings in full, for auditors, newest first',
    face: 'workbench',
    access: 'audit.read',
    query: z.object({
      ...paging,
      ...readPeriod,
      actor: z.string().min(1).max(120).optional(),
      person: key.optional(),
      purpose: readPurpose.optional(),
      caseId: caseKey.optional(),
      breakGlass: key.optional(),
    }),
    response: pageOf(sensitiveRead),
  }),
  askBreakGlass: endpoint({
    method: 'POST',
    path: '/api/break-glass',
    summary: 'Ask for break-glass access to a record, with reason and case',
    face: 'workbench',
    access: 'break-glass.ask',
    body: breakGlassAsk,
    response: breakGlass,
  }),
  listBreakGlass: endpoint({
    method: 'GET',
    path: '/api/break-glass',
    summary: 'Requests for break-glass access, newest first',
    face: 'workbench',
    access: ['break-glass.ask', 'break-glass.approve', 'audit.read'],
    query: z.object({ ...paging, phase: breakGlassPhase.optional() }),
    response: pageOf(breakGlass),
  }),
  getBreakGlass: endpoint({
    method: 'GET',
    path: '/api/break-glass/:id',
    summary: 'One request for break-glass access with what may be done with it',
    face: 'workbench',
    access: ['break-glass.ask', 'break-glass.approve', 'audit.read'],
    params: byId,
    response: breakGlass,
  }),
  actOnBreakGlass: endpoint({
    method: 'POST',
    path: '/api/break-glass/:id/actions',
    summary: 'Approve, refuse, withdraw, close or review a request for break-glass access',
    face: 'workbench',
    access: ['break-glass.ask', 'break-glass.approve'],
    params: byId,
    body: z.object({
      action: breakGlassAction,
      note: words.optional(),
      justified: z.boolean().optional(),
    }),
    response: breakGlass,
  }),
};
