import { z } from 'zod';
import { endpoint } from '#contract/endpoint';
import { roleCode } from '#contract/roles';
import { bilingual, regionCode } from '#contract/text';

/** The name that somebody signs in with; never a person's name. */
export const accountName = z
  .string()
  .min(3)
  .max(60)
  .regex(/^[a-z0-9][a-z0-9._-]*$/, 'small letters, digits and . _ - , beginning with a letter or digit');

/** As people type it into a sign-in form: what is no account name is answered as an unknown account is. */
const typedAccount = z.string().min(1).max(200);
/** As it is typed; how a new one must be is data (reference/identity). */
const typedPassword = z.string().min(1).max(1024);
const typedCode = z.string().min(1).max(40);

/** A role that somebody holds, with names for people. */
export const heldGrant = z.object({
  role: roleCode,
  roleName: bilingual,
  organ: z.object({ code: z.string(), name: bilingual }).nullable(),
  region: regionCode,
  regionName: bilingual,
});

/**
 * How far somebody has come with signing in.
 * second-factor: the password was right, a code or a passkey is still asked for; nothing else is open.
 * change-password: a one-time password was used; nothing but the change of it is open.
 * enrol-second-factor: a role asks for two factors and none is there yet; what is dangerous stays closed until then.
 */
export const signInStep = z.enum(['done', 'second-factor', 'change-password', 'enrol-second-factor']);

/** Whoever is signed in, for the pages. */
export const me = z.object({
  account: z.string(),
  kind: z.enum(['official', 'citizen']),
  step: signInStep,
  strength: z.enum(['one-factor', 'two-factor']),
  /** Empty until `step` is `done` or `enrol-second-factor`. */
  grants: z.array(heldGrant),
  posts: z.array(
    z.object({
      organ: z.object({ code: z.string(), name: bilingual }),
      title: bilingual,
      from: z.iso.datetime(),
    }),
  ),
  secondFactors: z.object({
    totp: z.boolean(),
    passkeys: z.number().int(),
    recoveryCodesLeft: z.number().int(),
  }),
  /** The end of the session, whatever happens. */
  endsAt: z.iso.datetime(),
  /** The end of the session if nothing happens. */
  idleAt: z.iso.datetime(),
});
export type Me = z.infer<typeof me>;

/** The answer to every step of signing in. The session itself is a cookie that no script can read. */
const signedIn = z.object({ me });

export const ownSession = z.object({
  id: z.string(),
  current: z.boolean(),
  strength: z.enum(['one-factor', 'two-factor']),
  madeAt: z.iso.datetime(),
  seenAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  userAgent: z.string(),
  address: z.string(),
});

export const passkey = z.object({
  id: z.string(),
  name: z.string(),
  madeAt: z.iso.datetime(),
  usedAt: z.iso.datetime().nullable(),
});

const done = z.object({ done: z.literal(true) });
const nothing = z.strictObject({}).nullish();
/** As `@simplewebauthn/browser` takes and gives it; the server checks it with `@simplewebauthn/server`. */
const webauthn = z.record(z.string(), z.unknown());
const ceremony = z.object({ ceremony: z.string(), options: webauthn });

