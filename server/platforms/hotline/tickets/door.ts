import { createHash } from 'node:crypto';
import type { AttachmentDoor } from '#spine/attachments/attachment-door';
import { covers, reachOf } from '#spine/identity/permission';
import { applicationView } from '#spine/identity/view';
import { formatKey, parseKey } from '#spine/keys';
import { getStoredCase } from '#spine/cases/case-view';
import { findPartCase } from '#spine/platform/part-cases';
import type { Spine } from '#spine/spine';
import type { TicketState } from './ticket.ts';

/**
 * Whoever reports without an account proves by this header that they are who uploaded a photo a moment ago: 128 random bits that
 * their page made. Nothing else is opened by it.
 */
const reportHeader = 'x-hotline-report';

/** As whom somebody without an account uploads; null without a proof. */
export function reporterOf(proof: unknown): string | null {
  if (typeof proof !== 'string' || !/^[0-9a-f]{32}$/.test(proof)) return null;
  return `hotline:${createHash('sha256').update(proof).digest('hex').slice(0, 40)}`;
}

/** Lets reporters upload photos, and the organs that have a part of a ticket see them. */
export const doorOf = (spine: Spine): AttachmentDoor => ({
  uploader: async ({ headers }) => reporterOf(headers[reportHeader]),
  mayRead: async ({ principal }, owner) => {
    if (!('case' in owner) || !principal) return false;
    const state = await ticketState(spine, owner.case);
    const reach = reachOf(principal, 'cases.read');
    for (const { case: part } of state?.assignments ?? []) {
      if (part && covers(reach, await getStoredCase(applicationView(spine), formatKey(part.city, part.id))))
        return true;
    }
    return false;
  },
});

async function ticketState(spine: Spine, key: string): Promise<TicketState | null> {
  const one = await findPartCase(spine.pool, spine.registry, parseKey(key));
  return one?.fold.part.name === 'hotline/tickets' ? (one.fold.state as TicketState) : null;
}
