import fastifyRateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '#base/errors';
import { identityRules } from './identity-rules.ts';

const { requests, perSeconds } = identityRules.rate;

/**
 * Bounds how often one address may ask the routes of this scope, all of them together. Tries at one account are bounded
 * apart (tries.ts), wherever they come from. Refusal: too-many-tries.
 */
export async function limitRate(scope: FastifyInstance): Promise<void> {
  await scope.register(fastifyRateLimit, {
    max: requests,
    timeWindow: perSeconds * 1000,
    errorResponseBuilder: (_request, { ttl }) =>
      new Refusal('too-many-tries', { retryAfter: Math.max(1, Math.ceil(ttl / 1000)) }),
  });
}
