import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '#base/errors';
import { route } from '#base/http';
import { toRfc3339, toRfc3339OrNull } from '#base/time';
import { type MailRow, mailsApi, type MailView } from '#contract/hotline/mails';
import { covers, rolesOver } from '#spine/identity/permission';
import { principalOf } from '#spine/identity/permission-guard';
import { viewOf } from '#spine/identity/view';
import { formatKey } from '#spine/keys';
import { mask } from '#spine/privacy/masking';
import { People } from '#spine/privacy/people';
import type { Spine } from '#spine/spine';
import { centreOf } from '../tickets/centre.ts';
import { receiveTicket } from '../tickets/receive-ticket.ts';
import { standingOf } from './inbox.ts';
import { mailRules } from './mail-rules.ts';
import { findMail, listMails, noteHandled, type StoredMail } from './store.ts';
import { digestOf } from './take-mail.ts';

/** The mailbox is its centre's: whoever reads the centre's cases reads it. */
const concerned = (spine: Spine) => {
  const centre = centreOf(spine, mailRules.region);
  return { organId: centre.id, region: Number(centre.region) };
};

const mayRead = (spine: Spine, request: FastifyRequest): boolean =>
  covers(viewOf(spine, request).reaches.cases, concerned(spine));
const mayAct = (spine: Spine, request: FastifyRequest): boolean =>
  rolesOver(principalOf(request), 'cases.act', concerned(spine)).has('hotline-agent');

async function rowsOf(spine: Spine, mails: readonly StoredMail[]): Promise<MailRow[]> {
  const people = mails.flatMap(({ personId }) => personId ?? []);
  const opened = await new People(spine.pool, spine.keys).open(people, ['email']);
  return mails.map((mail) => {
    const email = mail.personId === null ? undefined : opened.get(mail.personId)?.email;
    return {
      id: mail.id,
      standing: mail.standing,
      reason: mail.reason,
      detail: mail.detail,
      subject: mail.subject,
      from: email === undefined ? null : mask('email', email),
      bytes: mail.bytes,
      sentAt: toRfc3339OrNull(mail.sentAt),
      receivedAt: toRfc3339(mail.receivedAt),
      ticket: mail.ticket && {
        id: mail.ticket.caseId === null ? null : formatKey(mail.ticket.city, mail.ticket.caseId),
        number: mail.ticket.number,
      },
      leftOut: mail.leftOut,
      handled: mail.handled && { ...mail.handled, at: toRfc3339(mail.handled.at) },
      answered: mail.answeredAt !== null,
    };
  });
}

/** A message, for whoever may read it. Refusal: not-found. */
async function getMail(spine: Spine, request: FastifyRequest, id: number): Promise<StoredMail> {
  const mail = mayRead(spine, request) ? await findMail(spine.pool, id) : null;
  if (!mail) throw new Refusal('not-found', { field: 'id', expected: 'a message of the mailbox' });
  return mail;
}

async function view(spine: Spine, request: FastifyRequest, id: number): Promise<MailView> {
  const mail = await getMail(spine, request, id);
  const [row] = await rowsOf(spine, [mail]);
  return {
    ...row!,
    content: mail.content,
    mayAct: mail.reason !== null && !mail.handled && mayAct(spine, request),
  };
}

/** A message that waits for an agent. Refusals: not-found, forbidden, action-not-allowed. */
async function waiting(spine: Spine, request: FastifyRequest, id: number): Promise<StoredMail> {
  const mail = await getMail(spine, request, id);
  if (!mayAct(spine, request))
    throw new Refusal('forbidden', { field: 'id', expected: 'an agent of the hotline of this place' });
  if (mail.reason === null || mail.handled) throw done();
  return mail;
}

const done = () =>
  new Refusal('action-not-allowed', { field: 'id', expected: 'a message that nobody has dealt with yet' });

/** The mailbox for agents: what was set aside or is faulty, with what may be done about it. */
export function registerMailRoutes(app: FastifyInstance, spine: Spine): void {
  route(app, mailsApi.listMails, async ({ query, request }) => {
    const mailbox = { configured: spine.inbox !== undefined, fault: standingOf(spine).fault };
    const { page, pageSize } = query;
    if (!mayRead(spine, request))
      return {
        rows: [],
        total: 0,
        page,
        pageSize,
        counts: { open: 0 },
        mailbox: { ...mailbox, fault: null },
      };
    const { mails, total, open } = await listMails(spine.pool, query);
    return { rows: await rowsOf(spine, mails), total, page, pageSize, counts: { open }, mailbox };
  });
  route(app, mailsApi.getMail, ({ params, request }) => view(spine, request, params.id));
  route(app, mailsApi.dismissMail, async ({ params, body, request }) => {
    await waiting(spine, request, params.id);
    const by = { actor: principalOf(request).actor, at: spine.now(), note: body.note };
    if (!(await noteHandled(spine.pool, params.id, by))) throw done();
    return view(spine, request, params.id);
  });
  route(app, mailsApi.makeTicketOfMail, async ({ params, body, request }) => {
    const mail = await waiting(spine, request, params.id);
    const { actor } = principalOf(request);
    const email =
      mail.personId === null
        ? undefined
        : (await new People(spine.pool, spine.keys).open([mail.personId], ['email'])).get(mail.personId)
            ?.email;
    await receiveTicket(
      spine,
      { ...body, channel: 'email', caller: { email }, confidential: false },
      {
        actor,
        uploader: null,
        id: `mail:${digestOf('by hand', String(mail.id))}`,
        beside: async (client, { number }) => {
          const ticket = { city: Number(body.place.region.slice(0, 4)), number };
          if (!(await noteHandled(client, mail.id, { actor, at: spine.now(), note: '', ticket })))
            throw done();
        },
      },
    );
    return view(spine, request, params.id);
  });
}
