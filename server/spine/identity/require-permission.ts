import { Refusal } from '#base/errors';
import { type Permission, rolePermissions } from '#contract/permissions';
import type { Principal } from '#spine/identity/principal';

/**
 * Asked by the commands themselves, whatever has let the request through: who changes accounts and grants holds the
 * permission at this moment. Refusals: sign-in-needed, forbidden.
 */
export function requirePermission(principal: Principal | null, ...anyOf: Permission[]): Principal {
  if (!principal) throw new Refusal('sign-in-needed');
  const may = principal.grants.some(({ role }) =>
    anyOf.some((permission) => rolePermissions[role][permission] !== undefined),
  );
  if (!may) throw new Refusal('forbidden', { detail: anyOf.join(', ') });
  return principal;
}
