import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Log } from '#base/log';
import { type Answered, tellRequest } from '#base/observe';
import { systemNow } from '#base/time';

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
/** W3C Trace Context, 3.2: version, trace, span, flags; nothing but zeros is none. */
const traceparent = /^00-(?!0{32})([\da-f]{32})-(?!0{16})([\da-f]{16})-([\da-f]{2})$/;

/** The id of a request: a proxy's where it sends a UUID, else one of our own. What else a caller writes is not repeated in logs. */
export function requestId({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && uuid.test(given) ? given : randomUUID();
}

/** By which trace a request goes. */
export function traceOf({
  headers,
  id,
}: Pick<FastifyRequest, 'headers' | 'id'>): Pick<Answered, 'trace' | 'parent'> {
  const given = headers.traceparent;
  const [, trace, span, flags] = (typeof given === 'string' && traceparent.exec(given)) || [];
  if (!trace || !span) return { trace: id.replaceAll('-', ''), parent: null };
  return { trace, parent: { span, sampled: (Number.parseInt(flags!, 16) & 1) === 1 } };
}

/** The template of a request's route; its address may hold a receipt code or a name that was searched for. */
export const routeOf = (request: FastifyRequest): string =>
  (request.is404 ? 'none' : request.routeOptions.url) ?? 'none';

/** Slower than this is worth a line in any case, in milliseconds. */
const slowMs = 5_000;

/** Tells of every request: to whoever counts and traces, and to the log, in short at `debug`, always where it failed or was slow. */
export function observeHttp(app: FastifyInstance, log: Log): void {
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id);
  });
  app.addHook('onResponse', async (request, reply) => {
    const ms = reply.elapsedTime;
    const status = reply.statusCode;
    const { method, id } = request;
    const route = routeOf(request);
    const { trace, parent } = traceOf(request);
    tellRequest({ id, trace, parent, method, route, status, startedAt: systemNow() - ms, ms });
    const fields = { request: id, trace, method, route, status, ms: Math.round(ms) };
    if (status >= 500 || ms > slowMs) log.warn('request', fields);
    else log.debug('request', fields);
  });
}
