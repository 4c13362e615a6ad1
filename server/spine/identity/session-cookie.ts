import type { FastifyReply, FastifyRequest } from 'fastify';
import { isSecure } from './public-address.ts';

/**
 * Name of the cookie that bears the session's token. With `__Host-` browsers take it over https alone and from this host
 * alone (RFC 6265bis, 4.1.3.2); over plain http, as on localhost, they would not take it at all.
 */
export const cookieName = (address: URL | null): string =>
  isSecure(address) ? '__Host-mingjing' : 'mingjing';

/** The token that came with a request. */
export function readToken(request: FastifyRequest, address: URL | null): string | undefined {
  return request.cookies[cookieName(address)];
}

/** Hands the token to the browser: no script reads it, no other site sends it. */
export function setToken(reply: FastifyReply, address: URL | null, token: string): void {
  void reply.setCookie(cookieName(address), token, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: isSecure(address),
  });
}

export function clearToken(reply: FastifyReply, address: URL | null): void {
  void reply.clearCookie(cookieName(address), {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: isSecure(address),
  });
}
