import { Refusal } from '#base/errors';
import type { Item } from '#contract/catalogue';
import type { CoverageRow } from '#contract/rules';
import { ruleTable } from '#spine/alerts/rules/rule-table';
import { baseKeyOf } from '#spine/catalogue/base-code';
import { itemsOf } from '#spine/catalogue/item-base';
import { Conditions } from '#spine/conditions';
import { addReach } from '#spine/identity/reach-conditions';
import type { View } from '#spine/identity/view';
import { meaningOf, partOfRule } from '#spine/platform/installed';
import { type CaseFacts, watchedFields } from './case-facts.ts';
import { coverageOf } from './coverage.ts';

/** Cases that are looked at for what they contain; the newest. Enough to see whether a field is ever given. */
const sampleSize = 300;

interface Query {
  item?: string | undefined;
  organ?: string | undefined;
}

interface CaseRow {
  city: number;
  id: number;
  item_id: number;
  item_version: number;
  mode: 'live' | 'replay';
  part: string | null;
}
interface EntryRow {
  type: string;
  data: Record<string, unknown>;
}

function casesOf(view: View, { item, organ }: Query): Conditions {
  const where = new Conditions();
  addReach(where, view.reaches.cases, 'c');
  if (item) where.add((p) => `c.item_id IN ${itemsOf(p(item))}`);
  if (organ) where.add((p) => `c.organ_id = (SELECT id FROM organ WHERE code = ${p(organ)})`);
  return where;
}

function countEvents(entries: readonly EntryRow[]): CaseFacts['events'] {
  const events = new Map<string, { n: number; fields: Map<string, number> }>();
  for (const { type, data } of entries) {
    const meaning = meaningOf(type, data);
    if (!meaning) continue;
    const one = events.get(meaning.type) ?? { n: 0, fields: new Map<string, number>() };
    events.set(meaning.type, one);
    one.n += 1;
    const said = meaning.data as Record<string, unknown>;
    for (const name of watchedFields)
      if (said[name] !== undefined && said[name] !== '')
        one.fields.set(name, (one.fields.get(name) ?? 0) + 1);
  }
  return events;
}

/** Items of the cases, and the one that was asked for also where it has no case yet. */
function itemsIn(view: View, cases: readonly CaseRow[], { item }: Query): Item[] {
  const found = new Map<string, Item>();
  for (const { item_id: id, item_version: version } of cases)
    found.set(`${id} ${version}`, view.registry.itemVersion(id, version));
  const asked = item === undefined ? undefined : view.registry.itemVersions(item).at(-1);
  if (asked) found.set('asked', asked);
  return [...found.values()];
}

async function readFacts(view: View, query: Query): Promise<CaseFacts> {
  const where = casesOf(view, query);
  const limit = where.value(sampleSize);
  const { rows: cases } = await view.db.query<CaseRow>(
    `SELECT c.city, c.id, c.item_id, c.item_version, s.mode, p.part FROM cases c JOIN source s ON s.id = c.source_id
     LEFT JOIN part_state p ON p.city = c.city AND p.case_id = c.id ${where.where} ORDER BY c.opened_at DESC LIMIT ${limit}`,
    where.values,
  );
  const { rows: entries } = await view.db.query<EntryRow>(
    `SELECT j.type, j.data FROM unnest($1::int2[], $2::int8[]) AS k (city, id)
     JOIN journal j ON j.city = k.city AND j.case_id = k.id`,
    [cases.map(({ city }) => city), cases.map(({ id }) => id)],
  );
  return {
    cases: cases.length,
    live: cases.filter(({ mode }) => mode === 'live').length,
    items: itemsIn(view, cases, query),
    policyOf: (item) => view.registry.policy(item.policy ?? view.fold.defaultPolicy),
    events: countEvents(entries),
    parts: new Set(cases.flatMap(({ part }) => part ?? [])),
  };
}

async function readFired(view: View, { item, organ }: Query): Promise<Map<string, number>> {
  const where = new Conditions();
  addReach(where, view.reaches.alerts, 'a');
  const asked = item === undefined ? undefined : view.registry.itemVersions(item).at(-1);
  // What compares an item with its peers names it in its evidence.
  if (item)
    where.add(
      (p) =>
        `(a.item_id IN ${itemsOf(p(item))} OR a.evidence ->> 'item' = ${p(asked ? baseKeyOf(asked) : item)})`,
    );
  if (organ) where.add((p) => `a.organ_id = (SELECT id FROM organ WHERE code = ${p(organ)})`);
  const { rows } = await view.db.query<{ rule: string; n: number }>(
    `SELECT a.rule, count(*)::int AS n FROM alert a ${where.where} GROUP BY a.rule`,
    where.values,
  );
  return new Map(rows.map(({ rule, n }) => [rule, n]));
}

/** What every rule can say of the cases of an item or an organ, within reach. Refusals: item-unknown, organ-unknown. */
export async function readCoverage(
  view: View,
  query: Query,
): Promise<{ sampled: number; rows: CoverageRow[] }> {
  if (query.item && !view.registry.itemVersions(query.item).length)
    throw new Refusal('item-unknown', { field: 'item', expected: 'an item of the catalogue' });
  if (query.organ && !view.registry.organ(query.organ))
    throw new Refusal('organ-unknown', { field: 'organ', expected: 'a registered organ' });
  const facts = await readFacts(view, query);
  const fired = await readFired(view, query);
  const rows = coverageOf(facts, {
    rules: Object.values(ruleTable),
    parameters: view.registry.rules(),
    fired,
    partOf: partOfRule,
  });
  return { sampled: facts.cases, rows };
}
