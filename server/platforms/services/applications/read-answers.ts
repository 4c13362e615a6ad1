import type { FastifyInstance } from 'fastify';
import { Refusal } from '#base/errors';
import { route } from '#base/http';
import { applicationsApi } from '#contract/services/applications';
import { may } from '#spine/identity/permission';
import { principalOf } from '#spine/identity/permission-guard';
import { viewOf } from '#spine/identity/view';
import { BreakGlassStore } from '#spine/privacy/break-glass';
import { breakGlassTimes, readBreakGlassLimits } from '#spine/privacy/break-glass-limits';
import { People } from '#spine/privacy/people';
import { SensitiveReads } from '#spine/privacy/sensitive-reads';
import type { Spine } from '#spine/spine';
import { fullAnswers, getApplication } from './application-view.ts';

/** Reading what was filled in in full: as a reading of the applicant, since it tells what theirs does. */
export function registerReadAnswers(app: FastifyInstance, spine: Spine): void {
  const limits = readBreakGlassLimits();
  const people = new People(spine.pool, spine.keys);
  const breakGlass = new BreakGlassStore(spine.pool, spine.now, () =>
    breakGlassTimes(limits, spine.registry.calendar('CN')),
  );
  const reads = new SensitiveReads(spine.pool, people, breakGlass, spine.now);
  route(app, applicationsApi.readAnswers, async ({ params, body, request, reply }) => {
    const principal = principalOf(request);
    const application = await getApplication(viewOf(spine, request), params.id);
    const person = application.state.personId;
    if (person === null)
      throw new Refusal('not-found', { field: 'id', expected: 'an applicant who is known' });
    const { accountId, actor } = principal;
    await reads.readInFull({
      by: { accountId, actor, may: (permission, place) => may(principal, permission, place) },
      person,
      fields: ['name', 'idNumber', 'phone', 'address'],
      purpose: body.purpose,
      caseId: params.id,
    });
    void reply.header('cache-control', 'no-store');
    return fullAnswers(spine, application);
  });
}
