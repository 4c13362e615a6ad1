import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '#base/errors';
import { route } from '#base/http';
import { privacyApi } from '#contract/privacy';
import { BreakGlassStore } from '#spine/privacy/break-glass';
import { breakGlassTimes, readBreakGlassLimits } from '#spine/privacy/break-glass-limits';
import type { Party } from '#spine/privacy/break-glass-state';
import { breakGlassView } from '#spine/privacy/break-glass-view';
import { People } from '#spine/privacy/people';
import { SensitiveReads } from '#spine/privacy/sensitive-reads';
import type { Spine } from '#spine/spine';

/** What these routes ask of sessions. What somebody may do at all is decided by permission, before them. */
export interface Asking {
  /** The account that asks; null when nobody is signed in. */
  party(request: FastifyRequest): Party | null;
  /** The person that an account belongs to; null when it belongs to none. */
  personOf(accountId: number): Promise<number | null>;
}

export function registerPrivacyRoutes(app: FastifyInstance, spine: Spine, asking: Asking): void {
  const { pool, now } = spine;
  const people = new People(pool, spine.keys);
  const limits = readBreakGlassLimits();
  const breakGlass = new BreakGlassStore(pool, now, () =>
    breakGlassTimes(limits, spine.registry.calendar('CN')),
  );
  const reads = new SensitiveReads(pool, people, breakGlass, now);
  const whoAsks = (request: FastifyRequest): Party => {
    const party = asking.party(request);
    if (!party) throw new Refusal('unauthorised');
    return party;
  };

  route(app, privacyApi.getPerson, async ({ params, request }) => {
    whoAsks(request);
    const [person] = await people.readMasked([Number(params.id)]);
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
    const person = await asking.personOf(whoAsks(request).accountId);
    if (person === null) return { rows: [], total: 0, page: query.page, pageSize: query.pageSize };
    return reads.list({ ...query, person });
  });
  route(app, privacyApi.listReadings, async ({ query, request }) => {
    whoAsks(request);
    return reads.list({ ...query, person: numberOf(query.person), breakGlass: numberOf(query.breakGlass) });
  });

  route(app, privacyApi.askBreakGlass, async ({ body, request }) => {
    const by = whoAsks(request);
    return breakGlassView(await breakGlass.ask(by, body), by, now());
  });
  route(app, privacyApi.listBreakGlass, async ({ query, request }) => {
    const by = whoAsks(request);
    const { requests, total } = await breakGlass.list(query);
    const rows = requests.map((one) => breakGlassView(one, by, now()));
    return { rows, total, page: query.page, pageSize: query.pageSize };
  });
  route(app, privacyApi.getBreakGlass, async ({ params, request }) => {
    const by = whoAsks(request);
    return breakGlassView(await breakGlass.get(Number(params.id)), by, now());
  });
  route(app, privacyApi.actOnBreakGlass, async ({ params, body, request }) => {
    const by = whoAsks(request);
    return breakGlassView(await breakGlass.act(by, Number(params.id), body), by, now());
  });
}

const numberOf = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text);
