import type { FastifyInstance } from 'fastify';
import { inTransaction } from '#base/db';
import { Refusal } from '#base/errors';
import { route } from '#base/http';
import { toRfc3339 } from '#base/time';
import { identityApi } from '#contract/identity';
import type { Spine } from '#spine/spine';
import { askCitizenCode, signInAsCitizen } from './citizen-sign-in.ts';
import { demonstrationAccounts } from './demonstration-accounts.ts';
import { askPasskeySignIn, signInWithPasskey } from './passkeys.ts';
import { trustedAddress } from './public-address.ts';
import { clearToken } from './session-cookie.ts';
import { endSessions } from './sessions.ts';
import { changePassword, giveSecondFactor, signIn } from './sign-in.ts';
import { limitRate } from './sign-in-rate.ts';
import { answerSignedIn, visitorOf } from './visitor.ts';
import { viewMe } from './me-view.ts';

/** Signing in and out. To be called after `registerSessions`. */
export function registerSignInRoutes(app: FastifyInstance, spine: Spine): void {
  const { address, openId, sender } = spine.identity;
  route(app, identityApi.getSession, async ({ request }) => {
    const session = request.openSession;
    return { me: session && (await viewMe(spine, session, spine.now())) };
  });
  route(app, identityApi.getSignInMethods, async ({ request }) => ({
    password: true as const,
    passkey: canHavePasskeys(() => trustedAddress(address, request)),
    openId: openId !== null,
    citizen: [...(sender?.kinds ?? [])],
    demonstration: spine.demonstration,
  }));
  route(app, identityApi.getDemonstrationAccounts, () => {
    if (!spine.demonstration) throw new Refusal('not-found');
    return demonstrationAccounts(spine);
  });
  route(app, identityApi.signOut, async ({ request, reply }) => {
    const session = request.openSession;
    if (session)
      await inTransaction(spine.pool, (client) =>
        endSessions(client, spine.now(), session.accountId, { only: session.id }, session.accountId),
      );
    clearToken(reply, address);
    return { done: true as const };
  });
  void app.register(async (scope) => {
    await limitRate(scope);
    route(scope, identityApi.signIn, async ({ body, request, reply }) =>
      answerSignedIn(spine, reply, await signIn(spine, body, visitorOf(request))),
    );
    route(scope, identityApi.giveSecondFactor, async ({ body, request, reply }) =>
      answerSignedIn(spine, reply, await giveSecondFactor(spine, request.openSession, body.code)),
    );
    route(scope, identityApi.changePassword, async ({ body, request, reply }) =>
      answerSignedIn(spine, reply, await changePassword(spine, request.openSession, body)),
    );
    route(scope, identityApi.askPasskeySignIn, ({ request }) =>
      askPasskeySignIn(spine, trustedAddress(address, request)),
    );
    route(scope, identityApi.signInWithPasskey, async ({ body, request, reply }) => {
      const trusted = trustedAddress(address, request);
      return answerSignedIn(spine, reply, await signInWithPasskey(spine, trusted, body, visitorOf(request)));
    });
    route(scope, identityApi.askCitizenCode, async ({ body }) => {
      const { expiresAt, tries } = await askCitizenCode(spine, body.to);
      return { expiresAt: toRfc3339(expiresAt), tries };
    });
    route(scope, identityApi.signInAsCitizen, async ({ body, request, reply }) =>
      answerSignedIn(spine, reply, await signInAsCitizen(spine, body, visitorOf(request))),
    );
  });
}

function canHavePasskeys(trusted: () => URL): boolean {
  try {
    trusted();
    return true;
  } catch {
    return false;
  }
}
