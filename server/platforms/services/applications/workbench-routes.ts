import type { FastifyInstance } from 'fastify';
import { Refusal } from '#base/errors';
import { route } from '#base/http';
import { applicationsApi } from '#contract/services/applications';
import { accountUploader } from '#spine/attachments/attachment-door';
import { rolesOver } from '#spine/identity/permission';
import { principalOf } from '#spine/identity/permission-guard';
import type { Principal } from '#spine/identity/principal';
import { viewOf } from '#spine/identity/view';
import { actOnPart } from '#spine/platform/part-commands';
import type { Spine } from '#spine/spine';
import { sealedValue } from './applicant-actions.ts';
import { getApplication, showApplication } from './application-view.ts';
import { fileApplication } from './file-application.ts';
import { noticesOfApplication } from './notices/issue-notices.ts';
import { registerReadAnswers } from './read-answers.ts';
import { listApplications } from './store.ts';

/** What officials do beyond the actions of a case: take in at a window, look, write to the applicant. */
export function registerWorkbenchRoutes(app: FastifyInstance, spine: Spine): void {
  route(app, applicationsApi.listApplications, ({ query, request }) => {
    const view = viewOf(spine, request);
    return listApplications(view.db, view.reaches.cases, query, spine.now());
  });
  route(app, applicationsApi.getCaseApplication, async ({ params, request }) => {
    const view = viewOf(spine, request);
    return showApplication(spine, view, await getApplication(view, params.id));
  });
  route(app, applicationsApi.listCaseNotices, async ({ params, request }) =>
    noticesOfApplication(spine, await getApplication(viewOf(spine, request), params.id)),
  );
  registerReadAnswers(app, spine);
  route(app, applicationsApi.receiveApplication, async ({ body, request }) => {
    const principal = principalOf(request);
    const { receipt, number } = await fileApplication(spine, {
      item: body.item,
      form: body,
      channel: 'window',
      actor: principal.actor,
      told: { by: 'window' },
      takenAt: windowOf(spine, principal),
      uploader: accountUploader(principal.accountId),
    });
    return { receipt, number };
  });
  route(app, applicationsApi.writeToApplicant, async ({ params, body, request }) => {
    const principal = principalOf(request);
    const view = viewOf(spine, request);
    const { one, state } = await getApplication(view, params.id);
    if (rolesOver(principal, 'cases.act', one).size === 0)
      throw new Refusal('forbidden', { field: 'id', expected: 'a case that one acts on' });
    const values = { by: 'organ', text: await sealedValue(spine, body.text, state.personId) };
    const by = { actor: principal.actor, roles: new Set(['system'] as const) };
    await actOnPart(spine, one, { action: 'message', values }, by);
    return showApplication(spine, view, await getApplication(view, params.id));
  });
}

/** The organ whose window or village point somebody takes in at. Refusal: forbidden, without a post that does so. */
function windowOf(spine: Spine, { grants }: Principal): string {
  const held = grants.find(
    ({ role, organId }) => organId !== null && ['window-clerk', 'handler', 'village-clerk'].includes(role),
  );
  if (held?.organId == null)
    throw new Refusal('forbidden', {
      field: 'item',
      expected: 'a window clerk, or an agent of a village point',
    });
  return spine.registry.organById(held.organId).code;
}
