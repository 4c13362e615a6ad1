import { z } from 'zod';
import { attachmentRow } from '#contract/attachments';
import { endpoint, many, pageOf, paging } from '#contract/endpoint';
import { bilingual, civilDate, code, regionCode } from '#contract/text';
import {
  assignmentStatus,
  channel,
  handlingComplaint,
  measure,
  ticketKind,
  ticketStatus,
} from './ticket-names.ts';
import {
  agentTicket,
  assignmentView,
  callbackView,
  linkView,
  portalTicket,
  programme,
  ticketPlace,
  ticketRow,
} from './ticket-parts.ts';

/** Tabs of the list: by what there is to do. */
export const ticketTabs = [
  'to-sort',
  'returning',
  'handling',
  'to-check',
  'to-call-back',
  'to-supervise',
  'ended',
] as const;

/** One category of the tree, with what an agent says and the organs that are responsible at a place. */
const categoryNode = z.object({
  code,
  name: bilingual,
  parent: z.string().nullable(),
  emergency: z.boolean(),
});

const complaintAbout = z.object({
  number: z.string(),
  kind: handlingComplaint,
  /** Key of the case, where there is one of that number and whoever asks reaches it. */
  caseId: z.string().nullable(),
});

const excluded = z.object({
  reason: z.string(),
  askedBy: z.string(),
  decidedBy: z.string().nullable(),
  /** Null while nobody else has decided. */
  approved: z.boolean().nullable(),
});

/** What the caller told later, such as by e-mail. */
const supplements = z.array(z.object({ at: z.iso.datetime(), text: z.string() }));

/**
 * A ticket as officials see it, beside what every case shows (actions, clocks, alerts, who called, files).
 */
const ticketView = ticketRow.extend({
  content: z.string(),
  supplements,
  place: ticketPlace,
  programme: programme.nullable(),
  about: complaintAbout.nullable(),
  assignments: z.array(assignmentView),
  callbacks: z.array(callbackView),
  links: z.array(linkView),
  /** The ticket that this one was joined to. */
  main: linkView.nullable(),
  notices: z.array(z.object({ at: z.iso.datetime(), text: z.string() })),
  referral: z.object({ at: z.iso.datetime(), text: z.string() }).nullable(),
  exclusion: excluded.nullable(),
  supervision: z.object({ person: z.string(), reason: z.string(), at: z.iso.datetime() }).nullable(),
  needsSupervisor: z.boolean(),
  unansweredReminders: z.number().int(),
  /** How often the same caller reported the same before, within the days that count. */
  repeats: z.number().int(),
  /** What is done through routes of their own: dispatch, join. */
  may: z.array(z.string()),
});
export type TicketView = z.infer<typeof ticketView>;

/** An organ's part of a ticket, as that organ sees it; of a confidential ticket without the caller. */
const assignmentDetail = assignmentView.extend({
  id: z.string(),
  ticket: z.object({ id: z.string(), number: z.string(), readable: z.boolean() }),
  title: z.string(),
  content: z.string(),
  supplements,
  kind: ticketKind,
  categoryName: bilingual,
  place: ticketPlace,
  regionName: bilingual,
  instruction: z.string(),
  emergency: z.boolean(),
  confidential: z.boolean(),
  sentBack: z.object({ reason: z.string(), redos: z.number().int() }).nullable(),
  reminders: z.array(z.object({ at: z.iso.datetime(), text: z.string(), answer: z.string().nullable() })),
  returnUntil: z.iso.datetime().nullable(),
  partners: z.array(
    z.object({ organName: bilingual, status: assignmentStatus, answer: z.string().nullable() }),
  ),
  files: z.array(attachmentRow),
});
export type AssignmentDetail = z.infer<typeof assignmentDetail>;

const assignmentRow = z.object({
  id: z.string(),
  ticketNumber: z.string(),
  title: z.string(),
  role: assignmentView.shape.role,
  status: assignmentStatus,
  emergency: z.boolean(),
  confidential: z.boolean(),
  organName: bilingual,
  regionName: bilingual,
  handler: z.string().nullable(),
  openedAt: z.iso.datetime(),
  dueAt: z.iso.datetime().nullable(),
  late: z.boolean(),
  sentBack: z.boolean(),
  reminders: z.number().int(),
  demonstration: z.boolean(),
});
export type AssignmentRow = z.infer<typeof assignmentRow>;

/** What whoever holds the receipt sees: no name, and nothing of other callers. */
const ticketProgress = z.object({
  receipt: z.string(),
  number: z.string(),
  title: z.string(),
  categoryName: bilingual,
  regionName: bilingual,
  status: ticketStatus,
  openedAt: z.iso.datetime(),
  dueAt: z.iso.datetime().nullable(),
  late: z.boolean(),
  steps: z.array(z.object({ at: z.iso.datetime(), text: bilingual })),
  organs: z.array(bilingual),
  /** What was told, once it has been checked. */
  answer: z.string().nullable(),
  /** Number of the ticket that it is handled with. */
  handledWith: z.string().nullable(),
  redos: z.number().int(),
  result: z.enum(['satisfied', 'unsatisfied', 'unreachable', 'declined']).nullable(),
  /** remind, withdraw, evaluate. */
  may: z.array(z.string()),
  demonstration: z.boolean(),
});
export type TicketProgress = z.infer<typeof ticketProgress>;

