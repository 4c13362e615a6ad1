import { describe, expect, test } from 'vitest';
import type { DataRow } from '#contract/open-data';
import { saveItems } from '#spine/catalogue/register';
import { SeededRandom } from '#spine/demonstration/seeded-random';
import { toldNodes } from '#spine/disclosure-control/published';
import { flatTree, type Tree } from '#spine/disclosure-control/tree';
import { alertFigureLevels, casePlatforms } from '#spine/open-data/counted-figures';
import { registerFigureRoutes } from '#spine/open-data/figure-routes';
import { leafOf, ownOf, readPlaceTree } from '#spine/open-data/place-tree';
import { registerOpenDataRoutes } from '#spine/open-data/routes';
import { registerAnalysisRoutes } from '../server/platforms/hotline/analysis/routes.ts';
import { platforms } from '../server/platforms/index.ts';
import { testDatabase } from './support/database.ts';
import { tellStory } from './support/province-story.ts';
import { appWith, cloudEventOf, items, organs, testSpine } from './support/spine.ts';
import { attack, type PublishedTable } from './support/table-attacker.ts';

const k = 10;
const { pool } = await testDatabase();
const world = await testSpine(pool, { platforms: true });
const { spine, query } = world;
await saveItems(
  pool,
  ['lamps', 'waste', 'noise'].map((code) => ({ ...items.report, code, platform: 'hotline' })),
  false,
);
await spine.registry.refresh();
// Cases of services and powers everywhere, most of them late; requests of the hotline beside them.
await tellStory(world, { cases: 420, seed: 11 });
const random = new SeededRandom(3);
const places = Object.values(organs);
await world.tell(
  Array.from({ length: 90 }, (_, n) => {
    const { code: organ, region } = random.pick(places);
    const time = Date.UTC(2026, 0, 6) + random.integer(0, 60) * 86_400_000;
    return cloudEventOf('log', `H-${n}`, time, {
      region,
      data: { item: random.pick(['lamps', 'waste', 'waste', 'noise']), organ },
    });
  }),
);
world.present.now = Date.parse('2026-06-02T02:00:00Z');

// Nobody is signed in: what follows is what everybody has.
const { send } = await appWith(
  spine,
  { who: () => null },
  (app) =>
    registerOpenDataRoutes(app, spine, Object.assign({}, ...platforms.map((one) => one.dataSources ?? {}))),
  registerFigureRoutes,
  registerAnalysisRoutes,
);
const get = async (path: string) => {
  const { status, body } = await send('GET', path);
  expect([path, status]).toEqual([path, 200]);
  return body;
};
const months = ['2026-01', '2026-02', '2026-03'];
const { tree: placeTree } = await readPlaceTree(pool);
const divisions = placeTree.codes.filter((code) => !code.endsWith('/own'));

/** Every cell that anybody is told, by a name that is the same wherever it is told. @throws Error where two differ */
class Told {
  readonly cells = new Map<string, number | null>();
  put(name: string, count: number | null): void {
    const before = this.cells.get(name);
    if (before !== undefined) expect([name, count]).toEqual([name, before]);
    this.cells.set(name, count);
  }
  table(name: string, trees: readonly Tree[]): PublishedTable {
    const told = [...this.cells].filter(([key]) => key.startsWith(`${name}:`));
    const cells = told.map(([key, count]) => ({ codes: key.slice(name.length + 1).split('|'), count }));
    return {
      trees: trees.map(toldNodes),
      cells,
      shared: new Map(cells.map(({ codes }) => [codes.join('|'), `${name}:${codes.join('|')}`])),
    };
  }
}

const nodeOf = (region: string, isOwn: boolean) => (isOwn ? ownOf(region) : region);
const allRows = (dataset: string, month: string): Promise<DataRow[]> =>
  get(`/api/open-data/datasets/${dataset}/download.json?month=${month}`);

/** What the data sets, the pages of figures and the hotline's page tell of a month, put together. */
async function gather(told: Told, month: string): Promise<PublishedTable[]> {
  for (const [dataset, kind] of [
    ['case-counts', 'platform'],
    ['alert-counts', 'level'],
  ] as const)
    for (const row of await allRows(dataset, month))
      told.put(
        `${dataset} ${month}:${nodeOf(String(row.region), row.scope === 'own')}|${row[kind]}`,
        row.count as number | null,
      );
  for (const region of divisions) {
    const figures = await get(`/api/figures?region=${region}&month=${month}`);
    const trend = (await get(`/api/figures/months?region=${region}`)).find(
      (one: { month: string }) => one.month === month,
    );
    const shown = [
      { node: region, cells: figures.total },
      { node: region, cells: trend.figures },
      ...figures.children.map((one: { region: string; kind: string; figures: object }) => ({
        node: nodeOf(one.region, one.kind === 'residual'),
        cells: one.figures,
      })),
    ];
    for (const { node, cells } of shown) {
      told.put(`case-counts ${month}:${node}|all`, cells.received);
      for (const { platform, count } of cells.platforms)
        told.put(`case-counts ${month}:${node}|${platform}`, count);
      told.put(`alert-counts ${month}:${node}|all`, cells.alerts);
      for (const level of ['notice', 'yellow', 'red'])
        told.put(`alert-counts ${month}:${node}|${level}`, cells[level]);
    }
  }
  const hotline = await get(`/api/hotline/figures?month=${month}`);
  const lists = {
    topic: hotline.topics.map(({ code, count }: { code: string; count: number | null }) => ({ code, count })),
    place: hotline.places.map(({ region, count }: { region: string; count: number | null }) => ({
      code: region,
      count,
    })),
  };
  const linked = Object.entries(lists).map(([list, rows]): PublishedTable => {
    const of = `hotline ${month}:`;
    told.put(`${of}total`, hotline.total);
    for (const { code, count } of rows) told.put(`${of}${list} ${code}`, count);
    return {
      trees: [
        toldNodes(
          flatTree(
            list,
            rows.map(({ code }: { code: string }) => code),
          ),
        ),
      ],
      cells: [
        { codes: ['all'], count: hotline.total },
        ...rows.map(({ code, count }: { code: string; count: number | null }) => ({ codes: [code], count })),
      ],
      shared: new Map([
        ['all', `${of}total`],
        ...rows.map(({ code }: { code: string }) => [code, `${of}${list} ${code}`] as const),
      ]),
    };
  });
  // The same numbers as a data set.
  for (const row of await allRows('hotline-figures', month)) {
    const name = row.list === 'total' ? 'total' : `${row.list} ${String(row.code).replace(/^item:/, '')}`;
    if (row.list !== 'topic') told.put(`hotline ${month}:${name}`, row.count as number | null);
  }
  return [
    told.table(`case-counts ${month}`, [placeTree, casePlatforms]),
    told.table(`alert-counts ${month}`, [placeTree, alertFigureLevels]),
    ...linked,
  ];
}

