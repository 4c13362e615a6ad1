import fastifyRateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '#base/errors';
import { route } from '#base/http';
import { subscriptionsApi } from '#contract/subscriptions';
import type { Spine } from '#spine/spine';
import { bulletinRules } from './bulletin-rules.ts';
import { askSubscription, confirmSubscription, endSubscription, findSubscription } from './subscriptions.ts';

/** Bounds how often one address of the network has mails sent. Refusal: too-many-tries. */
async function registerAsking(scope: FastifyInstance, spine: Spine): Promise<void> {
  const { requests, perSeconds } = bulletinRules.rate;
  await scope.register(fastifyRateLimit, {
    max: requests,
    timeWindow: perSeconds * 1000,
    errorResponseBuilder: (_request, { ttl }) =>
      new Refusal('too-many-tries', { retryAfter: Math.max(1, Math.ceil(ttl / 1000)) }),
  });
  route(scope, subscriptionsApi.subscribe, async ({ body }) => {
    await askSubscription(spine, body);
    return { asked: true as const };
  });
}

/** Mail programs send a form, and nothing in it matters. */
async function registerOneClick(scope: FastifyInstance, spine: Spine): Promise<void> {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: 4096 }, (_request, _body, done) =>
    done(null),
  );
  route(scope, subscriptionsApi.oneClick, async ({ params }) => {
    await endSubscription(spine, params.token);
    return { ended: true as const };
  });
}

/** Subscriptions by e-mail, for people without an account. */
export function registerSubscriptionRoutes(app: FastifyInstance, spine: Spine): void {
  void app.register((scope) => registerAsking(scope, spine));
  void app.register((scope) => registerOneClick(scope, spine));
  route(app, subscriptionsApi.find, ({ body }) => findSubscription(spine, body.token));
  route(app, subscriptionsApi.confirm, ({ body }) => confirmSubscription(spine, body.token));
  route(app, subscriptionsApi.end, ({ body }) => endSubscription(spine, body.token));
}
