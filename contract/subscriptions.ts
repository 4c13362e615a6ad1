import { z } from 'zod';
import { endpoint } from '#contract/endpoint';
import { bilingual, code, regionCode } from '#contract/text';

const token = z.string().min(20).max(80);

/** What a subscription is to, without whose it is. */
const subscription = z.object({
  columnName: bilingual.nullable(),
  regionName: bilingual.nullable(),
  state: z.enum(['asked', 'confirmed', 'ended']),
});
export type Subscription = z.infer<typeof subscription>;

export const subscriptionsApi = {
  /** The same answer whether the address is subscribed already or not: nobody learns by it who is. */
  subscribe: endpoint({
    method: 'POST',
    path: '/api/subscriptions',
    summary:
      'Ask to be told of new bulletins by e-mail; nothing is sent before a link in a first mail was opened',
    face: 'public',
    access: 'everybody',
    body: z.object({
      email: z.string().max(254),
      column: code.optional(),
      region: regionCode.optional(),
      language: z.enum(['zh', 'en']).default('zh'),
    }),
    response: z.object({ asked: z.literal(true) }),
  }),
  find: endpoint({
    method: 'POST',
    path: '/api/subscriptions/find',
    summary: 'What the subscription of a mail is to, by the secret in its links',
    face: 'public',
    access: 'everybody',
    body: z.object({ token }),
    response: subscription,
  }),
  confirm: endpoint({
    method: 'POST',
    path: '/api/subscriptions/confirm',
    summary: 'Confirm a subscription by the secret in the first mail',
    face: 'public',
    access: 'everybody',
    body: z.object({ token }),
    response: subscription,
  }),
  end: endpoint({
    method: 'POST',
    path: '/api/subscriptions/end',
    summary: 'End a subscription; the address is destroyed',
    face: 'public',
    access: 'everybody',
    body: z.object({ token }),
    response: subscription,
  }),
  oneClick: endpoint({
    method: 'POST',
    path: '/api/subscriptions/one-click/:token',
    summary: 'End a subscription from a mail program in one step (RFC 8058)',
    face: 'public',
    access: 'everybody',
    params: z.object({ token }),
    bodies: { 'application/x-www-form-urlencoded': z.object({ 'List-Unsubscribe': z.literal('One-Click') }) },
    response: z.object({ ended: z.literal(true) }),
  }),
};
