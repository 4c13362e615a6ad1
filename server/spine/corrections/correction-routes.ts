import type { FastifyInstance, FastifyRequest } from 'fastify';
import { route } from '#base/http';
import { correctionsApi } from '#contract/corrections';
import { getAlertPlace } from '#spine/alerts/alert-queries';
import { actOnCorrection, issueCorrection, signCorrections } from '#spine/corrections/correction-commands';
import { readCorrectionLimits } from '#spine/corrections/correction-limits';
import { mayAct, mayIssue } from '#spine/corrections/correction-permissions';
import { getCorrectionRow, listCorrections } from '#spine/corrections/correction-queries';
import { getCorrectionDetail } from '#spine/corrections/correction-view';
import { principalOf } from '#spine/identity/permission-guard';
import { viewOf } from '#spine/identity/view';
import { parseKey } from '#spine/keys';
import type { Spine } from '#spine/spine';

/** The five endpoints of the correction loop; a command answers with the correction as it then stands. */
export function registerCorrectionRoutes(app: FastifyInstance, spine: Spine): void {
  const limits = readCorrectionLimits();
  /** One action of whoever asks. Refusals: not-found, forbidden, action-not-allowed, field-invalid. */
  const act = async (
    request: FastifyRequest,
    id: string,
    { action, values }: { action: string; values: Record<string, unknown> },
  ): Promise<void> => {
    const principal = principalOf(request);
    const { db, reaches } = viewOf(spine, request);
    const row = await getCorrectionRow(db, reaches.corrections, parseKey(id));
    await mayAct(db, principal, row, action);
    await actOnCorrection(spine, id, { actor: principal.actor, action, values });
  };
  route(app, correctionsApi.listCorrections, ({ query, request }) => {
    const { db, reaches } = viewOf(spine, request);
    return listCorrections(db, reaches.corrections, principalOf(request), query, spine.now());
  });
  route(app, correctionsApi.getCorrection, ({ params, request }) =>
    getCorrectionDetail(viewOf(spine, request), principalOf(request), params.id),
  );
  route(app, correctionsApi.issueCorrection, async ({ params, body, request }) => {
    const principal = principalOf(request);
    const view = viewOf(spine, request);
    mayIssue(principal, await getAlertPlace(view.db, view.reaches.alerts, params.id));
    await issueCorrection(spine, params.id, { ...body, actor: principal.actor }, limits);
    return getCorrectionDetail(view, principal, params.id);
  });
  route(app, correctionsApi.actOnCorrection, async ({ params, body, request }) => {
    await act(request, params.id, body);
    return getCorrectionDetail(viewOf(spine, request), principalOf(request), params.id);
  });
  route(app, correctionsApi.signCorrections, ({ body, request }) =>
    signCorrections(body.ids, (id) => act(request, id, { action: 'sign', values: {} })),
  );
}
