import type { z } from 'zod';
import { identityApi } from '#contract/identity';
import type { peopleApi } from '#contract/people';
import type { Role } from '#contract/roles';

type Accounts = z.infer<typeof identityApi.getDemonstrationAccounts.response>;
type Grants = z.infer<typeof peopleApi.listGrants.response>;
type Grant = z.infer<typeof peopleApi.proposeGrant.response>;

/** Somebody who has signed in to an installation. */
export interface SignedIn {
  /** Name and value, as a browser keeps them. */
  readonly cookie: { name: string; value: string };
  /** Asks as this person; what writes comes from the installation's own pages. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Reads JSON. @throws Error when the answer is none. */
  read<T>(path: string): Promise<T>;
  /** Writes JSON and reads the answer. @throws Error when it is refused. */
  send<T>(method: 'POST' | 'PUT', path: string, body: unknown): Promise<T>;
}

const known = new Map<string, Promise<SignedIn>>();

/** Signs in as one of the invented accounts of a demonstration; once for a test file and account. */
export function signedInAs(url: string, account: string): Promise<SignedIn> {
  const key = `${url} ${account}`;
  const before = known.get(key);
  if (before) return before;
  const now = signIn(url, account);
  known.set(key, now);
  return now;
}

/** Signs in anew, with a session of its own. */
export async function signIn(url: string, account: string): Promise<SignedIn> {
  const origin = new URL(url).origin;
  const invented = (await (await fetch(url + identityApi.getDemonstrationAccounts.path)).json()) as Accounts;
  const answer = await fetch(url + identityApi.signIn.path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ account, password: invented.password }),
  });
  const set = answer.headers.getSetCookie()[0];
  if (!answer.ok || !set)
    throw new Error(`${account} cannot sign in: ${answer.status} ${await answer.text()}`);
  const [name = '', value = ''] = (set.split(';')[0] ?? '').split('=');
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(url + path, { ...init, headers: { ...init.headers, cookie: `${name}=${value}`, origin } });
  const json = async <T>(path: string, init?: RequestInit) => {
    const response = await ask(path, init);
    if (!response.ok) throw new Error(`${account}: ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  return {
    cookie: { name, value },
    fetch: ask,
    read: (path) => json(path),
    send: (method, path, body) =>
      json(path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  };
}

/** The invented people that the journeys are told of. */
export const people = {
  /** Sees alerts, cases and corrections of the whole province. */
  supervisor: 'supervision-head-shandong',
  /** Keeps catalogue, calendars, organs, sources, imports, accounts; proposes grants. */
  system: 'system-administrator',
  /** Approves grants. */
  security: 'security-administrator',
  auditor: 'auditor',
  handler: 'handler-jinan',
} as const;

const kept = /^\/workbench\/(imports|sources|operations|catalogue|new-item|calendars|organs|people)/;

/** Who usually opens a page: null for the pages that are open to everybody. */
export function whoOpens(path: string): string | null {
  if (kept.test(path)) return people.system;
  return /^\/(workbench|cockpit)/.test(path) ? people.supervisor : null;
}

/** Gives an invented account a role at an organ too, as the two administrators do it: one proposes, the other approves. */
export async function grantAt(url: string, account: string, role: Role, organ: string): Promise<void> {
  const proposer = await signedInAs(url, people.system);
  const held = await proposer.read<Grants>(`/api/grants?account=${account}&role=${role}&pageSize=200`);
  if (held.rows.some((one) => one.organ?.code === organ && one.state === 'in-force')) return;
  const body = { account, role, organ, reason: 'for a journey' };
  const { id } = await proposer.send<Grant>('POST', '/api/grants', body);
  const approver = await signedInAs(url, people.security);
  await approver.send<Grant>('POST', `/api/grants/${id}/approve`, {});
}
