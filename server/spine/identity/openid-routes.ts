import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '#base/errors';
import { route } from '#base/http';
import { identityApi } from '#contract/identity';
import type { Spine } from '#spine/spine';
import { beginOpenId, beginOpenIdLink, finishOpenId } from './openid.ts';
import { isSecure, trustedAddress } from './public-address.ts';
import { setToken } from './session-cookie.ts';
import { limitRate } from './sign-in-rate.ts';
import { visitorOf } from './visitor.ts';

/**
 * Signing in at the government's identity provider. What binds the answer to the browser that asked is a cookie of its own:
 * coming back is a step from another site, where the session's cookie (SameSite=Strict) does not come along.
 */
export function registerOpenIdRoutes(app: FastifyInstance, spine: Spine): void {
  const { address } = spine.identity;
  const secure = isSecure(address);
  const cookie = secure ? '__Host-mingjing-openid' : 'mingjing-openid';
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
  const keep = (reply: FastifyReply, { url, state }: { url: string; state: string }) => {
    void reply.setCookie(cookie, state, options);
    return { url };
  };
  /** Where the page goes on. */
  const finish = async (request: FastifyRequest, reply: FastifyReply): Promise<string> => {
    const answer = new URL(request.url, trustedAddress(address, request));
    const { [cookie]: state } = request.cookies;
    void reply.clearCookie(cookie, options);
    const token = await finishOpenId(spine, answer, state, visitorOf(request));
    if (token === null) return '/account';
    setToken(reply, address, token);
    return '/sign-in';
  };
  void app.register(async (scope) => {
    await limitRate(scope);
    route(scope, identityApi.beginOpenId, async ({ request, reply }) =>
      keep(reply, await beginOpenId(spine, trustedAddress(address, request))),
    );
    route(scope, identityApi.linkOpenId, async ({ request, reply }) =>
      keep(reply, await beginOpenIdLink(spine, trustedAddress(address, request), request.openSession)),
    );
    route(scope, identityApi.finishOpenId, async ({ request, reply }) => {
      const next = await finish(request, reply).catch((error: unknown) => {
        if (error instanceof Refusal) return `/sign-in?refused=${error.code}`;
        throw error;
      });
      // A page for people: refusals are shown there, not as problem+json.
      void reply.redirect(next);
      return reply as never;
    });
  });
}