export const identityApi = {
  getSession: endpoint({
    method: 'GET',
    path: '/api/session',
    summary: 'Whoever is signed in, or null',
    face: 'public',
    access: 'everybody',
    response: z.object({ me: me.nullable() }),
  }),
  getSignInMethods: endpoint({
    method: 'GET',
    path: '/api/sign-in/methods',
    summary: 'The ways to sign in that this installation has',
    face: 'public',
    access: 'everybody',
    response: z.object({
      password: z.literal(true),
      passkey: z.boolean(),
      openId: z.boolean(),
      citizen: z.array(z.enum(['phone', 'email'])),
      demonstration: z.boolean(),
    }),
  }),
  getDemonstrationAccounts: endpoint({
    method: 'GET',
    path: '/api/sign-in/demonstration',
    summary: 'The invented accounts of a demonstration and their password; not found anywhere else',
    face: 'public',
    access: 'everybody',
    response: z.object({
      password: z.string(),
      accounts: z.array(z.object({ account: z.string(), grants: z.array(heldGrant) })),
    }),
  }),
  signIn: endpoint({
    method: 'POST',
    path: '/api/sign-in',
    summary: 'Sign in with account and password. 401 sign-in-failed, 429 too-many-tries (Retry-After)',
    face: 'public',
    access: 'everybody',
    body: z.strictObject({ account: typedAccount, password: typedPassword }),
    response: signedIn,
  }),
  giveSecondFactor: endpoint({
    method: 'POST',
    path: '/api/sign-in/second-factor',
    summary: 'The code of an authenticator, or a recovery code. 401 code-wrong, 429 too-many-tries',
    face: 'public',
    access: 'everybody',
    body: z.strictObject({ code: typedCode }),
    response: signedIn,
  }),
  askPasskeySignIn: endpoint({
    method: 'POST',
    path: '/api/sign-in/passkey/options',
    summary: 'Begin to sign in with a passkey, alone or as the second factor after a password',
    face: 'public',
    access: 'everybody',
    body: nothing,
    response: ceremony,
  }),
  signInWithPasskey: endpoint({
    method: 'POST',
    path: '/api/sign-in/passkey',
    summary: 'Sign in with a passkey: two factors at once. 401 sign-in-failed',
    face: 'public',
    access: 'everybody',
    body: z.strictObject({ ceremony: z.string().max(100), response: webauthn }),
    response: signedIn,
  }),
  beginOpenId: endpoint({
    method: 'POST',
    path: '/api/sign-in/openid',
    summary: "Begin to sign in at the government's identity provider: the page goes to `url`",
    face: 'public',
    access: 'everybody',
    body: nothing,
    response: z.object({ url: z.url() }),
  }),
  linkOpenId: endpoint({
    method: 'POST',
    path: '/api/openid/link',
    summary:
      'Link the own account with one at the identity provider: the page goes to `url`, and comes back to /account',
    face: 'public',
    access: 'session',
    body: nothing,
    response: z.object({ url: z.url() }),
  }),
  finishOpenId: endpoint({
    method: 'GET',
    path: '/api/sign-in/openid/callback',
    summary:
      'Where the identity provider sends people back to; leads on to /sign-in, with ?refused=CODE if so',
    face: 'public',
    access: 'everybody',
    query: z.looseObject({}),
    response: z.null(),
  }),
  askCitizenCode: endpoint({
    method: 'POST',
    path: '/api/sign-in/citizen/code',
    summary: 'Send a code to the phone or e-mail of a citizen; the answer is the same whoever it is',
    face: 'public',
    access: 'everybody',
    body: z.strictObject({ to: z.string().min(3).max(254) }),
    response: z.object({ expiresAt: z.iso.datetime(), tries: z.number().int() }),
  }),
  signInAsCitizen: endpoint({
    method: 'POST',
    path: '/api/sign-in/citizen',
    summary: 'Sign in with the code that was sent; makes the account at the first time. 401 code-wrong',
    face: 'public',
    access: 'everybody',
    body: z.strictObject({ to: z.string().min(3).max(254), code: typedCode }),
    response: signedIn,
  }),
  signOut: endpoint({
    method: 'POST',
    path: '/api/sign-out',
    summary: 'End this session',
    face: 'public',
    access: 'everybody',
    body: nothing,
    response: done,
  }),
  changePassword: endpoint({
    method: 'POST',
    path: '/api/password',
    summary: 'Change the own password; ends all other sessions. 401 sign-in-failed, 422 password-weak',
    face: 'public',
    access: 'session',
    body: z.strictObject({ current: typedPassword, next: typedPassword }),
    response: signedIn,
  }),
  listSessions: endpoint({
    method: 'GET',
    path: '/api/sessions',
    summary: 'The own sessions',
    face: 'public',
    access: 'session',
    response: z.array(ownSession),
  }),
  endSession: endpoint({
    method: 'DELETE',
    path: '/api/sessions/:id',
    summary: 'End one of the own sessions',
    face: 'public',
    access: 'session',
    params: z.object({ id: z.uuid() }),
    response: done,
  }),
  endOtherSessions: endpoint({
    method: 'DELETE',
    path: '/api/sessions',
    summary: 'End all own sessions but this one',
    face: 'public',
    access: 'session',
    response: z.object({ ended: z.number().int() }),
  }),
  beginTotp: endpoint({
    method: 'POST',
    path: '/api/second-factor/totp',
    summary:
      'Begin to set up an authenticator: the secret, shown once, also as otpauth address for a QR code',
    face: 'public',
    access: 'session',
    body: nothing,
    response: z.object({ secret: z.string(), uri: z.string() }),
  }),
  confirmTotp: endpoint({
    method: 'POST',
    path: '/api/second-factor/totp/confirm',
    summary: 'Prove that the authenticator works; the recovery codes are shown once. 401 code-wrong',
    face: 'public',
    access: 'session',
    body: z.strictObject({ code: typedCode }),
    response: z.object({ me, recoveryCodes: z.array(z.string()) }),
  }),
  removeTotp: endpoint({
    method: 'POST',
    path: '/api/second-factor/totp/remove',
    summary: 'Remove the authenticator, with one of its codes or a recovery code. 403 second-factor-needed',
    face: 'public',
    access: 'session',
    body: z.strictObject({ code: typedCode }),
    response: signedIn,
  }),
  renewRecoveryCodes: endpoint({
    method: 'POST',
    path: '/api/second-factor/recovery-codes',
    summary: 'Replace all recovery codes; shown once. 403 second-factor-needed',
    face: 'public',
    access: 'session',
    body: nothing,
    response: z.object({ recoveryCodes: z.array(z.string()) }),
  }),
  listPasskeys: endpoint({
    method: 'GET',
    path: '/api/second-factor/passkeys',
    summary: 'The own passkeys',
    face: 'public',
    access: 'session',
    response: z.array(passkey),
  }),
  askPasskey: endpoint({
    method: 'POST',
    path: '/api/second-factor/passkeys/options',
    summary: 'Begin to add a passkey',
    face: 'public',
    access: 'session',
    body: nothing,
    response: ceremony,
  }),
  addPasskey: endpoint({
    method: 'POST',
    path: '/api/second-factor/passkeys',
    summary: 'Add a passkey; the session has two factors from then on',
    face: 'public',
    access: 'session',
    body: z.strictObject({
      ceremony: z.string().max(100),
      response: webauthn,
      name: z.string().trim().min(1).max(60),
    }),
    response: z.object({ me, passkeys: z.array(passkey) }),
  }),
  removePasskey: endpoint({
    method: 'DELETE',
    path: '/api/second-factor/passkeys/:id',
    summary: 'Remove a passkey. 403 second-factor-needed',
    face: 'public',
    access: 'session',
    params: z.object({ id: z.uuid() }),
    response: z.array(passkey),
  }),
};
