import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import { afterAll } from 'vitest';

/** A real identity provider on this machine, with its own forms of sign-in for development. */
export interface IdentityProvider {
  issuer: URL;
  client: string;
  secret: string;
  /** Lets somebody sign in there, as a browser would step by step; gives the address that leads back to us. */
  signIn(url: string, login: string): Promise<URL>;
}

/** Starts a provider that knows one client. It is stopped after the file's tests. */
export async function startIdentityProvider(redirectUri: string): Promise<IdentityProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const issuer = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const [client, secret] = ['mingjing', 'a secret between the two'];
  const provider = new Provider(issuer.origin, {
    clients: [{ client_id: client, client_secret: secret, redirect_uris: [redirectUri] }],
    pkce: { required: () => true },
    cookies: { keys: ['keys of a test'] },
  });
  server.on('request', provider.callback());
  return { issuer, client, secret, signIn: (url, login) => walk(new URL(url), login, redirectUri) };
}

/** Follows the provider's redirects and fills its forms until it leads back. */
async function walk(start: URL, login: string, redirectUri: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let at = start;
  let form: URLSearchParams | undefined;
  for (let step = 0; step < 20; step += 1) {
    if (at.href.startsWith(redirectUri)) return at;
    const response = await fetch(at, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form && { method: 'POST', body: form }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      cookies.set(name!, value!);
    }
    const next = response.headers.get('location');
    const page = next ? '' : await response.text();
    form = undefined;
    if (next) at = new URL(next, at);
    else {
      const action = /action="([^"]+)"/.exec(page)?.[1];
      if (!action) throw new Error(`the provider says ${response.status}: ${page.slice(0, 500)}`);
      at = new URL(action, at);
      form = new URLSearchParams({
        prompt: /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? 'login',
        login,
        password: 'any',
      });
    }
  }
  throw new Error('the provider never leads back');
}