interface Fact {
  what: 'case' | 'alert';
  region: string;
  kind: string;
  item: string;
  month: string;
}

/** What each cell truly counts, from the rows it rests on. */
async function truthOf(): Promise<Map<string, number>> {
  const facts = await query<Fact>(
    `SELECT f.*, to_char(f.at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM') AS month FROM (
       SELECT 'case' AS what, c.region::text AS region, v.content ->> 'platform' AS kind, i.code AS item, c.opened_at AS at
       FROM cases c JOIN item i ON i.id = c.item_id JOIN item_version v ON v.item_id = i.id AND v.version = 1
       UNION ALL
       SELECT 'alert', a.region::text, (ARRAY['notice', 'yellow', 'red'])[a.level], '', a.fired_at FROM alert a) f`,
  );
  const truth = new Map<string, number>();
  const add = (name: string) => truth.set(name, (truth.get(name) ?? 0) + 1);
  for (const { what, region, kind, item, month } of facts) {
    if (kind === 'hotline') {
      add(`hotline ${month}:total`);
      add(`hotline ${month}:topic ${item}`);
      add(`hotline ${month}:place ${region.slice(0, 4).padEnd(12, '0')}`);
      continue;
    }
    const dataset = what === 'case' ? 'case-counts' : 'alert-counts';
    for (const place of placeTree.paths[placeTree.codes.indexOf(leafOf(region))]!)
      for (const one of [kind, 'all']) add(`${dataset} ${month}:${placeTree.codes[place]}|${one}`);
  }
  return truth;
}

describe('everything that everybody is told', () => {
  const told = new Told();

  test('given all of it, when the same cell is told in several places, then it is the same, and true where it is shown', async () => {
    for (const month of months) await gather(told, month);
    const truth = await truthOf();
    for (const [name, count] of told.cells) {
      if (count !== null) expect([name, count]).toEqual([name, truth.get(name) ?? 0]);
      if (count !== null) expect(count === 0 || count >= k).toBe(true);
    }
    // Nothing that is counted is left out of the attack.
    expect(
      [...truth.keys()].filter(
        (name) => months.some((month) => name.includes(month)) && !told.cells.has(name),
      ),
    ).toEqual([]);
  });

  test('given all tables and months together, then linear programming narrows no small number below k', async () => {
    const tables: PublishedTable[] = [];
    for (const month of months) tables.push(...(await gather(told, month)));
    const truth = await truthOf();
    const small = [...told.cells].filter(([name, count]) => count === null && (truth.get(name) ?? 0) < k);
    for (const set of ['case-counts', 'alert-counts', 'hotline'])
      expect(small.filter(([name]) => name.startsWith(set)).length).toBeGreaterThan(2);
    const narrowed = await attack(tables, new Set(small.map(([name]) => name)));
    expect(narrowed).toHaveLength(small.length);
    expect(narrowed.filter(({ low, high }) => high < k || high - low < k - 1e-6)).toEqual([]);
  });

  test('given the exact numbers of the overview beside them, then the attacker narrows many: that is why it is shut', async () => {
    const truth = await truthOf();
    const month = months[1]!;
    const [cases] = await gather(told, month);
    const trueCount = (codes: readonly string[]) => truth.get(`case-counts ${month}:${codes.join('|')}`) ?? 0;
    // The overview told the total of every place.
    const cells = cases!.cells.map(({ codes, count }) => ({
      codes,
      count: codes[1] === 'all' ? trueCount(codes) : count,
    }));
    const small = cells.filter(({ codes, count }) => count === null && trueCount(codes) < k);
    const names = small.map(({ codes }) => `0:${codes.join('|')}`);
    const narrowed = await attack([{ trees: cases!.trees, cells }], new Set(names));
    expect(names.length).toBeGreaterThan(2);
    expect(narrowed.filter(({ low, high }) => high - low < k - 1e-6).length).toBeGreaterThan(0);
  });
});
