import { z } from 'zod';
import { endpoint, pageOf, paging } from '#contract/endpoint';
import { type Bilingual, code, rfc3339 } from '#contract/text';
import { ticketKind } from './ticket-names.ts';
import { ticketPlace } from './ticket-parts.ts';

/** What became of a message of the mailbox. */
export const mailStandings = {
  ticket: { zh: '已生成工单', en: 'Became a ticket' },
  reply: { zh: '已并入工单', en: 'Added to a ticket' },
  'set-aside': { zh: '已搁置', en: 'Set aside' },
  faulty: { zh: '无法受理', en: 'Could not be taken in' },
} as const satisfies Record<string, Bilingual>;

/** Why a message is set aside, or what is wrong with it. */
export const mailReasons = {
  'auto-reply': { zh: '自动回复（RFC 3834）', en: 'Automatic reply (RFC 3834)' },
  bounce: { zh: '退信', en: 'Bounce' },
  list: { zh: '邮件列表或群发', en: 'Mailing list or bulk mail' },
  own: { zh: '本系统发出的邮件', en: 'Sent by this system' },
  duplicate: { zh: '重复投递（Message-ID 相同）', en: 'Delivered twice (same Message-ID)' },
  ended: { zh: '所回复的工单已结束', en: 'Reply to a ticket that has ended' },
  'too-large': { zh: '邮件过大，未下载', en: 'Too large; not downloaded' },
  'no-text': { zh: '没有可读的文字', en: 'No text that can be read' },
  unreadable: { zh: '格式损坏或字符无法识别', en: 'Broken, or characters that cannot be read' },
  refused: { zh: '未能受理', en: 'Refused' },
} as const satisfies Record<string, Bilingual>;
export type MailReason = keyof typeof mailReasons;

const keysOf = <T extends object>(names: T) =>
  z.enum(Object.keys(names) as [keyof T & string, ...(keyof T & string)[]]);

export const mailTabs = ['open', 'handled', 'taken', 'all'] as const;

const mailRow = z.object({
  id: z.number().int(),
  standing: keysOf(mailStandings),
  reason: keysOf(mailReasons).nullable(),
  detail: z.string().nullable(),
  subject: z.string(),
  /** Masked; null where nobody is named. */
  from: z.string().nullable(),
  bytes: z.number().int(),
  sentAt: rfc3339.nullable(),
  receivedAt: rfc3339,
  ticket: z.object({ id: z.string().nullable(), number: z.string() }).nullable(),
  /** Attachments that were not taken, with why. */
  leftOut: z.array(z.object({ name: z.string(), why: z.string(), whyZh: z.string() })),
  handled: z.object({ by: z.string(), at: rfc3339, note: z.string() }).nullable(),
  /** Whether the sender was told the receipt code. */
  answered: z.boolean(),
});
export type MailRow = z.infer<typeof mailRow>;

const mailView = mailRow.extend({ content: z.string(), mayAct: z.boolean() });
export type MailView = z.infer<typeof mailView>;

const byId = z.object({ id: z.coerce.number().int().min(1) });

/** What an agent says of a message that becomes a ticket by their hand. */
export const mailTicket = z.object({
  kind: ticketKind,
  category: code,
  title: z.string().trim().min(4).max(100),
  content: z.string().trim().min(10).max(4000),
  place: ticketPlace,
});

export const mailsApi = {
  listMails: endpoint({
    method: 'GET',
    path: '/api/hotline/mails',
    summary: 'Messages of the hotline’s mailbox and what became of them, newest first',
    face: 'workbench',
    access: 'cases.read',
    query: z.object({
      ...paging,
      tab: z.enum(mailTabs).default('open'),
      search: z.string().trim().max(80).optional(),
    }),
    response: pageOf(mailRow).extend({
      counts: z.object({ open: z.number().int() }),
      /** Whether a mailbox is named in the settings, and what was wrong at the last reading by this server. */
      mailbox: z.object({ configured: z.boolean(), fault: z.string().nullable() }),
    }),
  }),
  getMail: endpoint({
    method: 'GET',
    path: '/api/hotline/mails/:id',
    summary: 'One message with its text',
    face: 'workbench',
    access: 'cases.read',
    params: byId,
    response: mailView,
  }),
  makeTicketOfMail: endpoint({
    method: 'POST',
    path: '/api/hotline/mails/:id/ticket',
    summary: 'Take a message in as a ticket that was set aside or could not be taken in by itself',
    face: 'workbench',
    access: 'cases.act',
    params: byId,
    body: mailTicket,
    response: mailView,
  }),
  dismissMail: endpoint({
    method: 'POST',
    path: '/api/hotline/mails/:id/dismissal',
    summary: 'Say that nothing is to be done with a message that was set aside, and why',
    face: 'workbench',
    access: 'cases.act',
    params: byId,
    body: z.object({ note: z.string().trim().min(2).max(400) }),
    response: mailView,
  }),
};
