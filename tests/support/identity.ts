import { randomInt } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { inTransaction } from '#base/db';
import type { Role } from '#contract/roles';
import { insertAccount } from '#spine/identity/accounts';
import { makeFirstAdministrators } from '#spine/identity/first-administrators';
import type { IdentitySettings } from '#spine/identity/identity-settings';
import { registerOpenIdRoutes } from '#spine/identity/openid-routes';
import { registerOwnAccessRoutes } from '#spine/identity/own-access-routes';
import { registerPeopleRoutes } from '#spine/identity/people-routes';
import { registerSignInRoutes } from '#spine/identity/sign-in-routes';
import type { Spine } from '#spine/spine';
import { testDatabase } from './database.ts';
import { type Answer, appWith, type TestSpine, testSpine } from './spine.ts';

/** A password that the rules take. */
export const password = 'quiet-river-and-stones';
export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;

/** A browser with cookies of its own, on a machine of its own. */
export interface Browser {
  get(url: string, headers?: Record<string, string>): Promise<Answer>;
  post(url: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  put(url: string, body?: unknown): Promise<Answer>;
  delete(url: string): Promise<Answer>;
  cookies: Map<string, string>;
  /** As the server set it last, with its attributes. */
  setCookies: string[];
  address: string;
}

/** The origin of the pages that tests ask from. */
export const origin = 'http://localhost';

export function browserOf(app: FastifyInstance, from = origin): Browser {
  const cookies = new Map<string, string>();
  const address = [10, 1, 2, 3].map(() => randomInt(1, 255)).join('.');
  const browser = { cookies, setCookies: [] as string[], address };
  const send = async (
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const response = await app.inject({
      method,
      url,
      remoteAddress: browser.address,
      headers: {
        host: new URL(from).host,
        'user-agent': 'test',
        ...(cookies.size > 0 && {
          cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        }),
        ...(method !== 'GET' && { origin: from }),
        ...headers,
      },
      ...(body !== undefined && { payload: body as object }),
    });
    browser.setCookies = [response.headers['set-cookie'] ?? []].flat();
    for (const { name, value } of response.cookies)
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    const type = String(response.headers['content-type'] ?? '');
    return {
      status: response.statusCode,
      type,
      headers: response.headers,
      body: /\bjson\b/.test(type) ? response.json() : response.body,
    };
  };
  return Object.assign(browser, {
    get: (url: string, headers?: Record<string, string>) => send('GET', url, undefined, headers),
    post: (url: string, body?: unknown, headers?: Record<string, string>) => send('POST', url, body, headers),
    put: (url: string, body?: unknown) => send('PUT', url, body),
    delete: (url: string) => send('DELETE', url),
  });
}

export interface IdentityWorld extends TestSpine {
  app: FastifyInstance;
  browser(from?: string): Browser;
  /** Makes an official's account with `password`. */
  account(name: string): Promise<number>;
  /** A browser in which this account is signed in. */
  signedIn(name: string, given?: string): Promise<Browser>;
  /** A new account with a role, as the demonstration gets them: proposed, approved. */
  events(
    type?: string,
  ): Promise<{ type: string; account: string | null; by: string | null; data: unknown }[]>;
}

/** Sessions, sign-in and people's routes on a database of their own. */
export async function identityWorld(
  settings: Partial<IdentitySettings> = {},
  demonstration = false,
): Promise<IdentityWorld> {
  const db = await testDatabase();
  const world = await testSpine(db.pool, { demonstration });
  const { spine } = world;
  spine.identity = { ...spine.identity, ...settings };
  const { app } = await appWith(
    spine,
    { who: 'session' },
    registerSignInRoutes,
    registerOwnAccessRoutes,
    registerOpenIdRoutes,
    registerPeopleRoutes,
  );
  await app.ready();
  const browser = (from?: string) => browserOf(app, from ?? settings.address?.origin ?? origin);
  return {
    ...world,
    app,
    browser,
    account: (name) => makeAccount(spine, name),
    signedIn: async (name, given = password) => {
      const one = browser();
      const answer = await one.post('/api/sign-in', { account: name, password: given });
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
      return one;
    },
    events: (type) =>
      world.query(
        `SELECT e.type, a.name AS account, b.name AS by, e.data FROM identity_event e
         LEFT JOIN account a ON a.id = e.account_id LEFT JOIN account b ON b.id = e.by_account_id
         WHERE $1::text IS NULL OR e.type = $1 ORDER BY e.id`,
        [type ?? null],
      ),
  };
}

const makeAccount = (spine: Spine, name: string): Promise<number> =>
  inTransaction(spine.pool, (client) =>
    insertAccount(client, spine, { name, password, once: false, by: null }),
  );

/** Browsers of the three first administrators, signed in by two factors (raised in the database: how is tested apart). */
export async function threeAdministrators(
  world: IdentityWorld,
): Promise<Record<'system' | 'security' | 'audit', Browser>> {
  const made = await makeFirstAdministrators(world.spine, { password });
  const named = async (role: Role): Promise<Browser> => {
    const browser = await world.signedIn(made.find((one) => one.role === role)!.account);
    await world.query(
      'UPDATE session SET factors = 2 WHERE account_id = (SELECT id FROM account WHERE name = $1)',
      [role],
    );
    return browser;
  };
  return {
    system: await named('system-administrator'),
    security: await named('security-administrator'),
    audit: await named('auditor'),
  };
}
