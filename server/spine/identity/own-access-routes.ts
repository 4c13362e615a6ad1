import type { FastifyInstance } from 'fastify';
import { inTransaction } from '#base/db';
import { Refusal } from '#base/errors';
import { route } from '#base/http';
import { type Instant, toRfc3339 } from '#base/time';
import { identityApi } from '#contract/identity';
import type { Spine } from '#spine/spine';
import type { OpenSession } from './find-session.ts';
import { viewMe } from './me-view.ts';
import { addPasskey, askPasskey, passkeysOf, removePasskey } from './passkeys.ts';
import { trustedAddress } from './public-address.ts';
import { renewRecoveryCodes } from './recovery-codes.ts';
import { proveTotp, removeTotp, requireSession, requireTwoFactors, setUpTotp } from './second-factors.ts';
import { findSession } from './find-session.ts';
import { readToken } from './session-cookie.ts';
import { endSessions } from './sessions.ts';
import { limitRate } from './sign-in-rate.ts';
import { answerSignedIn } from './visitor.ts';

interface SessionRow {
  id: string;
  factors: number;
  made_at: Instant;
  seen_at: Instant;
  ends_at: Instant;
  user_agent: string;
  address: string;
}

async function ownSessions({ pool, now }: Spine, { id, accountId }: OpenSession) {
  const { rows } = await pool.query<SessionRow>(
    `SELECT id, factors, made_at, seen_at, ends_at, user_agent, address FROM session
     WHERE account_id = $1 AND ended_at IS NULL AND ends_at > $2 AND factors > 0 ORDER BY seen_at DESC, id`,
    [accountId, toRfc3339(now())],
  );
  return rows.map((row) => ({
    id: row.id,
    current: row.id === id,
    strength: row.factors === 2 ? ('two-factor' as const) : ('one-factor' as const),
    madeAt: toRfc3339(row.made_at),
    seenAt: toRfc3339(row.seen_at),
    endsAt: toRfc3339(row.ends_at),
    userAgent: row.user_agent,
    address: row.address,
  }));
}

/** The own sessions. */
function registerOwnSessions(app: FastifyInstance, spine: Spine): void {
  route(app, identityApi.listSessions, ({ request }) =>
    ownSessions(spine, requireSession(request.openSession)),
  );
  route(app, identityApi.endSession, async ({ params, request }) => {
    const { accountId } = requireSession(request.openSession);
    const ended = await inTransaction(spine.pool, (client) =>
      endSessions(client, spine.now(), accountId, { only: params.id }, accountId),
    );
    // A foreign session and one that is not there are answered alike.
    if (!ended) throw new Refusal('not-found', { field: 'id' });
    return { done: true as const };
  });
  route(app, identityApi.endOtherSessions, async ({ request }) => {
    const { id, accountId } = requireSession(request.openSession);
    const ended = await inTransaction(spine.pool, (client) =>
      endSessions(client, spine.now(), accountId, { but: id }, accountId),
    );
    return { ended };
  });
}

/** The own authenticator and recovery codes. */
function registerTotp(app: FastifyInstance, spine: Spine): void {
  route(app, identityApi.beginTotp, ({ request }) => setUpTotp(spine, request.openSession));
  route(app, identityApi.confirmTotp, async ({ body, request, reply }) => {
    const { token, recoveryCodes } = await proveTotp(spine, request.openSession, body.code);
    return { ...(await answerSignedIn(spine, reply, token)), recoveryCodes };
  });
  route(app, identityApi.removeTotp, async ({ body, request }) => {
    await removeTotp(spine, request.openSession, body.code);
    const now = spine.now();
    const session = await findSession(spine, readToken(request, spine.identity.address) ?? '', now);
    return { me: await viewMe(spine, requireSession(session ?? null), now) };
  });
  route(app, identityApi.renewRecoveryCodes, async ({ request }) => {
    const { accountId } = requireTwoFactors(request.openSession);
    const recoveryCodes = await inTransaction(spine.pool, (client) =>
      renewRecoveryCodes(client, spine.keys, accountId, spine.now()),
    );
    return { recoveryCodes };
  });
}

/** The own passkeys. */
function registerPasskeys(app: FastifyInstance, spine: Spine): void {
  const { address } = spine.identity;
  route(app, identityApi.listPasskeys, ({ request }) =>
    passkeysOf(spine, requireSession(request.openSession).accountId),
  );
  route(app, identityApi.askPasskey, ({ request }) =>
    askPasskey(spine, request.openSession, trustedAddress(address, request)),
  );
  route(app, identityApi.addPasskey, async ({ body, request, reply }) => {
    const { accountId } = requireSession(request.openSession);
    const token = await addPasskey(spine, request.openSession, trustedAddress(address, request), body);
    return { ...(await answerSignedIn(spine, reply, token)), passkeys: await passkeysOf(spine, accountId) };
  });
  route(app, identityApi.removePasskey, async ({ params, request }) => {
    await removePasskey(spine, request.openSession, params.id);
    return passkeysOf(spine, requireSession(request.openSession).accountId);
  });
}

/** What everybody does with their own sessions and factors. To be called after `registerSessions`. */
export function registerOwnAccessRoutes(app: FastifyInstance, spine: Spine): void {
  void app.register(async (scope) => {
    await limitRate(scope);
    registerOwnSessions(scope, spine);
    registerTotp(scope, spine);
    registerPasskeys(scope, spine);
  });
}
