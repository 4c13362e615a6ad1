import { Refusal } from '#base/errors';
import { toRfc3339, toRfc3339OrNull } from '#base/time';
import type { TicketView } from '#contract/hotline/tickets';
import type { Bilingual } from '#contract/text';
import { getStoredCase, type StoredCase } from '#spine/cases/case-view';
import { covers, rolesOver } from '#spine/identity/permission';
import type { Principal } from '#spine/identity/principal';
import { applicationView, type View } from '#spine/identity/view';
import { formatKey } from '#spine/keys';
import type { Spine } from '#spine/spine';
import { needsSupervisor } from './actions.ts';
import { repeatsOf } from './alike.ts';
import { byPhone, phoneOfCase } from './caller.ts';
import { findText } from './store.ts';
import { supplementsOf } from './supplements.ts';
import type { AssignmentState, Pointer, TicketState } from './ticket.ts';
import { ticketRows } from './ticket-list.ts';

/** A case that is a ticket, with its state. */
export interface StoredTicket {
  one: StoredCase;
  state: TicketState;
}

/** Refusal: not-found, also for what lies outside the reach, and for cases that are none. */
export async function getTicket(view: View, id: string): Promise<StoredTicket> {
  const one = await getStoredCase(view, id);
  if (one.part?.part.name !== 'hotline/tickets' || !one.part.state)
    throw new Refusal('not-found', { field: 'id' });
  return { one, state: one.part.state as TicketState };
}

const nameOf = ({ registry }: Pick<Spine, 'registry'>, organ: string): Bilingual =>
  registry.organ(organ)?.name ?? { zh: organ, en: organ };

/** Whether somebody acts on a ticket as an agent: what is done through routes of its own. */
export const isAgent = (principal: Principal, one: StoredCase): boolean =>
  rolesOver(principal, 'cases.act', one).has('hotline-agent');

/** The part of an organ; its case by key where whoever asks reaches it. */
async function assignmentOf(
  spine: Spine,
  view: View,
  one: AssignmentState,
): Promise<TicketView['assignments'][number]> {
  const own =
    one.case && (await getStoredCase(applicationView(spine), formatKey(one.case.city, one.case.id)));
  return {
    n: one.n,
    role: one.role,
    organ: one.organ,
    organName: nameOf(spine, one.organ),
    status: one.status,
    caseId: own && covers(view.reaches.cases, own) ? formatKey(own.city, own.id) : null,
    handler: one.handler,
    dispatchedAt: toRfc3339(one.dispatchedAt),
    signedAt: toRfc3339OrNull(one.signedAt),
    contactedAt: toRfc3339OrNull(one.contactedAt),
    answer: one.answer,
    answeredAt: toRfc3339OrNull(one.answeredAt),
    returnReason: one.returnReason,
    extensionAsked: one.extensionAsked,
    extendedBy: one.extendedBy,
  };
}

/** Tickets that stand with this one: those handled with it, and what the same caller reported of the same. */
async function linksOf(spine: Spine, view: View, { one, state }: StoredTicket): Promise<TicketView['links']> {
  const text = await findText(spine.pool, one.city, one.id);
  const phone = await phoneOfCase(spine, one.city, one.id);
  const repeated = await byPhone(spine.pool, spine.keys, phone, (callerIndexes) =>
    repeatsOf(spine.pool, {
      city: one.city,
      region: state.region,
      category: state.category,
      callerIndexes,
      text: '',
      address: text?.address ?? '',
      community: text?.community ?? '',
      point: text?.point ?? null,
      at: one.state.openedAt,
      except: one.number,
    }),
  );
  const members: (Pointer & { link: 'repeat' | 'cluster' })[] = state.members;
  const known = new Set(members.map(({ city, id }) => formatKey(city, id)));
  if (state.main) known.add(formatKey(state.main.city, state.main.id));
  const keys = [
    ...members.map((member) => ({ ...member, kind: member.link })),
    ...repeated
      .filter(({ city, caseId }) => !known.has(formatKey(city, caseId)))
      .map(({ city, caseId }) => ({ city, id: caseId, kind: 'repeat' as const })),
  ];
  const rows = new Map((await ticketRows(view, keys, view.now())).map((row) => [row.id, row]));
  return keys.flatMap(({ city, id, kind }) => {
    const row = rows.get(formatKey(city, id));
    return row ? [{ id: row.id, number: row.number, title: row.title, status: row.status, kind }] : [];
  });
}

async function aboutOf(spine: Spine, view: View, { about }: TicketState): Promise<TicketView['about']> {
  if (!about) return null;
  const key = formatKey(about.city, about.id);
  const one = await getStoredCase(applicationView(spine), key);
  return { number: about.number, kind: about.kind, caseId: covers(view.reaches.cases, one) ? key : null };
}

/** What an agent may do with a ticket through routes of its own. */
const mayOf = ({ state }: StoredTicket, agent: boolean): string[] =>
  agent && state.status === 'received' ? ['dispatch', 'join'] : [];

/** A ticket as an official within reach sees it; what every case shows is shown by its case. */
export async function showTicket(
  spine: Spine,
  view: View,
  principal: Principal,
  ticket: StoredTicket,
): Promise<TicketView> {
  const { one, state } = ticket;
  const key = { city: one.city, id: one.id };
  const [row] = await ticketRows(view, [key], view.now());
  const text = await findText(view.db, one.city, one.id);
  const [main] = state.main ? await ticketRows(view, [state.main], view.now()) : [];
  return {
    ...row!,
    content: text?.content ?? '',
    supplements: await supplementsOf(spine.pool, one.city, one.number),
    place: {
      region: state.region,
      address: text?.address ?? '',
      community: text?.community ?? '',
      ...(text?.point ? { point: text.point } : null),
    },
    programme: state.programme,
    about: await aboutOf(spine, view, state),
    assignments: await Promise.all(state.assignments.map((part) => assignmentOf(spine, view, part))),
    callbacks: state.callbacks.map(({ at, actor, result, resolved, note, redos }) => ({
      at: toRfc3339(at),
      by: actor,
      result,
      resolved,
      note,
      redos,
    })),
    links: await linksOf(spine, view, ticket),
    main: state.main && {
      id: main?.id ?? null,
      number: state.main.number,
      title: main?.title ?? '',
      status: main?.status ?? null,
      kind: state.main.link,
    },
    notices: state.notices.map(({ at, text: words }) => ({ at: toRfc3339(at), text: words })),
    referral: state.referral && { at: toRfc3339(state.referral.at), text: state.referral.text },
    exclusion: state.exclusion,
    supervision: state.supervision && { ...state.supervision, at: toRfc3339(state.supervision.at) },
    needsSupervisor: needsSupervisor(state),
    unansweredReminders: state.unansweredReminders,
    repeats: state.repeats,
    may: mayOf(ticket, isAgent(principal, one)),
  };
}
