import fastifyRateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Refusal } from '#base/errors';
import { readReference, referenceHead } from '#spine/calendar/reference-folder';

const count = z.number().int().min(1);

const rulesFile = z.object({
  ...referenceHead,
  /** Reports that one address may send without signing in. */
  rate: z.object({ requests: count, perSeconds: count }),
});

/** How often anybody may report (reference/hotline/reports.json). @throws Refusal naming the field that is at fault */
export const reportRules = readReference(rulesFile, 'hotline/reports.json');

/**
 * Bounds how often one address may send what the routes of this scope take, unless somebody has signed in. Behind a proxy the
 * address is the proxy's, for all people together, until the proxy is named (`MINGJING_PROXY`). Refusal: too-many-tries.
 */
export async function limitReports(scope: FastifyInstance): Promise<void> {
  const { requests, perSeconds } = reportRules.rate;
  await scope.register(fastifyRateLimit, {
    max: requests,
    timeWindow: perSeconds * 1000,
    allowList: ({ principal }) => Boolean(principal),
    errorResponseBuilder: (_request, { ttl }) => {
      const seconds = Math.max(1, Math.ceil(ttl / 1000));
      return new Refusal('too-many-tries', {
        expected: `at most ${requests} reports within ${perSeconds / 60} minutes; the next one in ${seconds} seconds`,
        retryAfter: seconds,
      });
    },
  });
}
