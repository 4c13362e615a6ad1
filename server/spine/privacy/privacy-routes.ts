import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '#base/errors';
import { route } from '#base/http';
import type { Permission } from '#contract/permissions';
import { erasureApi } from '#contract/erasure';
import { privacyApi } from '#contract/privacy';
import type { Principal } from '#spine/identity/principal';
import { BreakGlassStore } from '#spine/privacy/break-glass';
import { breakGlassTimes, readBreakGlassLimits } from '#spine/privacy/break-glass-limits';
import { breakGlassView } from '#spine/privacy/break-glass-view';
import { placesOfApplicant } from '#spine/privacy/about';
import { Erasures } from '#spine/privacy/erasure';
import type { Concerned, Official } from '#spine/privacy/official';
import { People } from '#spine/privacy/people';
import { SensitiveReads } from '#spine/privacy/sensitive-reads';
import type { Spine } from '#spine/spine';

/** What these routes ask of sessions and permissions. Who may call them at all is decided at the door, before them. */
export interface Asking {
  /** Null when nobody is signed in. */
  principal(request: FastifyRequest): Principal | null;
  may(principal: Principal, permission: Permission, concerned: Concerned): boolean;
}

export function registerPrivacyRoutes(app: FastifyInstance, spine: Spine, asking: Asking): void {
  const { pool, now } = spine;
  const people = new People(pool, spine.keys);
  const limits = readBreakGlassLimits();
  const breakGlass = new BreakGlassStore(pool, now, () =>
    breakGlassTimes(limits, spine.registry.calendar('CN')),
  );
  const reads = new SensitiveReads(pool, people, breakGlass, now);
  const whoAsks = (request: FastifyRequest): Official => {
    const principal = asking.principal(request);
    if (!principal) throw new Refusal('unauthorised');
    const { accountId, actor } = principal;
    return { accountId, actor, may: (permission, concerned) => asking.may(principal, permission, concerned) };
  };

  route(app, privacyApi.getPerson, async ({ params, request }) => {
    const by = whoAsks(request);
    const id = Number(params.id);
    const places = await placesOfApplicant(pool, id);
    // Beyond reach it is answered as if there were nobody of that number.
    if (!places.some((place) => by.may('personal.read', place)))
      throw new Refusal('not-found', { field: 'id' });
    const [person] = await people.readMasked([id]);
    if (!person) throw new Refusal('not-found', { field: 'id' });
    return person;
  });
  route(app, privacyApi.readInFull, async ({ params, body, request, reply }) => {
    const by = whoAsks(request);
    void reply.header('cache-control', 'no-store');
    const fields = await reads.readInFull({
      by,
      person: Number(params.id),
      ...body,
      breakGlass: numberOf(body.breakGlass),
    });
    return { id: params.id, fields };
  });
  route(app, privacyApi.whoReadMine, async ({ query, request }) => {
    return reads.list({ ...query, people: await people.ofAccount(whoAsks(request).accountId) });
  });
  route(app, privacyApi.listReadings, async ({ query, request }) => {
    whoAsks(request);
    const person = numberOf(query.person);
    return reads.list({
      ...query,
      people: person === undefined ? undefined : [person],
      breakGlass: numberOf(query.breakGlass),
    });
  });

  const erasures = new Erasures(pool, now);
  route(app, erasureApi.askErasure, ({ params, body, request }) =>
    erasures.ask(whoAsks(request), Number(params.id), body),
  );
  route(app, erasureApi.listErasures, ({ query, request }) => {
    whoAsks(request);
    return erasures.list(query);
  });
  route(app, erasureApi.decideErasure, ({ params, body, request }) =>
    erasures.decide(whoAsks(request), Number(params.id), body),
  );

  route(app, privacyApi.askBreakGlass, async ({ body, request }) => {
    const by = whoAsks(request);
    return breakGlassView(await breakGlass.ask(by, body), by, now());
  });
  route(app, privacyApi.listBreakGlass, async ({ query, request }) => {
    const by = whoAsks(request);
    const { requests, total } = await breakGlass.list(by, query);
    const rows = requests.map((one) => breakGlassView(one, by, now()));
    return { rows, total, page: query.page, pageSize: query.pageSize };
  });
  route(app, privacyApi.getBreakGlass, async ({ params, request }) => {
    const by = whoAsks(request);
    return breakGlassView(await breakGlass.get(by, Number(params.id)), by, now());
  });
  route(app, privacyApi.actOnBreakGlass, async ({ params, body, request }) => {
    const by = whoAsks(request);
    return breakGlassView(await breakGlass.act(by, Number(params.id), body), by, now());
  });
}

const numberOf = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text);
