import { createHash } from 'node:crypto';
import { inTransaction } from '#base/db';
import { Refusal } from '#base/errors';
import type { MailReason } from '#contract/hotline/mails';
import type { Caller } from '#contract/hotline/ticket-parts';
import { readFileRules } from '#spine/attachments/attachment-rules';
import { receiveContent } from '#spine/attachments/receive-upload';
import { readReceipt } from '#spine/cases/receipt';
import { applicationView } from '#spine/identity/view';
import { formatKey } from '#spine/keys';
import { mailDomain } from '#spine/messages/ways';
import { decideAndWrite } from '#spine/platform/decide-and-write';
import { reactTo } from '#spine/platform/reactions';
import { People } from '#spine/privacy/people';
import { levelOf } from '#spine/regions/region-codes';
import type { Spine } from '#spine/spine';
import { placeNamed } from '../open311/place-of.ts';
import { personOf } from '../tickets/caller.ts';
import { receiveTicket } from '../tickets/receive-ticket.ts';
import { getTicket, type StoredTicket } from '../tickets/ticket-view.ts';
import { mailRules } from './mail-rules.ts';
import type { ReadMail } from './read-mail.ts';
import { withoutQuotes } from './read-mail.ts';
import { faultOf, reasonToSetAside } from './set-aside.ts';
import { insertMail, isKnownMessage, type LeftOut, type MailPlace, type NewMail } from './store.ts';

/** As whom files of mails are uploaded. */
const uploader = 'hotline:mailbox';
const mostFiles = 9;
const fileRules = readFileRules();

/** Id of what a message brings about, the same at every try. */
export const digestOf = (mailbox: string, messageId: string): string =>
  createHash('sha256')
    .update(JSON.stringify([mailbox, messageId]))
    .digest('hex');

/** Message-ID of the answer that has a receipt code, by which a reply is known again. */
export const answerIdOf = (receipt: string): string => `hotline.${receipt}`;

const codeInText = /[0-9A-Za-z]{6}(?:-[0-9A-Za-z]{6}){3}/g;

/** The ticket that a message speaks of: it answers our answer, or has the receipt code in its subject. Undefined for none. */
export async function ticketOf(
  spine: Spine,
  { answers, subject }: ReadMail,
): Promise<StoredTicket | undefined> {
  const ours = answers.flatMap((id) => {
    const [, code] = /^<hotline\.([0-9A-Z-]+)@(.+)>$/.exec(id) ?? [];
    return code && id.endsWith(`@${mailDomain}>`) ? [code] : [];
  });
  for (const code of [...ours, ...(subject.match(codeInText) ?? [])]) {
    const key = readReceipt(code, spine.receiptKey);
    if (!key) continue;
    const found = await getTicket(applicationView(spine), formatKey(key.city, key.id)).catch(nothing);
    if (found) return found;
  }
  return undefined;
}

function nothing(error: unknown): undefined {
  if (error instanceof Refusal) return undefined;
  throw error;
}

/** Keeps the attachments that may be kept; of the others, why not. */
async function keepFiles(
  spine: Spine,
  attachments: ReadMail['attachments'],
): Promise<{ files: string[]; leftOut: LeftOut[] }> {
  const files: string[] = [];
  const leftOut: LeftOut[] = [];
  for (const [n, file] of attachments.entries()) {
    if (n >= mostFiles) {
      leftOut.push({
        name: file.name,
        why: `more than ${mostFiles} files`,
        whyZh: `超过 ${mostFiles} 个附件`,
      });
      continue;
    }
    try {
      files.push((await receiveContent(spine, file, uploader, fileRules)).id);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { title, titleZh, expected, expectedZh } = error.toProblem();
      const said = (name: string, more?: string) => (more ? `${name}: ${more}` : name);
      leftOut.push({
        name: file.name,
        why: said(title, expected),
        whyZh: said(titleZh, expectedZh ?? expected),
      });
    }
  }
  return { files, leftOut };
}

/** A name or address that no person may have is left out rather than that the message is refused. */
export function callerOf({ from }: Pick<ReadMail, 'from'>): Caller {
  const whole = from && {
    email: from.address,
    ...(from.name.trim() ? { name: from.name.trim().slice(0, 60) } : null),
  };
  if (!whole) return {};
  try {
    personOf(whole);
    return whole;
  } catch {
    return {};
  }
}

const short = (subject: string): string => {
  const title = [...subject].slice(0, 100).join('');
  return [...title].length >= 4 ? title : `来信：${title || '无主题'}`;
};

const whole = ({ subject, text }: ReadMail): string => {
  const said = text || subject;
  const letters = [...said];
  if (letters.length < 10) return `${said}（来信：${subject || '无主题'}，未作更多说明）`;
  return letters.length <= 4000 ? said : `${letters.slice(0, 3960).join('')}\n……（来信较长，全文见热线邮箱）`;
};

