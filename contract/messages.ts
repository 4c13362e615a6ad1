import { z } from 'zod';
import { alertLevel } from '#contract/alerts';
import { endpoint, pageOf, paging } from '#contract/endpoint';
import { bilingual } from '#contract/text';

/** Ways out of the workbench. The workbench itself is always one. */
export const messageWays = ['email', 'gateway'] as const;
export type MessageWay = (typeof messageWays)[number];

const delivery = z.object({
  way: z.enum(messageWays),
  state: z.enum(['waiting', 'sent', 'failed']),
  tries: z.number().int(),
  nextAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  problem: z.string().nullable(),
});
export type Delivery = z.infer<typeof delivery>;

const told = {
  /** `given`, or that its correction went up to another level. */
  occasion: z.enum(['given', 'escalated']),
  audience: bilingual,
  madeAt: z.iso.datetime(),
  readAt: z.iso.datetime().nullable(),
  deliveries: z.array(delivery),
};

/** What somebody was told of a card. */
export const cardMessage = z.object({
  about: z.literal('card'),
  id: z.string(),
  alertId: z.string(),
  caseId: z.string(),
  caseNumber: z.string(),
  level: alertLevel,
  rule: z.string(),
  title: bilingual,
  organName: bilingual,
  itemName: bilingual,
  firedAt: z.iso.datetime(),
  ...told,
});

/** What a system administrator was told of an alarm about the system itself. */
export const alarmMessage = z.object({
  about: z.literal('alarm'),
  id: z.string(),
  level: alertLevel,
  title: bilingual,
  /** What was measured against which limit. */
  figures: bilingual,
  ...told,
});

export const messageRow = z.discriminatedUnion('about', [cardMessage, alarmMessage]);
export type MessageRow = z.infer<typeof messageRow>;

const preferences = z.object({
  email: z.string().nullable(),
  phone: z.string().nullable(),
  /** The least level that is sent; null: none is. */
  emailFrom: alertLevel.nullable(),
  gatewayFrom: alertLevel.nullable(),
});
export type MessagePreferences = z.infer<typeof preferences>;

export const messagesApi = {
  listMessages: endpoint({
    method: 'GET',
    path: '/api/messages',
    summary: 'What one was told of cards, and system administrators of alarms about the system; newest first',
    face: 'workbench',
    access: 'signed-in',
    query: z.object({
      ...paging,
      unread: z.enum(['true', 'false']).optional(),
      level: alertLevel.optional(),
    }),
    response: pageOf(messageRow).extend({ unread: z.number().int() }),
  }),
  markRead: endpoint({
    method: 'POST',
    path: '/api/messages/read',
    summary: 'Marks messages of one’s own as read; all of them where none is named',
    face: 'workbench',
    access: 'signed-in',
    body: z.object({
      ids: z
        .array(z.string().regex(/^\d{1,18}$/))
        .max(200)
        .optional(),
    }),
    response: z.object({ read: z.number().int() }),
  }),
  getPreferences: endpoint({
    method: 'GET',
    path: '/api/messages/preferences',
    summary: 'How one wants to be told besides the workbench, and which ways this installation has',
    face: 'workbench',
    access: 'signed-in',
    response: z.object({ ...preferences.shape, ways: z.array(z.enum(messageWays)) }),
  }),
  savePreferences: endpoint({
    method: 'PUT',
    path: '/api/messages/preferences',
    summary: 'Sets how one wants to be told',
    face: 'workbench',
    access: 'signed-in',
    body: preferences,
    response: z.object({ ...preferences.shape, ways: z.array(z.enum(messageWays)) }),
  }),
  listTold: endpoint({
    method: 'GET',
    path: '/api/alerts/:id/messages',
    summary: 'Who was told of an alert, by which way, and what became of it',
    face: 'workbench',
    access: 'alerts.read',
    params: z.object({ id: z.string() }),
    response: z.array(z.object({ account: z.string(), ...told })),
  }),
};
