import { Refusal } from '#base/errors';
import { toRfc3339, toRfc3339OrNull } from '#base/time';
import type { AssignmentDetail } from '#contract/hotline/tickets';
import { describeAttachments } from '#spine/attachments/attachments';
import { getStoredCase, type StoredCase } from '#spine/cases/case-view';
import { covers } from '#spine/identity/permission';
import { applicationView, type View } from '#spine/identity/view';
import { formatKey } from '#spine/keys';
import { dueAfter } from '#spine/platform/due-after';
import type { Spine } from '#spine/spine';
import { categoryName } from '../tickets/categories.ts';
import { budget, limits } from '../tickets/limits.ts';
import { findRegion, findText } from '../tickets/store.ts';
import { supplementsOf } from '../tickets/supplements.ts';
import { getTicket } from '../tickets/ticket-view.ts';
import type { Assignment } from './assignment.ts';

/** An organ's part of a ticket. Refusal: not-found, also for what lies outside the reach, and for cases that are none. */
export async function getAssignment(view: View, id: string): Promise<{ one: StoredCase; state: Assignment }> {
  const one = await getStoredCase(view, id);
  if (one.part?.part.name !== 'hotline/assignments' || !one.part.state)
    throw new Refusal('not-found', { field: 'id' });
  return { one, state: one.part.state as unknown as Assignment };
}

/**
 * An organ's part of a ticket as that organ sees it: what was said and where, and by what it is measured. Who called stands with
 * the case, and with that of a confidential ticket nobody does.
 */
export async function showAssignment(spine: Spine, view: View, id: string): Promise<AssignmentDetail> {
  const { one, state } = await getAssignment(view, id);
  const key = formatKey(state.ticket.city, state.ticket.id);
  // Read by the application: whoever has a part of a ticket sees what was said in it, though the ticket is the centre's.
  const ticket = await getTicket(applicationView(spine), key);
  const text = await findText(spine.pool, state.ticket.city, state.ticket.id);
  const own = ticket.state.assignments.find(({ n }) => n === state.n);
  const organ = spine.registry.organById(one.organId);
  const isOpen = state.status === 'dispatched' || state.status === 'handling';
  return {
    id,
    n: state.n,
    role: state.role,
    organ: state.organ,
    organName: organ.name,
    status: state.status,
    caseId: id,
    handler: state.handler,
    dispatchedAt: toRfc3339(state.dispatchedAt),
    signedAt: toRfc3339OrNull(own?.signedAt ?? null),
    contactedAt: toRfc3339OrNull(state.contactedAt),
    answer: state.answer,
    answeredAt: toRfc3339OrNull(own?.answeredAt ?? null),
    returnReason: state.returnReason,
    extensionAsked: state.extensionAsked,
    extendedBy: state.extendedBy,
    ticket: { id: key, number: state.ticket.number, readable: covers(view.reaches.cases, ticket.one) },
    title: ticket.state.title,
    content: text?.content ?? '',
    supplements: await supplementsOf(spine.pool, state.ticket.city, state.ticket.number),
    kind: ticket.state.kind,
    categoryName: categoryName(ticket.state.category),
    place: {
      region: ticket.state.region,
      address: text?.address ?? '',
      community: text?.community ?? '',
      ...(text?.point ? { point: text.point } : null),
    },
    regionName: (await findRegion(spine.pool, ticket.state.region)) ?? { zh: '—', en: '—' },
    instruction: state.instruction,
    emergency: state.emergency,
    confidential: state.confidential,
    sentBack: state.sentBack && { reason: state.sentBack.reason, redos: state.sentBack.times },
    reminders: state.reminders.map(({ at, text: words, answer }) => ({
      at: toRfc3339(at),
      text: words,
      answer,
    })),
    returnUntil:
      isOpen && state.answer === null
        ? toRfc3339(dueAfter(spine.registry, organ)(budget(limits.return), state.dispatchedAt))
        : null,
    partners: ticket.state.assignments
      .filter(({ n }) => n !== state.n)
      .map(({ organ: code, status, answer }) => ({
        organName: spine.registry.organ(code)?.name ?? { zh: code, en: code },
        status,
        answer,
      })),
    files: await describeAttachments(
      spine.pool,
      ticket.state.files.map(({ id: file }) => file),
    ),
  };
}
