import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '#base/errors';
import { route } from '#base/http';
import { toRfc3339 } from '#base/time';
import { penaltiesApi } from '#contract/powers/penalties';
import { endOfLimit } from '#spine/alerts/rules/working-time';
import { rolesOver } from '#spine/identity/permission';
import { principalOf } from '#spine/identity/permission-guard';
import { viewOf } from '#spine/identity/view';
import { formatKey } from '#spine/keys';
import { actOnPart } from '#spine/platform/part-commands';
import type { Spine } from '#spine/spine';
import { type FormAction, formRoles } from './actions.ts';
import { benchmarks } from './benchmarks.ts';
import { certificatesOf, listCertificates, saveCertificate } from './certificates/store.ts';
import { dayOf } from './civil-day.ts';
import type { FormEntry } from './decide-by-form.ts';
import { showDiscretion, weigh } from './discretion-view.ts';
import { limits } from './limits.ts';
import { decisionNumber } from './number.ts';
import { handlersOrgan, openCase, openOnTheSpot } from './open-case.ts';
import { papersOf, revokeDecisions } from './papers/issue.ts';
import { getPenalty, showPenalty, type StoredPenalty, toRow } from './penalty-view.ts';
import { showPublication, showPublications } from './publication-view.ts';
import { listPenalties } from './store.ts';

/** Penalty cases for officials, and what was published of them for everybody. */
export function registerPenaltyRoutes(app: FastifyInstance, spine: Spine): void {
  registerReading(app, spine);
  registerOpening(app, spine);
  registerForms(app, spine);
  registerCertificates(app, spine);
  registerPublic(app, spine);
}

function registerReading(app: FastifyInstance, spine: Spine): void {
  route(app, penaltiesApi.listPenalties, async ({ query, request }) => {
    const view = viewOf(spine, request);
    const { rows, ...paging } = await listPenalties(view.db, view.reaches.cases, query, spine.now());
    return { ...paging, rows: rows.map(toRow) };
  });
  route(app, penaltiesApi.getPenalty, ({ params, request }) =>
    showPenalty(spine, viewOf(spine, request), principalOf(request), params.id),
  );
  route(app, penaltiesApi.getDiscretion, async ({ params, request }) => {
    const view = viewOf(spine, request);
    const { one, state } = await getPenalty(view, params.id);
    const weighed = await weigh(spine.pool, one, state, spine.now());
    return showDiscretion(spine.registry, state, weighed, view.reaches.cases);
  });
  route(app, penaltiesApi.listPenaltyDocuments, async ({ params, request }) =>
    papersOf(spine, await getPenalty(viewOf(spine, request), params.id)),
  );
}

function registerOpening(app: FastifyInstance, spine: Spine): void {
  route(app, penaltiesApi.registerClue, async ({ body, request }) => {
    const by = handlersOrgan(spine, principalOf(request));
    const { city, id, number } = await openCase(spine, by, body, 'ordinary');
    return { id: formatKey(city, id), number };
  });
  route(app, penaltiesApi.decideOnTheSpot, ({ body, request }) =>
    openOnTheSpot(spine, handlersOrgan(spine, principalOf(request)), body),
  );
}

/** A case on which somebody may use a form. Refusals: not-found, forbidden. */
async function caseForForm(
  spine: Spine,
  request: FastifyRequest,
  id: string,
  action: FormAction,
): Promise<StoredPenalty & { actor: string }> {
  const principal = principalOf(request);
  const penalty = await getPenalty(viewOf(spine, request), id);
  const role = formRoles[action];
  if (!rolesOver(principal, 'cases.act', penalty.one).has(role))
    throw new Refusal('forbidden', { field: 'id', expected: `${role} over this case` });
  return { ...penalty, actor: principal.actor };
}

async function useForm<N extends FormAction>(
  spine: Spine,
  { one, actor }: StoredPenalty & { actor: string },
  action: N,
  entry: FormEntry<N>,
): Promise<void> {
  const command = { action, values: { entry: JSON.stringify(entry) } };
  await actOnPart(spine, one, command, { actor, roles: new Set(['system']) });
}

