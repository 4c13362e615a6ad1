import type { FastifyInstance } from 'fastify';
import { Refusal } from '#base/errors';
import { route } from '#base/http';
import { type ProgressAction, ticketsApi } from '#contract/hotline/tickets';
import { accountUploader } from '#spine/attachments/attachment-door';
import { receiptCode } from '#spine/cases/receipt';
import { principalOf } from '#spine/identity/permission-guard';
import { applicationView } from '#spine/identity/view';
import { parseKey } from '#spine/keys';
import { actOnPart } from '#spine/platform/part-commands';
import { People } from '#spine/privacy/people';
import type { Spine } from '#spine/spine';
import { categoryTree } from './categories.ts';
import { reporterOf } from './door.ts';
import { showProgress, ticketOfReceipt } from './progress.ts';
import { listNotices } from './public-notices.ts';
import { limitReports } from './report-rate.ts';
import { receiveTicket } from './receive-ticket.ts';
import { listOwn } from './ticket-list.ts';

const applicant = { actor: 'applicant', roles: new Set(['citizen'] as const) };

/** What the table of actions takes for what a citizen does. */
function valuesOf(given: ProgressAction): Record<string, string> {
  switch (given.action) {
    case 'remind':
      return { text: given.text };
    case 'withdraw-ticket':
      return given.text === undefined ? {} : { reason: given.text.slice(0, 400) };
    case 'evaluate':
      return { result: given.result, resolved: given.resolved ? 'yes' : 'no', note: given.text };
    default:
      return given satisfies never;
  }
}

/** What citizens do: report, follow, remind, evaluate. Whoever holds a receipt code needs no account. */
export function registerCitizenRoutes(app: FastifyInstance, spine: Spine): void {
  route(app, ticketsApi.listCategories, async () => ({
    version: categoryTree.version,
    categories: categoryTree.categories.map(({ code, name, parent = null, emergency }) => ({
      code,
      name,
      parent,
      emergency,
    })),
  }));
  void app.register(async (scope) => {
    await limitReports(scope);
    registerReports(scope, spine);
  });
  registerFollowing(app, spine);
}

function registerReports(scope: FastifyInstance, spine: Spine): void {
  route(scope, ticketsApi.reportTicket, async ({ body, request }) => {
    const { proof, ...reported } = body;
    const { phone = '', email = '' } = reported.caller;
    if (phone === '' && email === '')
      throw new Refusal('field-invalid', {
        field: 'caller.phone',
        expected: 'a telephone number or an e-mail address at which the answer is given',
      });
    const accountId = request.principal?.accountId;
    const uploader = accountId === undefined ? reporterOf(proof) : accountUploader(accountId);
    const { receipt, number } = await receiveTicket(
      spine,
      { ...reported, channel: 'portal' },
      { actor: 'applicant', uploader, accountId },
    );
    return { receipt, number };
  });
}

function registerFollowing(app: FastifyInstance, spine: Spine): void {
  route(app, ticketsApi.getTicketProgress, async ({ params }) =>
    showProgress(spine, await ticketOfReceipt(spine, params.receipt)),
  );
  route(app, ticketsApi.actOnTicketProgress, async ({ params, body }) => {
    const { one } = await ticketOfReceipt(spine, params.receipt);
    await actOnPart(spine, one, { action: body.action, values: valuesOf(body) }, applicant).catch(beside);
    return showProgress(spine, await ticketOfReceipt(spine, params.receipt));
  });
  route(app, ticketsApi.listMyTickets, async ({ query, request }) => {
    const own = await new People(spine.pool, spine.keys).ofAccount(principalOf(request).accountId);
    const list = await listOwn(applicationView(spine), own, query, spine.now());
    return {
      ...list,
      rows: list.rows.map(({ id, number, title, categoryName, status, openedAt, dueAt, late }) => {
        const { city, id: caseId } = parseKey(id);
        const receipt = receiptCode(city, caseId, spine.receiptKey);
        return { receipt, number, title, categoryName, status, openedAt, dueAt, late };
      }),
    };
  });
  route(app, ticketsApi.listPublicNotices, ({ query }) => listNotices(spine.pool, query));
}

/** What is wrong is said of the field of the page. */
function beside(error: unknown): never {
  if (error instanceof Refusal && error.about.field === 'values.note')
    throw new Refusal(error.code, { ...error.about, field: 'text' });
  throw error;
}
