import type { FastifyInstance } from 'fastify';
import { route } from '#base/http';
import { correctionsApi } from '#contract/corrections';
import { actOnCorrection, issueCorrection, signCorrections } from '#spine/corrections/correction-commands';
import { readCorrectionLimits } from '#spine/corrections/correction-limits';
import { listCorrections } from '#spine/corrections/correction-queries';
import { getCorrectionDetail } from '#spine/corrections/correction-view';
import type { Spine } from '#spine/spine';

/** The five endpoints of the correction loop; a command answers with the correction as it then stands. */
export function registerCorrectionRoutes(app: FastifyInstance, spine: Spine): void {
  const limits = readCorrectionLimits();
  route(app, correctionsApi.listCorrections, ({ query }) => listCorrections(spine.pool, query, spine.now()));
  route(app, correctionsApi.getCorrection, ({ params }) => getCorrectionDetail(spine, params.id));
  route(app, correctionsApi.issueCorrection, async ({ params, body }) => {
    await issueCorrection(spine, params.id, body, limits);
    return getCorrectionDetail(spine, params.id);
  });
  route(app, correctionsApi.actOnCorrection, async ({ params, body }) => {
    await actOnCorrection(spine, params.id, body);
    return getCorrectionDetail(spine, params.id);
  });
  route(app, correctionsApi.signCorrections, ({ body }) => signCorrections(spine, body.ids, body.signer));
}