const words = z.string().trim().max(1000);
const progressAction = z.discriminatedUnion('action', [
  z.object({ action: z.literal('remind'), text: words.min(5) }),
  z.object({ action: z.literal('withdraw-ticket'), text: words.optional() }),
  z.object({
    action: z.literal('evaluate'),
    result: z.enum(['satisfied', 'unsatisfied']),
    resolved: z.boolean(),
    text: words.default(''),
  }),
]);
export type ProgressAction = z.infer<typeof progressAction>;

/** A ticket that may be the same, with the ground of each. */
const suggestion = z.object({
  ticket: ticketRow,
  /** The same caller; words as similar as this, 0 to 1; metres apart where both have a point. */
  sameCaller: z.boolean(),
  similarity: z.number(),
  metres: z.number().nullable(),
  link: z.enum(['repeat', 'cluster']).nullable(),
});
export type Suggestion = z.infer<typeof suggestion>;

const organChoice = z.object({ organ: z.string(), organName: bilingual, reason: bilingual });

/** Rates of one organ over tickets that it led, with what they are made of. */
const organRates = z.object({
  organ: z.string(),
  organName: bilingual,
  tickets: z.number().int(),
  /** Each: how many count, and how many of them are well. */
  response: z.object({ of: z.number().int(), good: z.number().int() }),
  resolution: z.object({ of: z.number().int(), good: z.number().int() }),
  satisfaction: z.object({ of: z.number().int(), good: z.number().int() }),
  excluded: z.number().int(),
  redos: z.number().int(),
  reminders: z.number().int(),
  late: z.number().int(),
  /** 0 to 100, weighted as `reference/hotline/limits.json` says; null where nothing counts yet. */
  score: z.number().nullable(),
});
export type OrganRates = z.infer<typeof organRates>;

const ticketKey = z.object({ id: z.string() });
const byReceipt = z.object({ receipt: z.string().max(80) });
const received = z.object({ id: z.string(), number: z.string(), receipt: z.string() });

const listFilter = {
  search: z.string().trim().max(80).optional(),
  region: regionCode.optional(),
  organ: code.optional(),
  category: code.optional(),
  kind: ticketKind.optional(),
  channel: channel.optional(),
  status: many(ticketStatus),
  emergency: z.enum(['true', 'false']).optional(),
  supervised: z.enum(['true']).optional(),
  referred: z.enum(['true']).optional(),
  excluded: z.enum(['true']).optional(),
  late: z.enum(['true']).optional(),
  /** Tickets that count for a rate of `organ`, and whether they count well or badly. */
  measure: measure.optional(),
  good: z.enum(['true', 'false']).optional(),
  /** Complaints about the handling of the case with this key. */
  about: z.string().max(40).optional(),
  from: civilDate.optional(),
  to: civilDate.optional(),
};

