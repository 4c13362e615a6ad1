import { describe, expect, test } from 'vitest';
import { attack, type PublishedTable } from '../../../tests/support/table-attacker.ts';
import { platformNames } from '#contract/catalogue';
import { smallProvince } from '#spine/demonstration/demonstration.fixture';
import { calendar } from '#spine/demonstration/judge-plan.fixture';
import { planProvince } from '#spine/demonstration/plan-cases';
import { flatTree, treeOf } from '#spine/disclosure-control/tree';
import { figureRows } from './counted-figures.ts';
import { leafOf, ownOf } from './place-tree.ts';

const k = 10;
const month = '2026-10';

/** Cases of the demonstration that were opened in a month, by place and platform, as they are published. */
async function demonstrationFigures() {
  const province = await smallProvince();
  const now = Date.parse('2026-11-23T18:20:00+08:00');
  const plans = [...planProvince({ ...province, calendar, now, source: 'demonstration', cases: 1500 })];
  const cases = plans.flatMap((plan) => plan.cases).filter(({ events }) => events[0]?.time.startsWith(month));
  const upper = province.divisions.filter(({ code }) => code.endsWith('000000'));
  const places = treeOf(
    'place',
    upper
      .toSorted((one, other) => one.code.replace(/0+$/, '').length - other.code.replace(/0+$/, '').length)
      .flatMap(({ code, parent }) => [
        { code, ...(parent === null ? {} : { parent }) },
        ...(code.endsWith('00000000') ? [{ code: ownOf(code), parent: code }] : []),
      ]),
  );
  const kinds = flatTree('platform', [...Object.keys(platformNames), 'other']);
  const counted = cases.map(({ region, item }) => ({ region, kind: item.item.platform, count: 1 }));
  const rows = figureRows({ places, kinds, names: new Map() }, counted, { month, column: 'platform' });
  return { counted, rows, places, kinds };
}

describe('figures of the demonstration', () => {
  test('given a month by place and platform, then linear programming over all of it narrows no small count below k', async () => {
    const { counted, rows, places, kinds } = await demonstrationFigures();
    const nodes = [places, kinds].map(({ codes, parents }) =>
      codes.map((code, at) => (parents[at]! < 0 ? { code } : { code, parent: codes[parents[at]!]! })),
    );
    const placeOf = ({ region, scope }: (typeof rows)[number]) =>
      scope === 'own' ? ownOf(String(region)) : String(region);
    const table: PublishedTable = {
      trees: nodes,
      cells: rows.map((row) => ({
        codes: [placeOf(row), String(row.platform)],
        count: row.count as number | null,
      })),
    };
    const truth = new Map<string, number>();
    for (const { region, kind } of counted)
      for (const place of places.paths[places.codes.indexOf(leafOf(region))]!)
        for (const one of [kind, 'all']) {
          const name = `0:${places.codes[place]}|${one}`;
          truth.set(name, (truth.get(name) ?? 0) + 1);
        }
    const hidden = rows
      .filter(({ count }) => count === null)
      .map((row) => `0:${placeOf(row)}|${row.platform}`);
    const small = new Set(hidden.filter((name) => truth.get(name)! < k));
    expect(small.size).toBeGreaterThan(5);
    for (const row of rows)
      if (typeof row.count === 'number') expect(row.count === 0 || row.count >= k).toBe(true);
    const narrowed = await attack([table], small);
    expect(narrowed).toHaveLength(small.size);
    expect(narrowed.filter(({ low, high }) => high < k || high - low < k - 1e-6)).toEqual([]);
  });
});
