import { type Concerned, rolesOver } from '#spine/identity/permission';
import type { Principal } from '#spine/identity/principal';
import type { RegisteredOrgan } from '#spine/catalogue/registry';
import type { Spine } from '#spine/spine';

/** The organ in whose name somebody supervises another: that of a grant that reaches it. */
export function issuerOf({ registry }: Spine, principal: Principal, organ: RegisteredOrgan): string {
  const over: Concerned = { organId: organ.id, region: organ.regionCode };
  const grant = principal.grants.find(
    (one) =>
      one.organId !== null && rolesOver({ ...principal, grants: [one] }, 'scores.decide', over).size > 0,
  );
  return grant?.organId ? registry.organById(grant.organId).name.zh : '监察机关';
}
