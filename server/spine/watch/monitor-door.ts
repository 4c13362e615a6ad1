import { timingSafeEqual, createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '#base/errors';

const digest = (text: string) => createHash('sha256').update(text).digest();
const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
/** Whoever came through a proxy on this machine comes from elsewhere. */
const proxied = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

/**
 * The door for monitors: with the token of the settings, or, where none is set, from this machine itself and not by way of a
 * proxy. Refusals: unauthorised, forbidden.
 */
export function letMonitorIn(
  request: Pick<FastifyRequest, 'headers' | 'socket'>,
  token: string | undefined,
): void {
  if (token === undefined) {
    const direct = proxied.every((name) => request.headers[name] === undefined);
    if (direct && loopback.has(request.socket.remoteAddress ?? '')) return;
    throw new Refusal('forbidden', {
      detail: 'Without MINGJING_METRICS_TOKEN this is for this machine alone.',
    });
  }
  const given = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
  if (!timingSafeEqual(digest(given), digest(token)))
    throw new Refusal('unauthorised', {
      field: 'authorization',
      expected: 'Bearer and the token for monitors',
    });
}
