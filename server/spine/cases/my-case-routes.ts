import type { FastifyInstance } from 'fastify';
import { route } from '#base/http';
import type { CaseRow } from '#contract/cases';
import { type OwnCase, portalApi } from '#contract/portal';
import { listCasesOf } from '#spine/cases/case-queries';
import { receiptCode } from '#spine/cases/receipt';
import { statusNames } from '#spine/cases/status-names';
import { principalOf } from '#spine/identity/permission-guard';
import { parseKey } from '#spine/keys';
import { claimOwnRecord } from '#spine/privacy/own-record';
import { People } from '#spine/privacy/people';
import type { Spine } from '#spine/spine';

/** What a citizen sees of the cases that they are the applicant of. */
export function registerMyCaseRoutes(app: FastifyInstance, spine: Spine): void {
  const { pool, keys } = spine;
  const people = new People(pool, keys);

  route(app, portalApi.listMyCases, async ({ query, request }) => {
    const own = await people.ofAccount(principalOf(request).accountId);
    // Read by the application: what is one's own is by another right than a grant.
    const list = await listCasesOf(pool, own, query, spine.now());
    return { ...list, rows: list.rows.map((row) => ownCase(row, spine.receiptKey)), known: own.length > 0 };
  });
  route(app, portalApi.claimMyRecord, async ({ body, request }) => {
    const { accountId } = principalOf(request);
    await claimOwnRecord({ pool, keys, people, now: spine.now() }, accountId, body.idNumber);
    return { done: true as const };
  });
}

function ownCase(row: CaseRow, receiptKey: string): OwnCase {
  const { itemName, organName, status, openedAt, closedAt, dueAt, late, demonstration } = row;
  const { city, id } = parseKey(row.id);
  return {
    receipt: receiptCode(city, id, receiptKey),
    itemName,
    organName,
    status,
    statusName: statusNames[status],
    openedAt,
    closedAt,
    dueAt,
    late,
    demonstration,
  };
}
