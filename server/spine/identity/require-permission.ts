import { Refusal } from '#base/errors';
import type { Permission } from '#contract/permissions';
import { holdsAny } from '#spine/identity/permission';
import type { Principal } from '#spine/identity/principal';

/**
 * Asked by the commands themselves, whatever has let the request through: who changes accounts and grants holds the
 * permission at this moment. Refusals: sign-in-needed, forbidden.
 */
export function requirePermission(principal: Principal | null, ...anyOf: Permission[]): Principal {
  if (!principal) throw new Refusal('sign-in-needed');
  if (!holdsAny(principal, anyOf)) throw new Refusal('forbidden', { detail: anyOf.join(', ') });
  return principal;
}
