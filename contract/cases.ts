import { z } from 'zod';
import { alertLevel, alertRow } from '#contract/alerts';
import { flow, legalBasis } from '#contract/catalogue';
import { itemType } from '#contract/catalogue';
import { endpoint, many, pageOf, paging } from '#contract/endpoint';
import { explanationLine } from '#contract/explanation';
import { maskedPerson } from '#contract/privacy';
import { bilingual, civilDate, regionCode } from '#contract/text';

export const caseStatuses = [
  'opened',
  'accepted',
  'correcting',
  'paused',
  'decided',
  'closed',
  'not-accepted',
  'withdrawn',
  'terminated',
] as const;
export const caseStatus = z.enum(caseStatuses);
export type CaseStatus = z.infer<typeof caseStatus>;

export const caseRow = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  status: caseStatus,
  item: z.string(),
  itemName: bilingual,
  platform: z.string(),
  organ: z.string(),
  organName: bilingual,
  region: regionCode,
  regionName: bilingual,
  source: z.string(),
  openedAt: z.iso.datetime(),
  lastAt: z.iso.datetime(),
  closedAt: z.iso.datetime().nullable(),
  dueAt: z.iso.datetime().nullable(),
  late: z.boolean(),
  /** The highest level among its alerts that stand. */
  light: alertLevel.nullable(),
  /** An extension or a pause that was entered late waits for a second person. */
  awaitsSecondPerson: z.boolean(),
  demonstration: z.boolean(),
});
export type CaseRow = z.infer<typeof caseRow>;

export const clockView = z.object({
  kind: z.string(),
  name: bilingual,
  status: z.enum(['running', 'paused', 'stopped']),
  startedAt: z.iso.datetime(),
  stoppedAt: z.iso.datetime().nullable(),
  dueAt: z.iso.datetime().nullable(),
  provisional: z.boolean(),
  late: z.boolean(),
  timeZone: z.string(),
  basis: z.array(legalBasis),
  rungs: z.array(z.object({ code: z.string(), level: alertLevel, at: z.iso.datetime(), fired: z.boolean() })),
  explanation: z.array(explanationLine),
});
export type ClockView = z.infer<typeof clockView>;

export const timelineEntry = z.object({
  seq: z.number().int(),
  type: z.string(),
  title: bilingual,
  step: z.string().nullable(),
  stepName: bilingual.nullable(),
  actor: z.string().nullable(),
  post: z.string().nullable(),
  /** As the organ that acted calls the post; null where it has none of that code. */
  postName: bilingual.nullable(),
  /** What the item calls the contents that the event adds, by code; those without a name are not in it. */
  contentNames: z.record(z.string(), bilingual),
  occurredAt: z.iso.datetime(),
  recordedAt: z.iso.datetime(),
  source: z.string(),
  digest: z.string(),
  data: z.record(z.string(), z.unknown()),
});

/** An action that the state allows now, with the fields that it takes. */
export const availableAction = z.object({
  action: z.string(),
  title: bilingual,
  /** What it leads to, where the title does not say it all. */
  hint: bilingual.optional(),
  danger: z.boolean(),
  fields: z.array(
    z.object({
      name: z.string(),
      title: bilingual,
      /**
       * Of `choices` the value is a list of options; of `files` the ids of uploaded attachments; of `money` decimal text in
       * yuan, not negative.
       */
      kind: z.enum(['text', 'long-text', 'number', 'money', 'select', 'choices', 'date', 'files']),
      required: z.boolean(),
      minLength: z.number().int().optional(),
      /** Of texts: more or fewer characters than their kind takes otherwise. */
      maxLength: z.number().int().optional(),
      /** Of `files`: how many at most. */
      most: z.number().int().optional(),
      options: z.array(z.object({ value: z.string(), title: bilingual })).optional(),
    }),
  ),
});
export type AvailableAction = z.infer<typeof availableAction>;

export const caseDetail = caseRow.extend({
  /** The part of a platform that it belongs to, `<platform>/<part>`; null for a case without forms of its own. */
  part: z.string().nullable(),
  receipt: z.string(),
  /** Masked; null where no applicant is known. `readable`: whether whoever asks may read them in full, with a purpose. */
  applicant: maskedPerson.extend({ readable: z.boolean() }).nullable(),
  flow,
  /** Steps that stand done, by code: when an end was taken back, the decision and what follows it no longer do. */
  stepsDone: z.record(
    z.string(),
    z.object({
      count: z.number().int(),
      firstAt: z.iso.datetime(),
      lastAt: z.iso.datetime(),
      actor: z.string().nullable(),
    }),
  ),
  currentStep: z.string().nullable(),
  /** How often its end was taken back, and when last. */
  reopened: z.object({ times: z.number().int(), at: z.iso.datetime() }).nullable(),
  clocks: z.array(clockView),
  alerts: z.array(alertRow),
  timeline: z.array(timelineEntry),
  /** Extensions and pauses that were entered late and move no clock until a second person confirms them. */
  held: z.array(
    z.object({
      seq: z.number().int(),
      title: bilingual,
      claimedAt: z.iso.datetime(),
      recordedAt: z.iso.datetime(),
      actor: z.string().nullable(),
      basis: z.string(),
    }),
  ),
  availableActions: z.array(availableAction),
});
export type CaseDetail = z.infer<typeof caseDetail>;

export const actionBody = z.object({
  action: z.string(),
  values: z.record(z.string(), z.unknown()).default({}),
});

export const casesApi = {
  listCases: endpoint({
    method: 'GET',
    path: '/api/cases',
    summary: 'Cases by status, place, organ, item, source, lateness and number',
    face: 'workbench',
    access: 'cases.read',
    query: z.object({
      ...paging,
      search: z.string().optional(),
      region: regionCode.optional(),
      /** true: at the division itself, below none of its parts. */
      own: z.enum(['true', 'false']).optional(),
      organ: z.string().optional(),
      item: z.string().optional(),
      platform: z.string().optional(),
      /** Cases of items that are of this type in the newest version. */
      type: itemType.optional(),
      source: z.string().optional(),
      status: many(caseStatus),
      /** open: not ended; late: past due at closing or now. */
      open: z.enum(['true', 'false']).optional(),
      late: z.enum(['true', 'false']).optional(),
      /** The highest card that stands on it. */
      light: many(z.enum(['none', ...alertLevel.options])),
      /** true: an entry of it waits for a second person. */
      awaitsSecondPerson: z.enum(['true', 'false']).optional(),
      openedFrom: civilDate.optional(),
      openedTo: civilDate.optional(),
      closedFrom: civilDate.optional(),
      closedTo: civilDate.optional(),
      sort: z.enum(['newest', 'oldest', 'due']).default('newest'),
    }),
    response: pageOf(caseRow),
  }),
  getCase: endpoint({
    method: 'GET',
    path: '/api/cases/:id',
    summary: 'One case: timeline, flow, clocks with their derivation, alerts, actions allowed now',
    face: 'workbench',
    access: 'cases.read',
    params: z.object({ id: z.string() }),
    response: caseDetail,
  }),
  actOnCase: endpoint({
    method: 'POST',
    path: '/api/cases/:id/actions',
    summary: 'Take one of the actions that the case allows now',
    face: 'workbench',
    access: 'cases.act',
    params: z.object({ id: z.string() }),
    body: actionBody,
    response: caseDetail,
  }),
};
