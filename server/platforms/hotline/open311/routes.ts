import { randomUUID } from 'node:crypto';
import fastifyRateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '#base/errors';
import { route } from '#base/http';
import { type Discovery, georeportPath, open311Api } from '#contract/hotline/open311';
import { originOf } from '#spine/identity/public-address';
import type { Spine } from '#spine/spine';
import { categoryTree } from '../tickets/categories.ts';
import { ticketOfReceipt } from '../tickets/progress.ts';
import { fromRefusal, GeoReportError } from './georeport-error.ts';
import { answer, type Format, splitFile } from './georeport-format.ts';
import { jurisdictionOf } from './jurisdiction.ts';
import { open311Rules } from './open311-rules.ts';
import { presentExtended, presentRequest } from './present.ts';
import { type Arguments, oneOf, readArguments } from './query-arguments.ts';
import { readRequestForm } from './request-form.ts';
import { definitionOf, languageOf, listServices } from './services.ts';
import { findRequests } from './store.ts';
import { takeRequest } from './take-request.ts';

const largestForm = 64 * 1024;
const argumentsOf = (request: FastifyRequest) => request.query as Arguments;
const languageIn = (request: FastifyRequest) => languageOf(request.headers['accept-language']);
/** The answer is a text in the format that was asked for; its schema is for the description of the interface. */
const sent = async (reply: FastifyReply) => reply as never;

function discoveryOf(spine: Spine, request: FastifyRequest): Discovery {
  const changeset = `${categoryTree.effectiveFrom} v${categoryTree.version}.${open311Rules.version}`;
  return {
    changeset,
    contact: open311Rules.contact,
    key_service: open311Rules.keyService,
    endpoints: [
      {
        specification: 'http://wiki.open311.org/GeoReport_v2',
        url: `${originOf(spine.identity.address, request)}${georeportPath}`,
        changeset,
        type: spine.demonstration ? 'test' : 'production',
        formats: ['text/xml', 'application/json'],
      },
    ],
  };
}

/** What is wrong, in the form of the specification; what nobody foresaw with a number to ask by and nothing more. */
function answerErrors(scope: FastifyInstance, spine: Spine): void {
  scope.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const format: Format = /\.json(\?|$)/.test(request.url) ? 'json' : 'xml';
    const told = toldOf(error);
    if (told) return answer(reply, format, 'errors', told.toErrors(), told.status);
    const incident = randomUUID();
    spine.log.error('incident', error, { incident, method: request.method, url: request.url });
    const unforeseen = new GeoReportError(500, `Internal error ${incident}`);
    return answer(reply, format, 'errors', unforeseen.toErrors(), 500);
  });
}

function toldOf(error: Error & { statusCode?: number }): GeoReportError | undefined {
  if (error instanceof GeoReportError) return error;
  if (error instanceof Refusal) return fromRefusal(error);
  if (error.statusCode !== undefined && error.statusCode < 500) return new GeoReportError(400, error.message);
  return undefined;
}

async function requestsOf(spine: Spine, request: FastifyRequest) {
  const { filter, extensions } = readArguments(spine, argumentsOf(request));
  const found = await findRequests(spine.pool, filter);
  const language = languageIn(request);
  if (!extensions) return found.map((one) => presentRequest(spine, one, language));
  const extended = [];
  // One after another: a client that asks for all of it shall not take every connection.
  for (const one of found) extended.push(await presentExtended(spine, one, language));
  return extended;
}

