import type { Me } from '#contract/identity';
import type { HeldGrant, Principal } from '#spine/identity/principal';
import type { OpenSession } from './find-session.ts';
import { identityRules } from './identity-rules.ts';

const twoFactorRoles = new Set<string>(identityRules.twoFactorRoles);

/** Invented accounts of a demonstration show their roles without an authenticator; nothing else is excused. */
const isExcused = (session: OpenSession, demonstration: boolean) => demonstration && session.demonstration;

/** The grants that a session is strong enough for: none before sign-in is complete. */
export function grantsOf(session: OpenSession, demonstration: boolean): HeldGrant[] {
  if (session.factors === 0 || session.mustChangePassword) return [];
  if (session.factors === 2 || isExcused(session, demonstration)) return session.grants;
  return session.grants.filter(({ role }) => !twoFactorRoles.has(role));
}

/** How far somebody has come with signing in. */
export function stepOf(session: OpenSession, demonstration: boolean): Me['step'] {
  if (session.factors === 0) return 'second-factor';
  if (session.mustChangePassword) return 'change-password';
  return grantsOf(session, demonstration).length < session.grants.length ? 'enrol-second-factor' : 'done';
}

/** Whoever asks; null while a second factor is still asked for. */
export function principalOfSession(session: OpenSession, demonstration: boolean): Principal | null {
  if (session.factors === 0) return null;
  return {
    accountId: session.accountId,
    actor: session.account,
    grants: grantsOf(session, demonstration),
    session: { id: session.id, strength: session.factors === 2 ? 'two-factor' : 'one-factor' },
  };
}
