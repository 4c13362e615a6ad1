import { z } from 'zod';
import { attachmentId } from '#contract/attachments';
import { code, regionCode, rfc3339 } from '#contract/text';
import {
  assignmentRole,
  assignmentStatus,
  callbackResult,
  channel,
  handlingComplaint,
  linkKind,
  mediaChannels,
  ticketKind,
  ticketStatus,
} from './ticket-names.ts';

const short = z.string().trim().min(1).max(400);
const caseKey = z.string().regex(/^\d{4}-\d{1,15}$/, 'the key of a case, such as 3701-1234');

/** Longitude and latitude in degrees (GCJ-02 as Chinese maps give it), where somebody marked a point. */
export const point = z.object({
  longitude: z.number().min(-180).max(180),
  latitude: z.number().min(-90).max(90),
});
export type Point = z.infer<typeof point>;

/** Where it is: a division, words, a community (小区、村居), a point on the map. */
export const ticketPlace = z.object({
  region: regionCode,
  address: z.string().trim().max(200).default(''),
  community: z.string().trim().max(80).default(''),
  point: point.optional(),
});
export type TicketPlace = z.infer<typeof ticketPlace>;

/** A programme or a paper: what was asked on air belongs to its episode. */
export const programme = z.object({
  name: short,
  episode: short,
  /** Organ that was on air. */
  organOnAir: code.optional(),
});

/** Whoever calls or writes; all of it sealed. Nothing is asked of somebody who wants to stay unnamed. */
export const caller = z.object({
  name: z.string().trim().max(60).optional(),
  phone: z.string().trim().max(30).optional(),
  email: z.string().trim().max(120).optional(),
  address: z.string().trim().max(200).optional(),
});
export type Caller = z.infer<typeof caller>;

/** What is said in a ticket, by whichever way it came. */
const said = z.object({
  kind: ticketKind,
  category: code,
  title: z.string().trim().min(4).max(100),
  content: z.string().trim().min(10).max(4000),
  place: ticketPlace,
  caller,
  /** Whoever handles it learns nothing of the caller. */
  confidential: z.boolean().default(false),
  files: z.array(attachmentId).max(9).default([]),
  /** Number of the case whose handling is complained of, and of what. */
  about: z.object({ number: short, kind: handlingComplaint }).optional(),
});

/** What a citizen sends through the portal; a way to answer is asked for. */
export const portalTicket = said.extend({
  /** What the page sent along with the photos that it uploaded, by which they are known as its own. */
  proof: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .optional(),
});

/** What an agent enters. */
export const agentTicket = said
  .extend({
    channel: channel.extract(['phone', 'letter', 'visit', 'email', ...mediaChannels]),
    emergency: z.boolean().default(false),
    programme: programme.optional(),
    /** When it was written or aired, where that is earlier. */
    happenedAt: rfc3339.optional(),
    /** A ticket that this one repeats or lies beside, as the agent chose among those suggested. */
    link: z.object({ ticket: caseKey, kind: linkKind }).optional(),
    /** What was told at once; the ticket is closed with it. */
    answer: z.string().trim().min(5).max(2000).optional(),
  })
  .superRefine((ticket, context) => {
    if ((mediaChannels as readonly string[]).includes(ticket.channel) && !ticket.programme)
      context.addIssue({ code: 'custom', path: ['programme', 'name'], message: 'name and episode' });
  });

/** One organ's part of a ticket, as the ticket knows it. */
export const assignmentView = z.object({
  n: z.number().int(),
  role: assignmentRole,
  organ: z.string(),
  organName: z.object({ zh: z.string(), en: z.string() }),
  status: assignmentStatus,
  /** Key of its case, for officials who reach it. */
  caseId: z.string().nullable(),
  handler: z.string().nullable(),
  dispatchedAt: rfc3339,
  signedAt: rfc3339.nullable(),
  contactedAt: rfc3339.nullable(),
  answer: z.string().nullable(),
  answeredAt: rfc3339.nullable(),
  /** Why it asks to be rid of it, or was. */
  returnReason: z.string().nullable(),
  extensionAsked: z.object({ days: z.number().int(), reason: z.string() }).nullable(),
  extendedBy: z.number().int(),
});

export const callbackView = z.object({
  at: rfc3339,
  by: z.string(),
  result: callbackResult,
  resolved: z.boolean().nullable(),
  note: z.string(),
  /** Satisfied or not, of which turn of handling. */
  redos: z.number().int(),
});

export const linkView = z.object({
  id: caseKey.nullable(),
  number: z.string(),
  title: z.string(),
  status: ticketStatus.nullable(),
  kind: linkKind,
});

/** One row of a list of tickets; nothing of whoever called. */
export const ticketRow = z.object({
  id: caseKey,
  number: z.string(),
  title: z.string(),
  kind: ticketKind,
  channel,
  category: z.string(),
  categoryName: z.object({ zh: z.string(), en: z.string() }),
  status: ticketStatus,
  emergency: z.boolean(),
  confidential: z.boolean(),
  region: regionCode,
  regionName: z.object({ zh: z.string(), en: z.string() }),
  /** Lead organ, once dispatched. */
  organName: z.object({ zh: z.string(), en: z.string() }).nullable(),
  openedAt: rfc3339,
  dueAt: rfc3339.nullable(),
  late: z.boolean(),
  redos: z.number().int(),
  reminders: z.number().int(),
  /** Named person who watches over it. */
  supervisor: z.string().nullable(),
  excluded: z.boolean(),
  demonstration: z.boolean(),
});
export type TicketRow = z.infer<typeof ticketRow>;
