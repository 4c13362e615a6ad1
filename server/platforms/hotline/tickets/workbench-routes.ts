import type { FastifyInstance } from 'fastify';
import { Refusal } from '#base/errors';
import { route } from '#base/http';
import { ticketsApi } from '#contract/hotline/tickets';
import { accountUploader } from '#spine/attachments/attachment-door';
import { rolesOver } from '#spine/identity/permission';
import { principalOf } from '#spine/identity/permission-guard';
import type { Principal } from '#spine/identity/principal';
import { viewOf } from '#spine/identity/view';
import { formatKey } from '#spine/keys';
import { actOnPart } from '#spine/platform/part-commands';
import type { Spine } from '#spine/spine';
import { showAssignment } from '../assignments/assignment-view.ts';
import { listAssignments } from '../assignments/store.ts';
import { findCategory } from './categories.ts';
import { centreOf } from './centre.ts';
import { dispatchTicket } from './dispatch-ticket.ts';
import { joinTicket } from './join-ticket.ts';
import { limits } from './limits.ts';
import { listRates } from './rates.ts';
import { receiveTicket } from './receive-ticket.ts';
import { findOrgans, responsibleFor } from './responsible.ts';
import { setCategory } from './store.ts';
import { suggest } from './suggestions.ts';
import { listTickets } from './ticket-list.ts';
import { getTicket, isAgent, showTicket, type StoredTicket } from './ticket-view.ts';

/** What agents and organs do beyond the actions of a case: take in, look, sort, send on, join. */
export function registerWorkbenchRoutes(app: FastifyInstance, spine: Spine): void {
  route(app, ticketsApi.listTickets, ({ query, request }) => {
    const view = viewOf(spine, request);
    return listTickets(view.db, view.reaches.cases, query, spine.now());
  });
  route(app, ticketsApi.getTicket, async ({ params, request }) => {
    const view = viewOf(spine, request);
    return showTicket(spine, view, principalOf(request), await getTicket(view, params.id));
  });
  route(app, ticketsApi.listOrganRates, async ({ query, request }) => {
    const view = viewOf(spine, request);
    const rows = await listRates(view.db, view.reaches.cases, query, spine.now());
    return { weights: limits.weights, rows };
  });
  route(app, ticketsApi.listAssignments, ({ query, request }) => {
    const view = viewOf(spine, request);
    return listAssignments(view.db, view.reaches.cases, query, spine.now());
  });
  route(app, ticketsApi.getAssignment, ({ params, request }) =>
    showAssignment(spine, viewOf(spine, request), params.id),
  );
  registerDesk(app, spine);
  registerSorting(app, spine);
}

/** Refusal: forbidden, for whoever is no agent of the centre of a place. */
function agentAt(spine: Spine, principal: Principal, region: string): void {
  const centre = centreOf(spine, region);
  const roles = rolesOver(principal, 'cases.act', { organId: centre.id, region: Number(region) });
  if (!roles.has('hotline-agent'))
    throw new Refusal('forbidden', {
      field: 'place.region',
      expected: 'an agent of the hotline of this place',
    });
}

function registerDesk(app: FastifyInstance, spine: Spine): void {
  route(app, ticketsApi.takeTicket, async ({ body, request }) => {
    const principal = principalOf(request);
    agentAt(spine, principal, body.place.region);
    const { answer, link, happenedAt: _, ...reported } = body;
    const uploader = accountUploader(principal.accountId);
    const received = await receiveTicket(spine, reported, { actor: principal.actor, uploader });
    const view = viewOf(spine, request);
    const key = formatKey(received.city, received.id);
    if (link)
      await joinTicket(spine, view, principal, await getTicket(view, key), {
        main: link.ticket,
        kind: link.kind,
      });
    else if (answer !== undefined) {
      const by = { actor: principal.actor, roles: new Set(['hotline-agent'] as const) };
      await actOnPart(spine, received, { action: 'answer-ticket', values: { answer } }, by);
    }
    return { id: key, number: received.number, receipt: received.receipt };
  });
  route(app, ticketsApi.suggestForTicket, async ({ body, request }) => {
    const principal = principalOf(request);
    if (!principal.grants.some(({ role }) => role === 'hotline-agent'))
      throw new Refusal('forbidden', { expected: 'an agent of the hotline' });
    return suggest(spine, viewOf(spine, request), body);
  });
}

function registerSorting(app: FastifyInstance, spine: Spine): void {
  /** A ticket that whoever asks sorts and sends on. Refusals: not-found, forbidden. */
  const ownTicket = async (request: Parameters<typeof principalOf>[0], id: string) => {
    const view = viewOf(spine, request);
    const principal = principalOf(request);
    const ticket: StoredTicket = await getTicket(view, id);
    if (!isAgent(principal, ticket.one))
      throw new Refusal('forbidden', { field: 'id', expected: 'an agent of the centre of this ticket' });
    return { view, principal, ticket };
  };
  route(app, ticketsApi.suggestOrgans, async ({ params, query, request }) => {
    const { ticket } = await ownTicket(request, params.id);
    const { category, region } = ticket.state;
    return {
      suggested: responsibleFor(spine.registry, category, region),
      found: findOrgans(spine.registry, region, query.search ?? ''),
    };
  });
  route(app, ticketsApi.dispatchTicket, async ({ params, body, request }) => {
    const { view, principal, ticket } = await ownTicket(request, params.id);
    await dispatchTicket(spine, principal, ticket, body);
    return showTicket(spine, view, principal, await getTicket(view, params.id));
  });
  route(app, ticketsApi.joinTicket, async ({ params, body, request }) => {
    const { view, principal, ticket } = await ownTicket(request, params.id);
    await joinTicket(spine, view, principal, ticket, body);
    return showTicket(spine, view, principal, await getTicket(view, params.id));
  });
  route(app, ticketsApi.sortTicket, async ({ params, body, request }) => {
    const { view, principal, ticket } = await ownTicket(request, params.id);
    if (!findCategory(body.category))
      throw new Refusal('field-invalid', { field: 'category', expected: 'a category of the hotline' });
    const values = { ...body, by: principal.actor };
    await actOnPart(spine, ticket.one, { action: 'sort', values }, system(principal));
    await setCategory(spine.pool, ticket.one.city, ticket.one.id, body.category, body.kind);
    return showTicket(spine, view, principal, await getTicket(view, params.id));
  });
}

/** What is checked against data that a decision does not see is taken by the system, in the name of whoever asked. */
const system = ({ actor }: Principal) => ({ actor, roles: new Set(['system'] as const) });
