import type { MailReason } from '#contract/hotline/mails';
import { mailDomain } from '#spine/messages/ways';
import type { ReadMail } from './read-mail.ts';

/** Addresses that machines write from (RFC 3834 section 2, RFC 3464). */
const machines = /^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounce[sd]?)([+.=-].*)?@/;

/**
 * Why a message is no word of a person to the hotline; null where it may be one. Pure: nothing of it is dropped for that, an agent
 * sees it with the reason. RFC 3834: `Auto-Submitted` with another value than `no`; bounces have an empty return path or are a
 * report (RFC 6522); lists name themselves (RFC 2919, RFC 2369).
 * @param own addresses of the mailbox itself
 */
export function reasonToSetAside(mail: ReadMail, own: readonly string[]): MailReason | null {
  const header = (name: string) => (mail.headers.get(name) ?? '').toLowerCase();
  const from = mail.from?.address ?? '';
  if (own.includes(from) || mail.messageId.endsWith(`@${mailDomain}>`)) return 'own';
  const isReport = /^multipart\/report\b/.test(header('content-type'));
  if (isReport || header('return-path') === '<>' || mail.headers.has('x-failed-recipients')) return 'bounce';
  if (/^(mailer-daemon|postmaster)@/.test(from)) return 'bounce';
  const submitted = header('auto-submitted');
  if (submitted !== '' && !/^no\b/.test(submitted)) return 'auto-reply';
  if (mail.headers.has('x-autoreply') || mail.headers.has('x-autorespond')) return 'auto-reply';
  const precedence = header('precedence');
  if (/^auto[_-]?reply/.test(precedence)) return 'auto-reply';
  if (mail.headers.has('list-id') || mail.headers.has('list-unsubscribe')) return 'list';
  if (/^(bulk|list|junk)/.test(precedence)) return 'list';
  return machines.test(from) ? 'auto-reply' : null;
}

/** What is wrong with what can be read of a message; null where it can be taken in. */
export function faultOf({ subject, text }: ReadMail, unreadableShare: number): MailReason | null {
  const letters = [...`${subject}${text}`.replaceAll(/\s/g, '')];
  if (text === '' && [...subject].length < 10) return 'no-text';
  const lost = letters.filter((letter) => letter === '\ufffd').length;
  return lost > letters.length * unreadableShare ? 'unreadable' : null;
}
