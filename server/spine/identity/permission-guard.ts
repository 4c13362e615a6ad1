import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '#base/errors';
import { admission } from '#spine/identity/permission';
import type { Principal } from '#spine/identity/principal';
import type {} from '#spine/identity/session-hook';

/**
 * Lets in by what each route's endpoint says. A route that says nothing is refused to everybody, also to whoever has every
 * right. Stands after every onRequest hook, where sessions are read, and before a body is.
 */
export function guardRoutes(app: FastifyInstance): void {
  // Nobody, unless sessions say who.
  if (!app.hasRequestDecorator('principal')) app.decorateRequest('principal', null);
  app.addHook('preParsing', async (request) => {
    if (request.is404) return;
    const { access } = request.routeOptions.config;
    if (access === 'session' && !request.openSession) throw new Refusal('sign-in-needed');
    const answer = admission(request.principal ?? null, access);
    if (answer !== 'in') throw new Refusal(answer);
  });
}

/** Who asks, where the door has let in signed-in people only. Refusal: sign-in-needed. */
export function principalOf(request: FastifyRequest): Principal {
  if (!request.principal) throw new Refusal('sign-in-needed');
  return request.principal;
}
