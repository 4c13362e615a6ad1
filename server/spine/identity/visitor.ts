import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '#base/errors';
import type { Me } from '#contract/identity';
import type { Spine } from '#spine/spine';
import { findSession } from './find-session.ts';
import { viewMe } from './me-view.ts';
import { setToken } from './session-cookie.ts';
import type { Visitor } from './sessions.ts';

/** Who asks, as far as the connection tells. */
export const visitorOf = (request: FastifyRequest): Visitor => ({
  userAgent: request.headers['user-agent'] ?? '',
  address: request.ip,
  sessionId: request.openSession?.id ?? null,
});

/** Hands a new token to the browser and tells who is signed in with it. */
export async function answerSignedIn(spine: Spine, reply: FastifyReply, token: string): Promise<{ me: Me }> {
  const now = spine.now();
  const session = await findSession(spine, token, now);
  if (!session) throw new Refusal('sign-in-needed');
  setToken(reply, spine.identity.address, token);
  return { me: await viewMe(spine, session, now) };
}
