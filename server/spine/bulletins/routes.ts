import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '#base/errors';
import { route } from '#base/http';
import { toRfc3339 } from '#base/time';
import { bulletinsApi } from '#contract/bulletins';
import { reachOf } from '#spine/identity/permission';
import { principalOf } from '#spine/identity/permission-guard';
import { originOf } from '#spine/identity/public-address';
import { parseKey } from '#spine/keys';
import { wantedWords } from '#spine/search/words-query';
import type { Spine } from '#spine/spine';
import { actOnBulletin, createBulletin, getBulletin, saveBulletin } from './actions.ts';
import { bulletinColumns, bulletinRules, columnNamed, columnsFrom } from './bulletin-rules.ts';
import { asOfNow, viewDesk, viewDeskRow, viewPublished, viewPublishedRow } from './bulletin-view.ts';
import { listForDesk } from './desk-list.ts';
import { type Feed, toAtom, toRss } from './feed.ts';
import { findPublished, listPublished } from './published-store.ts';
import { registerSubscriptionRoutes } from './subscription-routes.ts';

interface Narrowed {
  column?: string;
  region?: string;
}

async function feedOf(spine: Spine, request: FastifyRequest, { column, region }: Narrowed): Promise<Feed> {
  const asOf = asOfNow(spine);
  const filter = { column, region, page: 1, pageSize: bulletinRules.feedEntries, newestFirst: true };
  const { found } = await listPublished(spine.pool, filter, asOf);
  const origin = originOf(spine.identity.address, request);
  const search = new URLSearchParams(
    Object.entries({ column, region }).flatMap(([k, v]) => (v ? [[k, v]] : [])),
  );
  const narrowed = search.size > 0 ? `?${search}` : '';
  const place = region ? `（${region}）` : '';
  return {
    title: `明镜 · ${column ? columnNamed(column).name.zh : '信息公开'}${place}`,
    self: `${origin}${request.url}`,
    page: `${origin}/bulletins${narrowed}`,
    addressOf: (id) => `${origin}/bulletins/${id}`,
    entries: found.map((one) => viewPublishedRow(spine, one)),
    updated: toRfc3339(asOf.now),
  };
}

/** The answer is a text; its schema is for the description of the interface. */
const sent = async (reply: FastifyReply, type: string, text: string) =>
  reply.type(`${type}; charset=utf-8`).header('cache-control', 'public, max-age=300').send(text) as never;

function registerReading(app: FastifyInstance, spine: Spine): void {
  route(app, bulletinsApi.columns, async () => [...bulletinColumns]);
  route(app, bulletinsApi.list, async ({ query: { search, ...filter } }) => {
    const words = wantedWords(search);
    const { found, total } = await listPublished(spine.pool, { ...filter, words }, asOfNow(spine));
    return {
      rows: found.map((one) => viewPublishedRow(spine, one)),
      total,
      page: filter.page,
      pageSize: filter.pageSize,
    };
  });
  route(app, bulletinsApi.atom, async ({ query, request, reply }) =>
    sent(reply, 'application/atom+xml', toAtom(await feedOf(spine, request, query))),
  );
  route(app, bulletinsApi.rss, async ({ query, request, reply }) =>
    sent(reply, 'application/rss+xml', toRss(await feedOf(spine, request, query))),
  );
  route(app, bulletinsApi.read, async ({ params }) => {
    const published = await findPublished(spine.pool, parseKey(params.id), asOfNow(spine));
    if (!published) throw new Refusal('not-found', { field: 'id', expected: 'a published bulletin' });
    return viewPublished(spine, published);
  });
}

function registerDesk(app: FastifyInstance, spine: Spine): void {
  route(app, bulletinsApi.desk, async ({ query: { column, ...filter }, request }) => {
    const principal = principalOf(request);
    const reaches = (['bulletins.edit', 'bulletins.approve'] as const).map((right) =>
      reachOf(principal, right),
    );
    const columns = column === undefined ? undefined : columnsFrom(column);
    const { bulletins, total } = await listForDesk(spine.pool, { ...filter, columns, reaches }, spine.now());
    return {
      rows: bulletins.map((bulletin) => viewDeskRow(spine, bulletin)),
      total,
      page: filter.page,
      pageSize: filter.pageSize,
    };
  });
  route(app, bulletinsApi.deskBulletin, async ({ params, request }) => {
    const principal = principalOf(request);
    return viewDesk(spine, await getBulletin(spine, params.id, principal), principal);
  });
  route(app, bulletinsApi.create, async ({ body, request }) => {
    const principal = principalOf(request);
    return viewDesk(spine, await createBulletin(spine, principal, body), principal);
  });
  route(app, bulletinsApi.save, async ({ params, body, request }) => {
    const principal = principalOf(request);
    return viewDesk(spine, await saveBulletin(spine, principal, params.id, body), principal);
  });
  route(app, bulletinsApi.act, async ({ params, body, request }) => {
    const principal = principalOf(request);
    return viewDesk(spine, await actOnBulletin(spine, principal, params.id, body), principal);
  });
}

/** Bulletins: columns, search and feeds for everybody, the desk for whoever writes and approves, subscriptions. */
export function registerBulletinRoutes(app: FastifyInstance, spine: Spine): void {
  registerReading(app, spine);
  registerDesk(app, spine);
  registerSubscriptionRoutes(app, spine);
}
