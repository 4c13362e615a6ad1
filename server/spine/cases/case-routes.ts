import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '#base/errors';
import { route } from '#base/http';
import { casesApi } from '#contract/cases';
import { accountUploader } from '#spine/attachments/attachment-door';
import { namedIn, referencesIn, withAttachments } from '#spine/attachments/attachments';
import { type ActingPerson, decideCaseAction } from '#spine/cases/case-actions';
import { decideSecondPerson } from '#spine/cases/second-person-actions';
import { listCases } from '#spine/cases/case-queries';
import { getCaseDetail, getStoredCase, type StoredCase } from '#spine/cases/case-view';
import { rolesOver } from '#spine/identity/permission';
import { principalOf } from '#spine/identity/permission-guard';
import { viewOf } from '#spine/identity/view';
import { workbenchSource } from '#spine/installation';
import { incoming } from '#spine/journal/incoming';
import { checkWritten } from '#spine/journal/written';
import { formatKey } from '#spine/keys';
import { actOnPart } from '#spine/platform/part-commands';
import { reactTo } from '#spine/platform/reactions';
import { People } from '#spine/privacy/people';
import type { Spine } from '#spine/spine';

export function registerCaseRoutes(app: FastifyInstance, spine: Spine): void {
  const people = new People(spine.pool, spine.keys);
  route(app, casesApi.listCases, ({ query, request }) => {
    const view = viewOf(spine, request);
    return listCases(view.db, view.reaches.cases, query, spine.now());
  });
  route(app, casesApi.getCase, ({ params, request }) =>
    getCaseDetail(viewOf(spine, request), people, principalOf(request), params.id),
  );
  route(app, casesApi.actOnCase, async ({ params, body, request }) => {
    const principal = principalOf(request);
    const view = viewOf(spine, request);
    const one = await getStoredCase(view, params.id);
    const uploader = accountUploader(principal.accountId);
    const by = { actor: principal.actor, roles: rolesOver(principal, 'cases.act', one), uploader };
    if (one.part && Object.hasOwn(one.part.part.actions, body.action)) {
      await actOnPart(spine, one, body, by);
      return getCaseDetail(view, people, principal, params.id);
    }
    const files = await referencesIn(spine.pool, body.values);
    const decided = decideSecondPerson(one.state, body, by) ?? decideOnCase(one, body, by, files);
    const source = spine.registry.source(workbenchSource.code)!;
    const event = incoming(source, {
      id: randomUUID(),
      ...decided,
      region: one.region,
      occurredAt: spine.now(),
      reference: { id: one.id },
    });
    const ids = namedIn(decided.data, files);
    const claim = { by: by.uploader, field: 'values.attachments' };
    await withAttachments(spine.pool, ids, { case: formatKey(one.city, one.id) }, claim, async () =>
      checkWritten(await spine.journal.appendOne(event)),
    );
    if (one.part) await reactTo(spine, one);
    return getCaseDetail(view, people, principal, params.id);
  });
}

/** An action of the spine; on a case of a part only those that the part names. Refusals as in `decideCaseAction`. */
function decideOnCase(
  { part, state, item }: StoredCase,
  body: { action: string; values: Record<string, unknown> },
  by: ActingPerson,
  files: Parameters<typeof decideCaseAction>[4],
) {
  if (part?.state && !part.part.caseActions(part.state).includes(body.action))
    throw new Refusal('action-not-allowed', { field: 'action', detail: body.action });
  return decideCaseAction(state.status, item, body, by, files);
}
