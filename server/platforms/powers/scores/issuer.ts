import { type Concerned, rolesOver } from '#spine/identity/permission';
import type { Principal } from '#spine/identity/principal';
import type { RegisteredOrgan } from '#spine/catalogue/registry';
import type { Spine } from '#spine/spine';

/** In whose name a proposal is issued, and the division that its number names. */
export interface Issuer {
  name: string;
  division: string;
}

/** The organ in whose name somebody supervises another: that of a grant that reaches it. */
export function issuerOf({ registry }: Spine, principal: Principal, organ: RegisteredOrgan): Issuer {
  const over: Concerned = { organId: organ.id, region: organ.regionCode };
  const grant = principal.grants.find(
    (one) =>
      one.organId !== null && rolesOver({ ...principal, grants: [one] }, 'scores.decide', over).size > 0,
  );
  const issuing = grant?.organId ? registry.organById(grant.organId) : undefined;
  return {
    name: issuing?.name.zh ?? '监察机关',
    division: (issuing ?? organ).region.slice(0, 6),
  };
}