export const ticketsApi = {
  listCategories: endpoint({
    method: 'GET',
    path: '/api/hotline/tickets/categories',
    summary: 'The tree of categories of the hotline',
    face: 'public',
    access: 'everybody',
    response: z.object({ version: z.number().int(), categories: z.array(categoryNode) }),
  }),
  reportTicket: endpoint({
    method: 'POST',
    path: '/api/hotline/tickets/reports',
    summary: 'Report something to the hotline; gives the receipt code by which its progress is followed',
    face: 'public',
    access: 'everybody',
    body: portalTicket,
    response: received.omit({ id: true }),
  }),
  getTicketProgress: endpoint({
    method: 'GET',
    path: '/api/hotline/tickets/progress/:receipt',
    summary: 'The progress of a ticket, by the code on its receipt',
    face: 'public',
    access: 'everybody',
    params: byReceipt,
    response: ticketProgress,
  }),
  actOnTicketProgress: endpoint({
    method: 'POST',
    path: '/api/hotline/tickets/progress/:receipt/actions',
    summary: 'Remind, withdraw or evaluate, by the code on the receipt',
    face: 'public',
    access: 'everybody',
    params: byReceipt,
    body: progressAction,
    response: ticketProgress,
  }),
  listMyTickets: endpoint({
    method: 'GET',
    path: '/api/hotline/tickets/my',
    summary: 'Tickets of whoever asks, newest first',
    face: 'public',
    access: 'signed-in',
    query: z.object(paging),
    response: pageOf(
      ticketProgress.pick({
        receipt: true,
        number: true,
        title: true,
        categoryName: true,
        status: true,
        openedAt: true,
        dueAt: true,
        late: true,
      }),
    ),
  }),
  listPublicNotices: endpoint({
    method: 'GET',
    path: '/api/hotline/tickets/notices',
    summary:
      'Organs that left reminders unanswered or handled twice without satisfying anybody, as published',
    face: 'public',
    access: 'everybody',
    query: z.object(paging),
    response: pageOf(
      z.object({
        number: z.string(),
        title: z.string(),
        organName: bilingual,
        text: z.string(),
        at: z.iso.datetime(),
        demonstration: z.boolean(),
      }),
    ),
  }),
  listTickets: endpoint({
    method: 'GET',
    path: '/api/hotline/tickets',
    summary: 'Tickets within one’s reach, emergencies first',
    face: 'workbench',
    access: 'cases.read',
    query: z.object({ ...paging, ...listFilter, tab: z.enum([...ticketTabs, 'all']).default('all') }),
    response: pageOf(ticketRow).extend({
      /** How many there are under each tab of what is to be done. */
      counts: z.partialRecord(z.enum(ticketTabs), z.number().int()),
    }),
  }),
  getTicket: endpoint({
    method: 'GET',
    path: '/api/hotline/tickets/cases/:id',
    summary: 'One ticket with the parts of organs, callbacks and what may be done',
    face: 'workbench',
    access: 'cases.read',
    params: ticketKey,
    response: ticketView,
  }),
  takeTicket: endpoint({
    method: 'POST',
    path: '/api/hotline/tickets',
    summary:
      'Enter what somebody said by telephone, letter, visit, e-mail or on air; answer it at once where possible',
    face: 'workbench',
    access: 'cases.act',
    body: agentTicket,
    response: received,
  }),
  suggestForTicket: endpoint({
    method: 'POST',
    path: '/api/hotline/tickets/suggestions',
    summary: 'While a call is written down: the caller’s earlier tickets, similar ones, the script',
    face: 'workbench',
    access: 'cases.act',
    body: z.object({
      phone: z.string().trim().max(30).optional(),
      text: z.string().trim().max(4000).default(''),
      category: code.optional(),
      place: ticketPlace.partial().optional(),
    }),
    response: z.object({
      /** Tickets of the same telephone number. */
      history: z.array(suggestion),
      similar: z.array(suggestion),
      script: z.array(bilingual),
    }),
  }),
  suggestOrgans: endpoint({
    method: 'GET',
    path: '/api/hotline/tickets/cases/:id/organs',
    summary: 'Organs that are responsible for a ticket by its category and place, with the reason of each',
    face: 'workbench',
    access: 'cases.act',
    params: ticketKey,
    query: z.object({ search: z.string().trim().max(40).optional() }),
    response: z.object({ suggested: z.array(organChoice), found: z.array(organChoice) }),
  }),
  dispatchTicket: endpoint({
    method: 'POST',
    path: '/api/hotline/tickets/cases/:id/dispatch',
    summary: 'Send a ticket to a lead organ and others that handle it with it',
    face: 'workbench',
    access: 'cases.act',
    params: ticketKey,
    body: z.object({
      lead: code,
      joint: z.array(code).max(5).default([]),
      instruction: z.string().trim().max(1000).default(''),
    }),
    response: ticketView,
  }),
  joinTicket: endpoint({
    method: 'POST',
    path: '/api/hotline/tickets/cases/:id/join',
    summary: 'Handle a ticket with another one; everybody is called back',
    face: 'workbench',
    access: 'cases.act',
    params: ticketKey,
    body: z.object({ main: z.string().max(40), kind: z.enum(['repeat', 'cluster']) }),
    response: ticketView,
  }),
  sortTicket: endpoint({
    method: 'POST',
    path: '/api/hotline/tickets/cases/:id/sort',
    summary: 'Correct the category and kind of a ticket before it is sent on',
    face: 'workbench',
    access: 'cases.act',
    params: ticketKey,
    body: z.object({ category: code, kind: ticketKind, reason: z.string().trim().max(400).optional() }),
    response: ticketView,
  }),
  listAssignments: endpoint({
    method: 'GET',
    path: '/api/hotline/assignments',
    summary: 'What has been sent to the organs within one’s reach, emergencies first',
    face: 'workbench',
    access: 'cases.read',
    query: z.object({
      ...paging,
      status: many(assignmentStatus),
      organ: code.optional(),
      search: z.string().trim().max(80).optional(),
      open: z.enum(['true', 'false']).optional(),
    }),
    response: pageOf(assignmentRow),
  }),
  getAssignment: endpoint({
    method: 'GET',
    path: '/api/hotline/assignments/:id',
    summary: 'An organ’s part of a ticket; of a confidential one without the caller',
    face: 'workbench',
    access: 'cases.read',
    params: ticketKey,
    response: assignmentDetail,
  }),
  listOrganRates: endpoint({
    method: 'GET',
    path: '/api/hotline/tickets/rates',
    summary: 'Response, resolution and satisfaction by organ, over tickets received in a time',
    face: 'workbench',
    access: 'cases.read',
    query: z.object({ region: regionCode.optional(), from: civilDate.optional(), to: civilDate.optional() }),
    response: z.object({
      weights: z.object({ response: z.number(), resolution: z.number(), satisfaction: z.number() }),
      rows: z.array(organRates),
    }),
  }),
};
