import type { FastifyRequest } from 'fastify';
import { Refusal } from '#base/errors';

const onThisMachine = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/;

/** Whether cookies are for encrypted connections alone: where the installation says that it is reached over https. */
export const isSecure = (address: URL | null): boolean => address?.protocol === 'https:';

/**
 * The origin that a request's page must have (RFC 6454): the configured one, or without one the host that was asked.
 * Headers of proxies are not believed.
 */
export function originOf(address: URL | null, request: FastifyRequest): string {
  if (address) return address.origin;
  const asked = `http://${request.headers.host ?? ''}`;
  return URL.canParse(asked) ? new URL(asked).origin : '';
}

/**
 * Origin and relying party of passkeys and of the identity provider's way back (WebAuthn 5.1.2). Without a configured
 * address only this machine is one: what a request says of its host proves nothing.
 * Refusal: not-configured.
 */
export function trustedAddress(address: URL | null, request: FastifyRequest): URL {
  if (address) return address;
  const host = request.headers.host ?? '';
  if (onThisMachine.test(host)) return new URL(`http://${host}`);
  throw new Refusal('not-configured', { detail: 'MINGJING_ADDRESS must name the address that people use.' });
}
