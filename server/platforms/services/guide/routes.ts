import type { FastifyInstance } from 'fastify';
import { route } from '#base/http';
import { guideApi } from '#contract/services/guide';
import { province } from '#contract/province';
import { GuideEntries } from '#platforms/services/guide/entries/store';
import { itemAtLevels, itemGuide } from '#platforms/services/guide/item-guide';
import { lifeEvents } from '#platforms/services/guide/life-events';
import { type Wanted, wantedOf } from '#platforms/services/guide/matching';
import { organNameOf, rowOf } from '#platforms/services/guide/rows';
import {
  type Found,
  mostAskedFor,
  type Narrowing,
  nearestEntries,
  organsOf,
  searchGuide,
} from '#platforms/services/guide/store';
import { inOrder, otherSuggestions } from '#platforms/services/guide/suggestions';
import { todayOf } from '#platforms/services/guide/today';
import type { Spine } from '#spine/spine';

const popularItems = 8;
const suggestedItems = 6;
const anybody = ['natural', 'legal'];

/** What fits as it was typed; where nothing does, what comes closest. */
async function search(spine: Spine, query: Narrowing, wanted: Wanted | undefined, today: string) {
  const ask = (stage: 'exact' | 'near'): Promise<Found> =>
    searchGuide(spine.pool, query, wanted, stage, today, lifeEvents());
  const found = await ask('exact');
  // Filters that leave nothing are no typing error.
  const misses = Object.values(found.facets).every((facet) => facet.length === 0);
  if (found.total > 0 || !wanted || !misses) return { ...found, closest: false };
  const near = await ask('near');
  return { ...near, closest: near.total > 0 };
}

async function home(spine: Spine, region: string | undefined, today: string) {
  const { pool, registry } = spine;
  const all: Narrowing = { page: 1, pageSize: 1, region };
  const { total, facets } = await searchGuide(pool, all, undefined, 'exact', today, lifeEvents());
  const counts = new Map(facets.event.map(({ value, count }) => [value, count]));
  const popular = await mostAskedFor(pool, anybody, popularItems);
  const bases = popular.length > 0 ? popular : [...new Set(lifeEvents().flatMap(({ items }) => items))];
  const nearest = await nearestEntries(pool, bases, region, today);
  const order = new Map(bases.map((base, n) => [base, n]));
  const rows = nearest.flatMap((one) => rowOf(registry, one, today) ?? []);
  return {
    items: total,
    events: lifeEvents().map(({ items: _items, ...event }) => ({
      ...event,
      count: counts.get(event.code) ?? 0,
    })),
    organs: (await organsOf(pool, region ?? province, today)).map(({ code, count }) => ({
      code,
      name: organNameOf(registry, code),
      count,
    })),
    popular: rows.sort((one, other) => order.get(one.base)! - order.get(other.base)!).slice(0, popularItems),
  };
}

/** The service guide: for everybody, and without anything that is not public. */
export function registerGuideRoutes(app: FastifyInstance, spine: Spine): void {
  const { registry } = spine;
  const entries = new GuideEntries(spine.pool, registry);
  /** The civil day, with the entries brought up to date for it. */
  const ready = async (): Promise<string> => {
    const today = todayOf(spine);
    await entries.keepUp(today);
    return today;
  };
  route(app, guideApi.home, async ({ query }) => home(spine, query.region, await ready()));
  route(app, guideApi.search, async ({ query }) => {
    const today = await ready();
    const wanted = wantedOf(query.search);
    const { rows, ...found } = await search(spine, query, wanted, today);
    return {
      ...found,
      rows: rows.flatMap((one) => rowOf(registry, one, today, wanted) ?? []),
      page: query.page,
      pageSize: query.pageSize,
    };
  });
  route(app, guideApi.suggest, async ({ query }) => {
    const wanted = wantedOf(query.search);
    if (!wanted) return [];
    const today = await ready();
    const found = await search(
      spine,
      { page: 1, pageSize: suggestedItems, region: query.region },
      wanted,
      today,
    );
    const items = found.rows.flatMap((one) => rowOf(registry, one, today, wanted) ?? []);
    return inOrder(
      items.map(({ code, name, found: marked }) => ({ kind: 'item' as const, code, name, found: marked })),
      await otherSuggestions(spine, wanted),
    );
  });
  route(app, guideApi.item, async ({ params, query }) =>
    itemGuide(spine, params.code, query.version, await ready()),
  );
  route(app, guideApi.levels, async ({ params, query }) =>
    itemAtLevels(spine, params.code, query.region, await ready()),
  );
}
