import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '#base/errors';
import { route } from '#base/http';
import { casesApi } from '#contract/cases';
import { accountUploader } from '#spine/attachments/attachment-door';
import { namedIn, referencesIn, withAttachments } from '#spine/attachments/attachments';
import { decideCaseAction } from '#spine/cases/case-actions';
import { listCases } from '#spine/cases/case-queries';
import { getCaseDetail, getStoredCase } from '#spine/cases/case-view';
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
    if (one.part?.state && !one.part.part.caseActions(one.part.state).includes(body.action))
      throw new Refusal('action-not-allowed', { field: 'action', detail: body.action });
    const files = await referencesIn(spine.pool, body.values);
    const { type, data, from } = decideCaseAction(one.state.status, one.item, body, by, files);
    const source = spine.registry.source(workbenchSource.code)!;
    const event = incoming(source, {
      id: randomUUID(),
      type,
      region: one.region,
      occurredAt: spine.now(),
      data,
      reference: { id: one.id },
      from,
    });
    const ids = namedIn(data, files);
    const claim = { by: by.uploader, field: 'values.attachments' };
    await withAttachments(spine.pool, ids, { case: formatKey(one.city, one.id) }, claim, async () =>
      checkWritten(await spine.journal.appendOne(event)),
    );
    if (one.part) await reactTo(spine, one);
    return getCaseDetail(view, people, principal, params.id);
  });
}
