import type { ClientBase } from 'pg';
import { dateText } from '#spine/calendar/civil-date';
import { type Difference, nothing } from '#spine/journal/replay-compare';
import type { RetoldAlert, RetoldCase } from '#spine/journal/retell-case';
import { type CounterName, counterNames, dayOf, Tally } from '#spine/statistics/tally';

/** The roll-ups and the columns that, with the city, are the key of each. */
const tables = {
  tally_cube: ['day', 'region', 'organ_id', 'item_id'],
  tally_place: ['region'],
  tally_day: ['region', 'day'],
  tally_organ: ['organ_id'],
  tally_item: ['region', 'item_id'],
  tally_city_item: ['item_id'],
} as const;
type Table = keyof typeof tables;

const given: CounterName[] = ['notice', 'yellow', 'red'];

const uniqueOf = (codes: number[]) => [...new Set(codes)];
const rounded = (region: number, unit: number) => Math.floor(region / unit) * unit;
/** City and county of a division, and with town and village: the divisions that count what happened in it. */
const upper = (region: number) => uniqueOf([rounded(region, 1e6), rounded(region, 1e8)]);
const lineage = (region: number) => uniqueOf([region, rounded(region, 1e3), ...upper(region)]);

type Place = { region: number; organId: number; itemId: number };

/** The roll-ups of one city, counted anew from the cases as they were told. */
export class CityTallies {
  readonly #city: number;
  readonly #tally = new Tally();

  constructor(city: number) {
    this.#city = city;
  }

  add(told: RetoldCase, alerts: readonly RetoldAlert[], region: number): void {
    const place = { region, organId: told.organId, itemId: told.itemId };
    for (const { counter, at, n } of told.counts) this.#count(counter, dayOf(at), place, n);
    for (const { level, firedAt, settled } of alerts) {
      this.#count(given[level - 1]!, dayOf(firedAt), place);
      if (settled && level === 2) this.#count('yellow_ended', dayOf(firedAt), place);
    }
  }

  #count(counter: CounterName, day: number, place: Place, n = 1): void {
    this.#tally.add({ city: this.#city, day, ...place, counter }, n);
  }

  /** The rows of every table that these counts make, by key. */
  #rows(): Record<Table, Map<string, number[]>> {
    const rows: Record<Table, Map<string, number[]>> = {
      tally_cube: new Map(),
      tally_place: new Map(),
      tally_day: new Map(),
      tally_organ: new Map(),
      tally_item: new Map(),
      tally_city_item: new Map(),
    };
    for (const { delta, counts } of this.#tally.rows.values()) {
      const { region, organId, itemId } = delta;
      const day = dateText(delta.day);
      addTo(rows.tally_cube, [day, region, organId, itemId], counts);
      addTo(rows.tally_organ, [organId], counts);
      for (const code of lineage(region)) addTo(rows.tally_place, [code], counts);
      addTo(rows.tally_city_item, [itemId], counts);
      if (region % 1e8 !== 0) addTo(rows.tally_item, [rounded(region, 1e6), itemId], counts);
      for (const code of upper(region)) addTo(rows.tally_day, [code, day], counts);
    }
    return rows;
  }

  /** What is stored otherwise than counted. Rows of one table sum up those of the cube, so the sums up the tree are compared too. */
  async compare(client: ClientBase): Promise<Difference[]> {
    const differences: Difference[] = [];
    const told = this.#rows();
    for (const table of Object.keys(tables) as Table[])
      differences.push(...(await compareTable(client, this.#city, table, told[table])));
    return differences;
  }
}

function addTo(rows: Map<string, number[]>, key: (string | number)[], counts: number[]): void {
  const name = key.join(' ');
  const row = rows.get(name);
  if (!row) rows.set(name, [...counts]);
  else for (const [i, n] of counts.entries()) row[i] = row[i]! + n;
}

async function compareTable(
  client: ClientBase,
  city: number,
  table: Table,
  told: Map<string, number[]>,
): Promise<Difference[]> {
  const differences: Difference[] = [];
  const keys: readonly string[] = tables[table];
  const { rows } = await client.query<Record<string, string | number>>(
    `SELECT ${[...keys, ...counterNames].join(', ')} FROM ${table} WHERE city = $1`,
    [city],
  );
  for (const row of rows) {
    const name = keys.map((key) => row[key]).join(' ');
    const counts = counterNames.map((counter) => Number(row[counter]));
    const expected = told.get(name);
    told.delete(name);
    if (expected === undefined || expected.some((n, i) => n !== counts[i]))
      differences.push({
        case: `${table} ${name}`,
        what: 'counts',
        expected: expected?.join(' ') ?? nothing,
        stored: counts.join(' '),
      });
  }
  for (const [name, counts] of told)
    differences.push({
      case: `${table} ${name}`,
      what: 'counts',
      expected: counts.join(' '),
      stored: nothing,
    });
  return differences;
}

/** The cities that some roll-up knows. */
export async function talliedCities(client: ClientBase): Promise<number[]> {
  const selects = Object.keys(tables).map((table) => `SELECT DISTINCT city FROM ${table}`);
  const { rows } = await client.query<{ city: number }>(selects.join(' UNION '));
  return rows.map((row) => row.city);
}
