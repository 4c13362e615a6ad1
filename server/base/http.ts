import { randomUUID } from 'node:crypto';
import fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifySchema,
  type FastifySchemaValidationError,
} from 'fastify';
import {
  hasZodFastifySchemaValidationErrors,
  isResponseSerializationError,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { Refusal } from '#base/errors';
import { storableText, unstorablePath } from '#base/storable-text';
import type { Log } from '#base/log';
import { observeHttp, requestId, routeOf, traceOf } from '#base/observe-http';
import type { Endpoint } from '#contract/endpoint';
import { faultOf } from '#contract/fault';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** As in the endpoint: for the description of the interface. */
    bodies?: Endpoint['bodies'];
    /** Who may call it, as the endpoint says. What that means is for the application to enforce. */
    access?: Endpoint['access'];
  }
}

/** What a handler gets: parts already checked against the contract. */
export interface RouteInput<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  params: z.output<P>;
  query: z.output<Q>;
  body: z.output<B>;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** Binds an endpoint of the contract to its handler; input and output are typed and checked by its schemas. */
export function route<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  app: FastifyInstance,
  endpoint: Endpoint<P, Q, B, R>,
  handler: (input: RouteInput<P, Q, B>) => Promise<z.input<R>>,
): void {
  const { method, path, summary, face, access, params, query, body, bodies, response } = endpoint;
  const schema: FastifySchema = {
    summary,
    tags: [face],
    ...(params && { params }),
    ...(query && { querystring: query }),
    ...(body && { body }),
    response: { 200: response },
  };
  app.route({
    method,
    url: path,
    schema,
    config: { bodies, access },
    handler: async (request, reply) => {
      checkStorable(request);
      return handler({
        params: request.params as z.output<P>,
        query: request.query as z.output<Q>,
        body: request.body as z.output<B>,
        request,
        reply,
      });
    },
  });
}

/** Refusal: field-invalid, for a text that the database cannot hold and so cannot look for. */
function checkStorable({ params, query, body }: FastifyRequest): void {
  const path = unstorablePath(params) ?? unstorablePath(query) ?? unstorablePath(body);
  if (path) throw new Refusal('field-invalid', { field: path.join('.'), expected: storableText });
}

function sendRefusal(reply: FastifyReply, refusal: Refusal): FastifyReply {
  // RFC 9110, 15.5.2: with 401 goes what would be let in.
  if (refusal.status === 401) void reply.header('www-authenticate', 'Bearer');
  const { retryAfter } = refusal.about;
  if (retryAfter !== undefined) void reply.header('retry-after', retryAfter);
  return reply
    .code(refusal.status)
    .type('application/problem+json')
    .send(JSON.stringify(refusal.toProblem()));
}

/** Fastify's own refusals (body too large, JSON not readable, media type) in the words of the catalogue. */
function fromFastify(error: { statusCode?: number; message: string }): Refusal | undefined {
  if (error.statusCode === 413) return new Refusal('too-large', { detail: error.message });
  if (error.statusCode === 415) return new Refusal('unsupported-media-type', { detail: error.message });
  if (error.statusCode === 400) return new Refusal('body-invalid', { detail: error.message });
  return undefined;
}

/** Longest parameter of a path: a code of 80 characters, each of them four bytes and percent-encoded. */
const mostOfParameter = 80 * 4 * 3;

/** The issue of zod that a fault of fastify's was made of: its fields are there, its path as text. */
const issueIn = ({ keyword, instancePath, message, params }: FastifySchemaValidationError) =>
  ({
    ...params,
    code: keyword,
    path: instancePath.split('/').filter(Boolean),
    message,
  }) as z.core.$ZodIssue;

/** The outermost layer: one error format, no stack trace outside, an incident number for what was not foreseen. */
export function createHttp(
  log: Log,
  options: {
    bodyLimit?: number;
    /** Addresses whose `X-Forwarded-For` is believed; absent: nobody's. */
    proxies?: readonly string[];
  } = {},
): FastifyInstance {
  const app = fastify({
    logger: false,
    trustProxy: options.proxies ? [...options.proxies] : false,
    bodyLimit: options.bodyLimit ?? 16 * 1024 * 1024,
    forceCloseConnections: true,
    genReqId: requestId,
    routerOptions: { maxParamLength: mostOfParameter },
    // An address that cannot be decoded reaches no route.
    frameworkErrors: (error, _request, reply) => {
      void sendRefusal(reply as unknown as FastifyReply, fromFastify(error) ?? new Refusal('not-found'));
    },
  });
  observeHttp(app, log);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    if (error instanceof Refusal) return sendRefusal(reply, error);
    if (hasZodFastifySchemaValidationErrors(error)) {
      const { path, message } = faultOf(issueIn(error.validation[0]!));
      const field = path.join('.') || error.validationContext;
      return sendRefusal(reply, new Refusal('field-invalid', { field, expected: message }));
    }
    const foreseen = isResponseSerializationError(error) ? undefined : fromFastify(error);
    if (foreseen) return sendRefusal(reply, foreseen);
    const incident = randomUUID();
    const { method, id } = request;
    const { trace } = traceOf(request);
    log.error('incident', error, { incident, request: id, trace, method, route: routeOf(request) });
    const problem = { ...new Refusal('incident').toProblem(), incident };
    return reply.code(500).type('application/problem+json').send(JSON.stringify(problem));
  });
  return app;
}