/** What is remembered of it whatever becomes of it. */
const base = (spine: Spine, place: MailPlace, mail: ReadMail) => ({
  ...place,
  messageId: mail.messageId,
  subject: [...mail.subject].slice(0, 400).join(''),
  content: [...mail.text].slice(0, mailRules.mostContent).join(''),
  bytes: mail.bytes,
  sentAt: mail.sentAt,
  receivedAt: spine.now(),
});

/** Remembers a message that becomes nothing by itself, its sender sealed, for an agent to look at. */
export async function keepAside(
  spine: Spine,
  place: MailPlace,
  mail: ReadMail,
  reason: MailReason,
  { detail, leftOut = [] }: { detail?: string; leftOut?: LeftOut[] } = {},
): Promise<void> {
  const aside: MailReason[] = ['auto-reply', 'bounce', 'list', 'own', 'duplicate', 'ended'];
  const standing = aside.includes(reason) ? 'set-aside' : 'faulty';
  await inTransaction(spine.pool, async (client) => {
    const person = personOf(callerOf(mail));
    const [stored] = person ? await new People(spine.pool, spine.keys).createMany(client, [person]) : [];
    await insertMail(client, {
      ...base(spine, place, mail),
      standing,
      reason,
      detail,
      leftOut,
      personId: stored?.id ?? null,
      ticket: null,
      answerDue: false,
    });
  });
}

async function addToTicket(
  spine: Spine,
  place: MailPlace,
  mail: ReadMail,
  { one }: StoredTicket,
): Promise<void> {
  const { files, leftOut } = await keepFiles(spine, mail.attachments);
  const message = digestOf(place.mailbox, mail.messageId);
  const by = { actor: 'applicant', roles: new Set(['system'] as const), uploader };
  // Under an id of the message: done again after a crash it is known, and the message is then remembered.
  await decideAndWrite(spine, one, { action: 'supplement', values: { message, files } }, by, {
    id: `mail:${message}`,
    at: spine.now(),
  });
  await reactTo(spine, one);
  await insertMail(spine.pool, {
    ...base(spine, place, { ...mail, text: withoutQuotes(mail.text) }),
    standing: 'reply',
    reason: null,
    leftOut,
    personId: null,
    ticket: { city: one.city, number: one.number },
    answerDue: false,
  });
}

/** Where it belongs: the division that it names, else the mailbox's own. */
async function regionOf(spine: Spine, { subject, text }: ReadMail): Promise<string> {
  const named = await placeNamed(spine.pool, `${subject} ${text.slice(0, 2000)}`, '370000000000');
  return named && levelOf(named) !== 'province' ? named : mailRules.region;
}

/**
 * Takes a message in: as a ticket, as what its caller adds to one, or set aside with the reason. It is remembered in the transaction
 * that writes what was said, so that each becomes one ticket, whichever server reads it and however often.
 * @param mayAnswer whether the sender may be answered once more
 */
export async function takeMail(
  spine: Spine,
  place: MailPlace,
  mail: ReadMail,
  own: readonly string[],
  mayAnswer: (address: string) => boolean,
): Promise<void> {
  if (await isKnownMessage(spine.pool, place.mailbox, mail.messageId))
    return keepAside(spine, place, mail, 'duplicate');
  const reason = reasonToSetAside(mail, own) ?? faultOf(mail, mailRules.unreadableShare);
  if (reason) return keepAside(spine, place, mail, reason);
  const ticket = await ticketOf(spine, mail);
  if (ticket && ticket.state.endedAt !== null)
    return keepAside(spine, place, mail, 'ended', { detail: ticket.one.number });
  if (ticket) return addToTicket(spine, place, mail, ticket);
  return becomeTicket(spine, place, mail, mayAnswer);
}

async function becomeTicket(
  spine: Spine,
  place: MailPlace,
  mail: ReadMail,
  mayAnswer: (address: string) => boolean,
): Promise<void> {
  const { files, leftOut } = await keepFiles(spine, mail.attachments);
  const caller = callerOf(mail);
  const digest = digestOf(place.mailbox, mail.messageId);
  const remembered = (number: string, city: number, personId: number | null): NewMail => ({
    ...base(spine, place, mail),
    standing: 'ticket',
    reason: null,
    leftOut,
    personId,
    ticket: { city, number },
    answerDue: caller.email !== undefined && mayAnswer(caller.email),
  });
  try {
    const region = await regionOf(spine, mail);
    await receiveTicket(
      spine,
      {
        channel: 'email',
        kind: mailRules.kind,
        category: mailRules.category,
        title: short(mail.subject),
        content: whole(mail),
        place: { region, address: '', community: '' },
        caller,
        confidential: false,
        files,
      },
      {
        actor: 'applicant',
        uploader,
        id: `mail:${digest}`,
        draft: `hotline-mail-${digest}`,
        beside: (client, { number, person }) =>
          insertMail(client, remembered(number, Number(region.slice(0, 4)), person)),
      },
    );
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await keepAside(spine, place, mail, 'refused', { detail: error.message, leftOut });
  }
}
