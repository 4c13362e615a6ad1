import type zh from '../../i18n/zh/workbench-people.ts';

export type EventType = keyof (typeof zh)['events']['types'];

/** The kinds of events in the journal of people, in the order of the filter. */
export const eventTypes = [
  'sign-in.succeeded',
  'sign-in.failed',
  'second-factor.failed',
  'session.ended',
  'account.made',
  'account.person-linked',
  'person.erasure-asked',
  'person.erased',
  'person.erasure-refused',
  'account.state-set',
  'password.changed',
  'password.reset',
  'totp.added',
  'totp.removed',
  'recovery-codes.renewed',
  'recovery-code.used',
  'passkey.added',
  'passkey.removed',
  'openid.linked',
  'citizen.code-sent',
  'grant.proposed',
  'grant.approved',
  'grant.refused',
  'grant.revoked',
  'post.made',
  'post.ended',
  'post.holder-appointed',
  'post.holder-dismissed',
] as const satisfies readonly EventType[];

export const isEventType = (type: string): type is EventType =>
  (eventTypes as readonly string[]).includes(type);
