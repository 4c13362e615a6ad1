import type { Me } from '#contract/identity';
import { type Permission, rolePermissions } from '#contract/permissions';
import { useMe } from './session.ts';

/** Whether a grant that somebody holds gives a permission, by the contract's own table; what it reaches the server judges. */
export const permits = (me: Me | null | undefined, permission: Permission): boolean =>
  (me?.grants ?? []).some(({ role }) => permission in rolePermissions[role]);

/** Whether whoever is signed in may do something at all: for menus and buttons. */
export function useMay(): (permission: Permission) => boolean {
  const me = useMe();
  return (permission) => permits(me, permission);
}
