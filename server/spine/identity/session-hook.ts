import fastifyCookie from '@fastify/cookie';
import type { FastifyInstance } from 'fastify';
import type { Principal } from '#spine/identity/principal';
import type { Spine } from '#spine/spine';
import { findSession, type OpenSession } from './find-session.ts';
import { checkOrigin } from './origin-check.ts';
import { readToken } from './session-cookie.ts';
import { principalOfSession } from './session-standing.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whoever is signed in completely; null for everybody else. */
    principal: Principal | null;
    /** The session of the request, also one that a second factor is still asked of. */
    openSession: OpenSession | null;
  }
}

/**
 * Finds the session of every request and refuses writes from foreign pages. To be called before routes are registered.
 * A token that is wrong, expired or ended is as none.
 */
export async function registerSessions(app: FastifyInstance, spine: Spine): Promise<void> {
  await app.register(fastifyCookie);
  app.decorateRequest('principal', null);
  app.decorateRequest('openSession', null);
  app.addHook('onRequest', async (request) => {
    const { address } = spine.identity;
    const token = readToken(request, address);
    checkOrigin(request, address, token !== undefined);
    if (token === undefined) return;
    const session = await findSession(spine, token, spine.now());
    if (!session) return;
    request.openSession = session;
    request.principal = principalOfSession(session, spine.demonstration);
  });
}
