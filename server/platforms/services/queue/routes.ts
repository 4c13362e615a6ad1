import fastifyRateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '#base/errors';
import { route } from '#base/http';
import { queueApi } from '#contract/services/queue';
import { principalOf } from '#spine/identity/permission-guard';
import type { Spine } from '#spine/spine';
import { book, cancel, checkIn, move, readAppointment } from './appointments/actions.ts';
import { listFreeSlots } from './appointments/free-slots.ts';
import { actAtWindow, viewCounter } from './counter.ts';
import { getCallablePoint, listCounters, measuresOf, turnsOf } from './counter-list.ts';
import { queueRules } from './queue-rules.ts';
import { issueTicket } from './tickets/issue.ts';
import { leaveQueue, rateWindow, viewHall, viewTicket } from './tickets/standing.ts';

/** Bounds how often one address may ask the routes of a scope, all of them together. Refusal: too-many-tries. */
async function limitRate(scope: FastifyInstance): Promise<void> {
  const { requests, perSeconds } = queueRules.rate;
  await scope.register(fastifyRateLimit, {
    max: requests,
    timeWindow: perSeconds * 1000,
    errorResponseBuilder: (_request, { ttl }) =>
      new Refusal('too-many-tries', { retryAfter: Math.max(1, Math.ceil(ttl / 1000)) }),
  });
}

/** What people do without an account; whoever has the code has the appointment. */
function registerAppointments(scope: FastifyInstance, spine: Spine): void {
  route(scope, queueApi.book, ({ body }) => book(spine, body));
  route(scope, queueApi.getAppointment, ({ params }) => readAppointment(spine, params.code));
  route(scope, queueApi.cancelAppointment, ({ params }) => cancel(spine, params.code));
  route(scope, queueApi.moveAppointment, ({ params, body }) => move(spine, params.code, body));
  route(scope, queueApi.checkIn, async ({ params }) => {
    await checkIn(spine, params.code);
    return viewTicket(spine, params.code);
  });
  route(scope, queueApi.leaveQueue, ({ params }) => leaveQueue(spine, params.code));
  route(scope, queueApi.rateWindow, ({ params, body }) => rateWindow(spine, params.code, body.stars));
}

/** Appointments, tickets, the display of the hall and the call screens of the windows. */
export function registerQueueRoutes(app: FastifyInstance, spine: Spine): void {
  void app.register(async (scope) => {
    await limitRate(scope);
    registerAppointments(scope, spine);
  });
  route(app, queueApi.listSlots, ({ params, query }) => listFreeSlots(spine, params.id, query.group));
  route(app, queueApi.getTicket, ({ params }) => viewTicket(spine, params.code));
  route(app, queueApi.getHall, ({ params }) => viewHall(spine, params.id));
  route(app, queueApi.issueTicket, async ({ params, body, request }) => {
    const point = await getCallablePoint(spine, principalOf(request), params.id);
    return viewTicket(spine, await issueTicket(spine, point, body));
  });
  route(app, queueApi.listCounters, ({ query, request }) =>
    listCounters(spine, principalOf(request), query.search?.trim() ?? ''),
  );
  route(app, queueApi.getCounter, ({ params, request }) =>
    viewCounter(spine, principalOf(request), params.id, params.window),
  );
  route(app, queueApi.act, ({ params, body, request }) =>
    actAtWindow(spine, principalOf(request), params.id, params.window, body),
  );
  route(app, queueApi.getMeasures, ({ params, query, request }) =>
    measuresOf(spine, principalOf(request), params.id, query),
  );
  route(app, queueApi.listTurns, ({ params, query, request }) =>
    turnsOf(spine, principalOf(request), params.id, query),
  );
}
