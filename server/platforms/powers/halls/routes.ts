import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '#base/errors';
import { route } from '#base/http';
import { hallsApi } from '#contract/powers/halls';
import { getCaseDetail, getStoredCase } from '#spine/cases/case-view';
import { holdsAny, may, rolesOver } from '#spine/identity/permission';
import { principalOf } from '#spine/identity/permission-guard';
import { viewOf } from '#spine/identity/view';
import { formatKey, parseKey } from '#spine/keys';
import { openPartCase } from '#spine/platform/open-part-case';
import { People } from '#spine/privacy/people';
import type { Spine } from '#spine/spine';
import { hallParameters } from './hall-parameters.ts';
import { alertOfMoment, keepMoment } from './keep-moment.ts';
import { cameraProposed } from './open-camera.ts';
import { findCamera, listCameras, listHalls } from './store.ts';
import { isShown } from './streams/open-stream.ts';
import { registerStreamRoutes } from './streams/stream-routes.ts';
import { readToken } from './streams/token.ts';
import { openViewings } from './viewings/open-viewings.ts';
import { listViewings } from './viewings/store.ts';
import { toCameraDetail, toCameraRow } from './views.ts';

/** Viewings that the page of a camera shows. */
const shownViewings = 20;

function registerCameraRoutes(app: FastifyInstance, spine: Spine): void {
  const people = new People(spine.pool, spine.keys);
  route(app, hallsApi.listCameras, async ({ query, request }) => {
    const { db, reaches } = viewOf(spine, request);
    const { rows, total } = await listCameras(db, reaches.cases, query);
    return { rows: rows.map(toCameraRow), total, page: query.page, pageSize: query.pageSize };
  });
  route(app, hallsApi.listHalls, async ({ query, request }) => {
    const { db, reaches } = viewOf(spine, request);
    const rows = await listHalls(db, reaches.cases, query);
    const { notice, basis, viewingMinutes, leastRetentionDays } = hallParameters;
    return {
      rows: rows.map((row) => ({ ...row, region: String(row.region) })),
      notice,
      basis,
      viewingMinutes,
      leastRetentionDays,
    };
  });
  route(app, hallsApi.registerCamera, async ({ body: { organ: code, reason, ...content }, request }) => {
    const principal = principalOf(request);
    const organ = spine.registry.organ(code);
    if (!organ) throw new Refusal('organ-unknown', { field: 'organ', expected: 'a registered organ' });
    const roles = rolesOver(principal, 'cases.act', { organId: organ.id, region: Number(organ.region) });
    if (!(['window-clerk', 'handler', 'approver'] as const).some((role) => roles.has(role)))
      throw new Refusal('forbidden', { field: 'organ', expected: 'the organ that you work for' });
    checkContent(spine, content);
    const opening = cameraProposed(organ, content, { reason, actor: principal.actor });
    const number = `camera-${organ.region}-${randomUUID()}`;
    const { city, id } = await openPartCase(spine, { ...opening, number });
    return { id: formatKey(city, id) };
  });
  route(app, hallsApi.getCamera, async ({ params, request }) => {
    const view = viewOf(spine, request);
    const principal = principalOf(request);
    // What lies outside of the reach does not exist.
    const detail = await getCaseDetail(view, people, principal, params.id);
    const row = await findCamera(view.db, parseKey(params.id));
    if (!row) throw new Refusal('not-found', { field: 'id', expected: 'a camera' });
    const newest = { page: 1, pageSize: shownViewings, camera: params.id };
    const { rows: viewings } = await listViewings(view.db, newest, null);
    return toCameraDetail(spine.pool, row, detail, viewings, may(principal, 'halls.watch', row));
  });
}

/** Refusal: field-invalid, for a stream that this installation cannot show, or recordings that go too early. */
function checkContent(
  spine: Spine,
  { address, retentionDays }: { address: string; retentionDays: number },
): void {
  if (!isShown(spine, address))
    throw new Refusal('field-invalid', {
      field: 'address',
      expected: 'an address at the video gateway of this installation',
    });
  const { leastRetentionDays } = hallParameters;
  if (retentionDays < leastRetentionDays)
    throw new Refusal('field-invalid', {
      field: 'retentionDays',
      expected: `at least ${leastRetentionDays} days`,
    });
}

/** Cameras, who watches them, and what is kept of what they show. */
export function registerHallRoutes(app: FastifyInstance, spine: Spine): void {
  registerCameraRoutes(app, spine);
  registerStreamRoutes(app, spine);
  route(app, hallsApi.openViewings, ({ body, request }) =>
    openViewings(spine, viewOf(spine, request), principalOf(request), body),
  );
  route(app, hallsApi.listViewings, async ({ query, request }) => {
    const principal = principalOf(request);
    const own = holdsAny(principal, ['audit.read']) ? null : principal.accountId;
    const { rows, total } = await listViewings(spine.pool, query, own);
    return { rows, total, page: query.page, pageSize: query.pageSize };
  });
  route(app, hallsApi.keepMoment, async ({ params, body, request }) => {
    const principal = principalOf(request);
    const view = viewOf(spine, request);
    const token = readToken(spine, body.token, principal.accountId);
    if (token.camera !== params.id)
      throw new Refusal('field-invalid', { field: 'token', expected: 'a viewing of this camera' });
    // What lies outside of the reach does not exist.
    if (body.about !== undefined) await getStoredCase(view, body.about);
    const key = parseKey(params.id);
    const { number, seq } = await keepMoment(spine, key, { ...body, viewing: token.viewing }, principal);
    return { number, alert: await alertOfMoment(spine, key, seq) };
  });
}
