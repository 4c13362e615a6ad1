import type { FastifyRequest } from 'fastify';
import { Refusal } from '#base/errors';
import { originOf } from './public-address.ts';

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Against writing in somebody else's name (CSRF), besides SameSite=Strict: what writes comes from our own pages.
 * Browsers say so in Sec-Fetch-Site and in Origin, which no script can set; programs without cookies say neither.
 * @param hasSession a session came along: then one of the two must be there.
 * Refusal: foreign-origin.
 */
export function checkOrigin(request: FastifyRequest, address: URL | null, hasSession: boolean): void {
  if (reading.has(request.method)) return;
  const { origin, 'sec-fetch-site': site } = request.headers;
  const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none';
  const foreignOrigin = origin !== undefined && origin !== originOf(address, request);
  const silent = hasSession && site === undefined && origin === undefined;
  if (foreignSite || foreignOrigin || silent) throw new Refusal('foreign-origin');
}
