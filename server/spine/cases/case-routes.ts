import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '#base/errors';
import { route } from '#base/http';
import type { RefusalCode } from '#contract/problem';
import { casesApi } from '#contract/cases';
import { decideCaseAction } from '#spine/cases/case-actions';
import { listCases } from '#spine/cases/case-queries';
import { getCaseDetail, getStoredCase } from '#spine/cases/case-view';
import { workbenchSource } from '#spine/installation';
import { incoming } from '#spine/journal/incoming';
import type { Spine } from '#spine/spine';

export function registerCaseRoutes(app: FastifyInstance, spine: Spine): void {
  route(app, casesApi.listCases, ({ query }) => listCases(spine.pool, query, spine.now()));
  route(app, casesApi.getCase, ({ params }) => getCaseDetail(spine, params.id));
  route(app, casesApi.actOnCase, async ({ params, body }) => {
    const one = await getStoredCase(spine, params.id);
    const { type, data, from } = decideCaseAction(one.state.status, one.item, body.action, body.values);
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
    const answer = await spine.journal.appendOne(event);
    if (answer.outcome !== 'accepted')
      throw new Refusal((answer.code ?? 'conflict') as RefusalCode, {
        field: answer.field,
        expected: answer.expected,
      });
    return getCaseDetail(spine, params.id);
  });
}
