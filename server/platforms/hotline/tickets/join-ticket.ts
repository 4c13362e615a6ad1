import { Refusal } from '#base/errors';
import type { Principal } from '#spine/identity/principal';
import type { View } from '#spine/identity/view';
import { actOnPart } from '#spine/platform/part-commands';
import type { Spine } from '#spine/spine';
import { getTicket, type StoredTicket } from './ticket-view.ts';

/** A ticket that others may still be joined to: it has not been dealt with. */
const takesMembers = ['received', 'dispatched', 'returning', 'handling', 'feedback'];

/**
 * Has a ticket handled with another one of the same centre. Refusals: not-found; field-invalid, where that one takes no other;
 * action-not-allowed.
 */
export async function joinTicket(
  spine: Spine,
  view: View,
  { actor }: Pick<Principal, 'actor'>,
  { one }: StoredTicket,
  { main, kind }: { main: string; kind: 'repeat' | 'cluster' },
): Promise<void> {
  const target = await getTicket(view, main);
  const itself = target.one.id === one.id && target.one.city === one.city;
  if (itself || target.one.organId !== one.organId || !takesMembers.includes(target.state.status))
    throw new Refusal('field-invalid', {
      field: 'main',
      expected: 'another ticket of this centre that is still being dealt with',
    });
  const { city, id, number } = target.one;
  const values = { main: JSON.stringify({ city, id, number }), link: kind, by: actor };
  await actOnPart(spine, one, { action: 'join', values }, { actor, roles: new Set(['system'] as const) });
}