/** What has a form of its own: its route adds what the decision needs to know of the world. */
function registerForms(app: FastifyInstance, spine: Spine): void {
  const show = (request: FastifyRequest, id: string) =>
    showPenalty(spine, viewOf(spine, request), principalOf(request), id);
  route(app, penaltiesApi.assignOfficers, async ({ params, body, request }) => {
    const found = await caseForForm(spine, request, params.id, 'assign-officers');
    const organ = spine.registry.organById(found.one.organId);
    const officers = await certificatesOf(spine.pool, organ, body.officers);
    await useForm(spine, found, 'assign-officers', { officers });
    return show(request, params.id);
  });
  route(app, penaltiesApi.giveNotice, async ({ params, body, request }) => {
    const found = await caseForForm(spine, request, params.id, 'give-notice');
    const { registry } = spine;
    const organ = registry.organById(found.one.organId);
    // Days end at midnight, whatever the hours of the organ are.
    const until = endOfLimit(spine.now(), limits.hearingAsked, registry.calendar(organ.calendar), {
      ...organ,
      workPeriods: [],
    });
    await useForm(spine, found, 'give-notice', { ...body, hearingUntil: toRfc3339(until) });
    return show(request, params.id);
  });
  route(app, penaltiesApi.decidePenalty, async ({ params, body, request }) => {
    const found = await caseForForm(spine, request, params.id, 'decide-penalty');
    const { range, median, similar } = await weigh(spine.pool, found.one, found.state, spine.now());
    await useForm(spine, found, 'decide-penalty', {
      ...body,
      number: decisionNumber(found.one.number, dayOf(spine.now())),
      range: range ?? undefined,
      benchmark: benchmarks.version,
      median: median ?? undefined,
      medianOf: similar.length,
    });
    return show(request, params.id);
  });
  route(app, penaltiesApi.annulDecision, async ({ params, body, request }) => {
    const found = await caseForForm(spine, request, params.id, 'annul-decision');
    await useForm(spine, found, 'annul-decision', body);
    await revokeDecisions(spine, await getPenalty(viewOf(spine, request), params.id));
    return show(request, params.id);
  });
}

function registerCertificates(app: FastifyInstance, spine: Spine): void {
  route(app, penaltiesApi.listCertificates, ({ query, request }) => {
    const view = viewOf(spine, request);
    return listCertificates(view.db, view.reaches.cases, query, dayOf(spine.now()));
  });
  route(app, penaltiesApi.saveCertificate, async ({ body, request }) => {
    const { grants, actor } = principalOf(request);
    const held = grants.find(({ role, organId }) => role === 'approver' && organId !== null);
    if (held?.organId == null) throw new Refusal('forbidden', { expected: 'an approver at an organ' });
    const organ = spine.registry.organById(held.organId);
    await saveCertificate(spine.pool, organ, body, { actor, at: spine.now() });
    return { number: body.number };
  });
}

const terms = [
  limits.filing,
  limits.decision,
  limits.evidence,
  limits.hearingAsked,
  limits.hearingAnnounced,
  limits.delivery,
  limits.payment,
  limits.publication,
  limits.withdrawal,
];

function registerPublic(app: FastifyInstance, spine: Spine): void {
  route(app, penaltiesApi.getBenchmarks, async () => {
    const { version, effectiveFrom, about, demonstration, offences } = benchmarks;
    const limitsShown = terms.map(({ n, unit, name, basis }) => ({ n, unit, name, basis }));
    return {
      version,
      effectiveFrom,
      about,
      demonstration,
      offences,
      onTheSpot: limits.onTheSpot.most,
      limits: limitsShown,
    };
  });
  route(app, penaltiesApi.listPublications, ({ query }) => showPublications(spine, query));
  route(app, penaltiesApi.getPublication, ({ params }) => showPublication(spine, params.id));
}
