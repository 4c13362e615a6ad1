import type { FastifyInstance, FastifyRequest } from 'fastify';
import { roles, type Role } from '#contract/roles';
import type { HeldGrant, Principal } from '#spine/identity/principal';
import type { Spine } from '#spine/spine';

let made = 0;

/** Somebody who has signed in and holds what is given. */
export function principalWith(grants: HeldGrant[], actor?: string): Principal {
  made += 1;
  return {
    accountId: made,
    actor: actor ?? `tester-${made}`,
    grants,
    session: { id: `session-${made}`, strength: 'two-factor' },
  };
}

const province = 370000000000;

/**
 * Somebody who may do everything in the province, for tests that are not about permission. Somebody else each time, since
 * nobody acts on both sides of a correction.
 */
export function everybodysDeputy(spine: Spine, actor?: string): Principal {
  const all = Object.keys(roles) as Role[];
  const organs = [...spine.registry.organs()].map((organ) => organ.id);
  const grants = organs.flatMap((organId) => all.map((role) => ({ role, organId, region: province })));
  return principalWith([...grants, ...all.map((role) => ({ role, organId: null, region: province }))], actor);
}

/** Who asks, where no session says so: of tests alone. */
export type SignedIn = (request: FastifyRequest) => Principal | null;

/** Signs in whoever `who` says, in place of a session. */
export function signIn(app: FastifyInstance, who: SignedIn): void {
  app.addHook('onRequest', async (request) => {
    request.principal = who(request);
  });
}
