import type { FastifyRequest } from 'fastify';
import type { AttachmentDoor } from '#spine/attachments/attachment-door';
import { readReceipt } from '#spine/cases/receipt';
import { covers, reachOf } from '#spine/identity/permission';
import { applicationView } from '#spine/identity/view';
import { formatKey, parseKey } from '#spine/keys';
import { findPartCase } from '#spine/platform/part-cases';
import { People } from '#spine/privacy/people';
import type { Spine } from '#spine/spine';
import { getStoredCase } from '#spine/cases/case-view';
import type { ApplicationState } from './application.ts';

/** Holders of a receipt prove it by this header: an address ends up in logs. */
export const receiptHeader = 'x-receipt';

export const receiptUploader = (key: string): string => `receipt:${key}`;

/** The case whose receipt code a request carries, or null. */
export function receiptOf(spine: Spine, request: FastifyRequest): string | null {
  const given = request.headers[receiptHeader];
  const key = typeof given === 'string' ? readReceipt(given, spine.receiptKey) : undefined;
  return key ? formatKey(key.city, key.id) : null;
}

/** Lets holders of receipts upload, and applicants and the organs of parts read what belongs to an application. */
export const doorOf = (spine: Spine): AttachmentDoor => ({
  uploader: async (request) => {
    const key = receiptOf(spine, request);
    return key && receiptUploader(key);
  },
  mayRead: async (request, owner) => {
    if (!('case' in owner)) return false;
    if (receiptOf(spine, request) === owner.case) return true;
    if (!request.principal) return false;
    const state = await stateOf(spine, owner.case);
    if (!state) return false;
    const own = await new People(spine.pool, spine.keys).ofAccount(request.principal.accountId);
    if (state.personId !== null && own.includes(state.personId)) return true;
    const reach = reachOf(request.principal, 'cases.read');
    for (const { case: part } of state.parts) {
      if (!part) continue;
      const one = await getStoredCase(applicationView(spine), formatKey(part.city, part.id));
      if (covers(reach, one)) return true;
    }
    return false;
  },
});

async function stateOf(spine: Spine, key: string): Promise<ApplicationState | null> {
  const one = await findPartCase(spine.pool, spine.registry, parseKey(key));
  return one?.fold.part.name === 'services/applications' ? (one.fold.state as ApplicationState) : null;
}
