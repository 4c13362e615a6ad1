import { Refusal } from '#base/errors';
import type { RegisteredOrgan } from '#spine/catalogue/registry';
import { rolesOver } from '#spine/identity/permission';
import type { Principal } from '#spine/identity/principal';
import type { Spine } from '#spine/spine';

/** The village for which somebody acts as its clerk. Refusals: organ-unknown; forbidden, for whoever is not. */
export function clerkOf(
  spine: Spine,
  principal: Principal,
  code: string,
): { organ: RegisteredOrgan; actor: string } {
  const organ = spine.registry.organ(code);
  if (!organ) throw new Refusal('organ-unknown', { field: 'organ', expected: 'a registered organ' });
  const roles = rolesOver(principal, 'cases.act', { organId: organ.id, region: Number(organ.region) });
  if (!roles.has('village-clerk'))
    throw new Refusal('forbidden', { field: 'organ', expected: 'the village whose clerk you are' });
  return { organ, actor: principal.actor };
}