function registerReading(scope: FastifyInstance, spine: Spine): void {
  route(scope, open311Api.discovery, async ({ params, request, reply }) => {
    const { name, format } = splitFile(params.file);
    if (name === 'discovery') return sent(answer(reply, format, 'discovery', discoveryOf(spine, request)));
    const jurisdiction = oneOf(argumentsOf(request), 'jurisdiction_id');
    if (jurisdiction !== undefined) jurisdictionOf(spine, jurisdiction);
    if (name === 'services')
      return sent(answer(reply, format, 'services', listServices(languageIn(request))));
    if (name === 'requests')
      return sent(answer(reply, format, 'service_requests', await requestsOf(spine, request)));
    throw new GeoReportError(404, `${params.file} is no resource here`);
  });
  route(scope, open311Api.definition, async ({ params, request, reply }) => {
    const { name, format } = splitFile(params.file);
    return sent(answer(reply, format, 'service_definition', definitionOf(name, languageIn(request))));
  });
  route(scope, open311Api.request, async ({ params, request, reply }) => {
    const { name, format } = splitFile(params.file);
    const { extensions } = readArguments(spine, { extensions: argumentsOf(request).extensions });
    const [one] = await findRequests(spine.pool, { numbers: [name], page: 1, pageSize: 1 });
    if (!one) throw new GeoReportError(404, `service_request_id ${name} was not found`);
    const language = languageIn(request);
    const shown = extensions
      ? await presentExtended(spine, one, language)
      : presentRequest(spine, one, language);
    return sent(answer(reply, format, 'service_requests', [shown]));
  });
  route(scope, open311Api.token, async ({ params, reply }) => {
    const { name, format } = splitFile(params.file);
    const ticket = await ticketOfReceipt(spine, name).catch(nothing);
    const [one] = ticket
      ? await findRequests(spine.pool, { numbers: [ticket.one.number], page: 1, pageSize: 1 })
      : [];
    if (!one) throw new GeoReportError(404, 'the token was not found');
    const answered = [{ service_request_id: one.number, token: name }];
    return sent(answer(reply, format, 'service_requests', answered));
  });
}

/** A code of no ticket is answered in the words of the specification; a fault stays a fault. */
function nothing(error: unknown): null {
  if (error instanceof Refusal) return null;
  throw error;
}

const formOf = (request: FastifyRequest): URLSearchParams => {
  if (request.body instanceof URLSearchParams) return request.body;
  throw new GeoReportError(400, 'a request is sent as application/x-www-form-urlencoded');
};

async function registerSending(scope: FastifyInstance, spine: Spine): Promise<void> {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: largestForm },
    (_request, body, done) => done(null, new URLSearchParams(String(body))),
  );
  const { requests, perSeconds } = open311Rules.rate;
  await scope.register(fastifyRateLimit, {
    max: requests,
    timeWindow: perSeconds * 1000,
    // After the body, which has the key.
    hook: 'preHandler',
    keyGenerator: (request) =>
      (request.body instanceof URLSearchParams && request.body.get('api_key')) || request.ip,
    errorResponseBuilder: (_request, { ttl }) =>
      new GeoReportError(
        429,
        `too many requests; try again in ${Math.max(1, Math.ceil(ttl / 1000))} seconds`,
      ),
  });
  route(scope, open311Api.create, async ({ params, request, reply }) => {
    const { name, format } = splitFile(params.file);
    if (name !== 'requests') throw new GeoReportError(404, `${params.file} takes no requests`);
    const { number, receipt } = await takeRequest(spine, readRequestForm(formOf(request)));
    const notice = {
      zh: `已受理。凭回执编号 ${receipt} 可在公众门户查询进度、催办和评价。`,
      en: `Received. With the receipt code ${receipt} its progress is followed in the portal.`,
    };
    const created = {
      service_request_id: number,
      service_notice: notice[languageIn(request)],
      account_id: null,
    };
    return sent(answer(reply, format, 'service_requests', [created]));
  });
}

/** Open311 GeoReport v2 for other programs: open to read, with a key to send. */
export function registerOpen311Routes(app: FastifyInstance, spine: Spine): void {
  void app.register(async (scope) => {
    answerErrors(scope, spine);
    registerReading(scope, spine);
    await scope.register((inner) => registerSending(inner, spine));
  });
}
