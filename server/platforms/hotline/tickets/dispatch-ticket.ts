import { Refusal } from '#base/errors';
import type { Principal } from '#spine/identity/principal';
import { actOnPart } from '#spine/platform/part-commands';
import { subtreeRange } from '#spine/regions/region-codes';
import type { Spine } from '#spine/spine';
import { liveAssignments } from './ticket.ts';
import type { StoredTicket } from './ticket-view.ts';

/** The division of an organ's part: the place itself where it lies within the organ's own, else the organ's. */
function regionFor(organ: { region: string }, place: string): string {
  const { from, to } = subtreeRange(organ.region);
  return place >= from && place <= to ? place : organ.region;
}

/**
 * Sends a ticket to a lead organ and others beside it; each gets a case of its own.
 * Refusals: field-invalid, action-not-allowed.
 */
export async function dispatchTicket(
  spine: Spine,
  { actor }: Pick<Principal, 'actor'>,
  { one, state }: StoredTicket,
  { lead, joint, instruction }: { lead: string; joint: readonly string[]; instruction: string },
): Promise<void> {
  const live = new Set(liveAssignments(state).map(({ organ }) => organ));
  const sent = [lead, ...joint].map((code, index) => {
    const organ = spine.registry.organ(code);
    const field = index === 0 ? 'lead' : 'joint';
    if (!organ || organ.id === one.organId)
      throw new Refusal('field-invalid', { field, expected: 'an organ that handles it' });
    if (live.has(code))
      throw new Refusal('field-invalid', { field, expected: 'an organ that does not have it yet' });
    const role = index === 0 ? 'lead' : 'joint';
    return { organ: code, name: organ.name, role, region: regionFor(organ, state.region) };
  });
  if (new Set(sent.map(({ organ }) => organ)).size !== sent.length)
    throw new Refusal('field-invalid', { field: 'joint', expected: 'each organ once' });
  const values = { assignments: JSON.stringify(sent), instruction, by: actor };
  await actOnPart(spine, one, { action: 'dispatch', values }, { actor, roles: new Set(['system'] as const) });
}
