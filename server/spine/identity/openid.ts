import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  type Configuration,
  discovery,
  randomNonce,
  randomPKCECodeVerifier,
} from 'openid-client';
import { inTransaction } from '#base/db';
import { Refusal } from '#base/errors';
import { identityApi } from '#contract/identity';
import type { Spine } from '#spine/spine';
import { beginCeremony, endCeremony } from './ceremonies.ts';
import type { OpenSession } from './find-session.ts';
import { recordIdentity } from './identity-events.ts';
import { requireAllFactors } from './second-factors.ts';
import { openSession, type Visitor } from './sessions.ts';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** What the provider says of itself (OpenID Connect Discovery 1.0). Refusals: not-configured, not-ready. */
async function provider({ identity: { openId }, log }: Spine): Promise<Configuration> {
  if (!openId) throw new Refusal('not-configured', { detail: 'MINGJING_OIDC_ISSUER is not set.' });
  // Unencrypted only to a provider on this very machine.
  const plain = openId.issuer.protocol === 'http:' && loopback.has(openId.issuer.hostname);
  try {
    return await discovery(openId.issuer, openId.client, openId.secret, undefined, {
      execute: plain ? [allowInsecureRequests] : [],
    });
  } catch (error) {
    log.error('the identity provider could not be asked', error);
    throw new Refusal('not-ready', { detail: 'The identity provider does not answer.' });
  }
}

interface Begun {
  nonce: string;
  verifier: string;
}

async function begin(
  spine: Spine,
  address: URL,
  kind: 'openid-sign-in' | 'openid-link',
  accountId: number | null,
) {
  const configuration = await provider(spine);
  const data: Begun = { nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
  const state = await beginCeremony(spine.pool, spine.now(), { kind, accountId, data: { ...data } });
  const url = buildAuthorizationUrl(configuration, {
    redirect_uri: new URL(identityApi.finishOpenId.path, address).href,
    scope: 'openid',
    response_type: 'code',
    code_challenge: await calculatePKCECodeChallenge(data.verifier),
    code_challenge_method: 'S256',
    state,
    nonce: data.nonce,
  });
  return { url: url.href, state };
}

/** Begins to sign in; the browser keeps `state` and brings it back. Refusals: not-configured, not-ready. */
export const beginOpenId = (spine: Spine, address: URL) => begin(spine, address, 'openid-sign-in', null);

/** Begins to link the provider's account with the own one. Refusals: sign-in-needed, second-factor-needed, and the above. */
export const beginOpenIdLink = async (spine: Spine, address: URL, session: OpenSession | null) =>
  begin(spine, address, 'openid-link', requireAllFactors(session).accountId);

/**
 * Takes the provider's answer (authorization code, PKCE, state and nonce: RFC 9700, 2.1). Gives the token of a new session,
 * or null after linking.
 * @param state what this browser kept: an answer that somebody else began is refused (RFC 6749, 10.12)
 * Refusals: sign-in-failed, account-unknown, conflict, not-configured, not-ready.
 */
export async function finishOpenId(
  spine: Spine,
  answer: URL,
  state: string | undefined,
  visitor: Visitor,
): Promise<string | null> {
  const { pool, keys } = spine;
  const now = spine.now();
  const returned = answer.searchParams.get('state');
  if (!state || returned !== state) throw new Refusal('sign-in-failed');
  const begun = await endCeremony<Begun>(pool, now, state, ['openid-sign-in', 'openid-link']);
  if (!begun) throw new Refusal('sign-in-failed');
  const tokens = await authorizationCodeGrant(await provider(spine), answer, {
    pkceCodeVerifier: begun.data.verifier,
    expectedNonce: begun.data.nonce,
    expectedState: state,
    idTokenExpected: true,
  }).catch((error: unknown) => {
    spine.log.error('the identity provider refused', error);
    return null;
  });
  const claims = tokens?.claims();
  if (!claims) throw new Refusal('sign-in-failed');
  const { iss, sub } = claims;
  if (begun.kind === 'openid-link') {
    await link(spine, begun.accountId!, iss, sub);
    return null;
  }
  const { rows } = await pool.query<{ id: number; state: string; second: boolean }>(
    `SELECT id, state, has_second_factor(id) AS second FROM account
     WHERE openid_issuer = $1 AND openid_subject = $2 AND (NOT demonstration OR $3)`,
    [iss, sub, spine.demonstration],
  );
  const [account] = rows;
  if (!account || account.state !== 'active') {
    await recordIdentity(pool, {
      type: 'sign-in.failed',
      at: now,
      account: account?.id ?? null,
      data: { way: 'openid', address: visitor.address },
    });
    throw new Refusal(account ? 'sign-in-failed' : 'account-unknown');
  }
  const opened = { accountId: account.id, factors: account.second ? 0 : 1, way: 'openid' } as const;
  return inTransaction(pool, (client) => openSession(client, { keys, now }, opened, visitor));
}

async function link(spine: Spine, accountId: number, issuer: string, subject: string): Promise<void> {
  await inTransaction(spine.pool, async (client) => {
    const linked = await client.query(
      `UPDATE account SET openid_issuer = $2, openid_subject = $3 WHERE id = $1
         AND NOT EXISTS (SELECT FROM account WHERE openid_issuer = $2 AND openid_subject = $3 AND id <> $1)`,
      [accountId, issuer, subject],
    );
    if (!linked.rowCount) throw new Refusal('conflict', { detail: 'It is linked with another account.' });
    const at = spine.now();
    await recordIdentity(client, {
      type: 'openid.linked',
      at,
      account: accountId,
      by: accountId,
      data: { issuer },
    });
  });
}
