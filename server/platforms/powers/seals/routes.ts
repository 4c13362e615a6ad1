import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '#base/errors';
import { route } from '#base/http';
import { toRfc3339 } from '#base/time';
import { sealsApi } from '#contract/powers/seals';
import { accountUploader } from '#spine/attachments/attachment-door';
import { claimAttachments, toReference, withAttachments } from '#spine/attachments/attachments';
import { getCaseDetail, getStoredCase } from '#spine/cases/case-view';
import { rolesOver } from '#spine/identity/permission';
import { principalOf } from '#spine/identity/permission-guard';
import { viewOf } from '#spine/identity/view';
import { formatKey, parseKey } from '#spine/keys';
import { openPartCase } from '#spine/platform/open-part-case';
import { decideAndWrite } from '#spine/platform/decide-and-write';
import { People } from '#spine/privacy/people';
import type { Spine } from '#spine/spine';
import { keepCode, newCode } from './devices/codes.ts';
import { sealRegistered, stampingRequested } from './open-cases.ts';
import { sealParameters } from './seal-parameters.ts';
import type { StampingState } from './stampings/state.ts';
import { villageStampings } from './public-uses.ts';
import {
  findSeal,
  findStamping,
  listSeals,
  listStampings,
  sealMonths,
  type StampingSqlRow,
} from './store.ts';
import { toSealDetail, toSealRow, toStampingDetail, toStampingRow } from './views.ts';

const minuteMs = 60_000;
const system = new Set(['system'] as const);

function registerSealRoutes(app: FastifyInstance, spine: Spine): void {
  const people = new People(spine.pool, spine.keys);
  route(app, sealsApi.listSeals, async ({ query, request }) => {
    const view = viewOf(spine, request);
    const { rows, total } = await listSeals(view.db, view.reaches.cases, query);
    const now = spine.now();
    return {
      rows: rows.map((row) => toSealRow(row, now)),
      total,
      page: query.page,
      pageSize: query.pageSize,
    };
  });
  route(app, sealsApi.registerSeal, async ({ body, request }) => {
    const principal = principalOf(request);
    const organ = spine.registry.organ(body.organ);
    if (!organ) throw new Refusal('organ-unknown', { field: 'organ', expected: 'a registered organ' });
    const over = { organId: organ.id, region: Number(organ.region) };
    if (!rolesOver(principal, 'cases.act', over).has('seal-approver'))
      throw new Refusal('forbidden', { field: 'organ', expected: 'an organ whose stampings you approve' });
    const opening = sealRegistered(organ, body, principal.actor);
    const { city, id } = await openPartCase(spine, {
      ...opening,
      number: `seal-${organ.region}-${randomUUID()}`,
    });
    return { id: formatKey(city, id) };
  });
  route(app, sealsApi.getSeal, async ({ params, request }) => {
    const view = viewOf(spine, request);
    // What lies outside of the reach does not exist.
    const detail = await getCaseDetail(view, people, principalOf(request), params.id);
    const row = await findSeal(view.db, parseKey(params.id));
    if (!row) throw new Refusal('not-found', { field: 'id', expected: 'a seal' });
    return toSealDetail(row, await sealMonths(view.db, params.id), detail, spine.now());
  });
}

/** A request as somebody sees it. Refusal: not-found, also for what lies outside the reach. */
async function getStamping(spine: Spine, request: FastifyRequest, id: string): Promise<StampingSqlRow> {
  const view = viewOf(spine, request);
  await getStoredCase(view, id);
  const row = await findStamping(view.db, parseKey(id));
  if (!row) throw new Refusal('not-found', { field: 'id', expected: 'a stamping' });
  return row;
}

/** Opens a request with the files that were uploaded for it, under a draft until the case has a key. */
async function openRequest(
  spine: Spine,
  request: FastifyRequest,
  body: Parameters<typeof stampingRequested>[1],
): Promise<{ id: string }> {
  const { actor, accountId, ...principal } = principalOf(request);
  const view = viewOf(spine, request);
  const one = await getStoredCase(view, body.seal);
  const seal = await findSeal(view.db, one);
  if (!seal || seal.state.status !== 'in-use')
    throw new Refusal('not-found', { field: 'seal', expected: 'a seal that is in use' });
  if (!rolesOver({ actor, accountId, ...principal }, 'cases.act', one).has('village-clerk'))
    throw new Refusal('forbidden', { field: 'seal', expected: 'a seal of the village whose clerk you are' });
  const number = `stamping-${one.region}-${randomUUID()}`;
  const ids = body.files ?? [];
  const draft = { draft: number };
  const by = { by: accountUploader(accountId), field: 'files' };
  return withAttachments(spine.pool, ids, draft, by, async (rows) => {
    const ofRequest = {
      key: body.seal,
      organ: spine.registry.organById(one.organId).code,
      state: seal.state,
    };
    const opening = stampingRequested(ofRequest, body, rows.map(toReference), actor);
    const { city, id } = await openPartCase(spine, { ...opening, number });
    await claimAttachments(spine.pool, ids, { case: formatKey(city, id) }, { from: draft });
    return { id: formatKey(city, id) };
  });
}

/** A code for the keeper: shown now and never again. */
async function issueCode(spine: Spine, request: FastifyRequest, id: string) {
  const row = await getStamping(spine, request, id);
  const state: StampingState = row.state;
  const code = newCode();
  const expiresAt = toRfc3339(spine.now() + sealParameters.codeMinutes * minuteMs);
  await decideAndWrite(
    spine,
    row,
    { action: 'issue-code', values: { expiresAt } },
    { actor: principalOf(request).actor, roles: system },
  );
  await keepCode(spine, row, { seal: state.seal, code, expiresAt });
  return { code, expiresAt };
}

function registerStampingRoutes(app: FastifyInstance, spine: Spine): void {
  const people = new People(spine.pool, spine.keys);
  route(app, sealsApi.listStampings, async ({ query, request }) => {
    const view = viewOf(spine, request);
    const { rows, total } = await listStampings(view.db, view.reaches.cases, query);
    return { rows: rows.map(toStampingRow), total, page: query.page, pageSize: query.pageSize };
  });
  route(app, sealsApi.requestStamping, ({ body, request }) => openRequest(spine, request, body));
  route(app, sealsApi.getStamping, async ({ params, request }) => {
    const row = await getStamping(spine, request, params.id);
    const principal = principalOf(request);
    const detail = await getCaseDetail(viewOf(spine, request), people, principal, params.id);
    const { clocks, alerts, availableActions } = detail;
    return toStampingDetail(spine.pool, row, { clocks, alerts, availableActions }, principal.actor);
  });
  route(app, sealsApi.getVillageStampings, ({ params }) => villageStampings(spine, params.region));
  route(app, sealsApi.issueCode, ({ params, request }) => issueCode(spine, request, params.id));
}

/** The register of seals and the requests to stamp, for those who use, approve and supervise them. */
export function registerSealsRoutes(app: FastifyInstance, spine: Spine): void {
  registerSealRoutes(app, spine);
  registerStampingRoutes(app, spine);
}
