import type { Endpoint } from '#contract/endpoint';
import { type Permission, rolePermissions } from '#contract/permissions';
import type { Role } from '#contract/roles';
import type { HeldGrant, Principal } from '#spine/identity/principal';
import { isRegionCode, prefixOf } from '#spine/regions/region-codes';

/** How far somebody reaches with a permission: a union, empty unless a grant says otherwise. */
export interface Reach {
  /** The whole installation. */
  readonly everything: boolean;
  /** Divisions with all below them, as prefixes of division codes: `3701` is a city. */
  readonly regions: readonly string[];
  /** What concerns an organ, within a division with all below it (a grant may be narrower than its organ). */
  readonly organs: readonly { organId: number; region: string }[];
  /** What is one's own. */
  readonly own: boolean;
}

/** A record, as far as reach asks for it. */
export interface Concerned {
  organId: number;
  /** Division code. */
  region: number;
  /** Whether it is the asking person's own. */
  own?: boolean;
}

/** Deny by default. */
export const noReach: Reach = { everything: false, regions: [], organs: [], own: false };
/** Of what the application does itself. */
export const wholeReach: Reach = { ...noReach, everything: true };

/** The reach of one grant. One that names no division, or for a reach by organ no organ, gives nothing. */
function reachOfGrant({ role, organId, region }: HeldGrant, permission: Permission): Reach {
  const reach = rolePermissions[role]?.[permission];
  if (reach === 'installation') return wholeReach;
  if (reach === 'own') return { ...noReach, own: true };
  if (reach === undefined || !isRegionCode(String(region))) return noReach;
  const prefix = prefixOf(String(region));
  if (reach === 'region') return { ...noReach, regions: [prefix] };
  return organId === null ? noReach : { ...noReach, organs: [{ organId, region: prefix }] };
}

/** What a principal reaches with a permission, over all grants. What lies within something wider is left out. */
export function reachOf(principal: Principal | null, permission: Permission): Reach {
  const each = (principal?.grants ?? []).map((grant) => reachOfGrant(grant, permission));
  if (each.some((one) => one.everything)) return wholeReach;
  const all = [...new Set(each.flatMap((one) => one.regions))];
  const regions = all.filter((one) => !all.some((wider) => wider !== one && one.startsWith(wider)));
  const organs = new Map<string, Reach['organs'][number]>();
  for (const one of each.flatMap(({ organs: held }) => held))
    if (!regions.some((wider) => one.region.startsWith(wider)))
      organs.set(`${one.organId}:${one.region}`, one);
  return { everything: false, regions, organs: [...organs.values()], own: each.some((one) => one.own) };
}

/** True when a record lies within a reach. */
export function covers(reach: Reach, { organId, region, own = false }: Concerned): boolean {
  const code = String(region);
  return (
    reach.everything ||
    (own && reach.own) ||
    reach.regions.some((prefix) => code.startsWith(prefix)) ||
    reach.organs.some((one) => one.organId === organId && code.startsWith(one.region))
  );
}

/** Whether a principal may do something with a record. False unless a grant says so. */
export function may(principal: Principal | null, permission: Permission, record: Concerned): boolean {
  return covers(reachOf(principal, permission), record);
}

/** The roles in which a principal may do something with a record. */
export function rolesOver(principal: Principal, permission: Permission, record: Concerned): Set<Role> {
  const grants = principal.grants.filter((grant) => covers(reachOfGrant(grant, permission), record));
  return new Set(grants.map((grant) => grant.role));
}

/** Whether some grant gives one of the permissions, however far it reaches. */
export const holdsAny = ({ grants }: Principal, wanted: readonly Permission[]): boolean =>
  grants.some(({ role }) => wanted.some((permission) => rolePermissions[role]?.[permission] !== undefined));

/** What the door decides before anything is read: come in, sign in first, or not with these rights. */
export function admission(
  principal: Principal | null,
  access: Endpoint['access'] | undefined,
): 'in' | 'sign-in-needed' | 'forbidden' {
  // A source's token is asked for by the one route that takes it, a session by the guard.
  if (access === 'everybody' || access === 'source' || access === 'session') return 'in';
  if (!principal) return 'sign-in-needed';
  if (access === 'signed-in') return 'in';
  return holdsAny(principal, ([] as Permission[]).concat(access ?? [])) ? 'in' : 'forbidden';
}
