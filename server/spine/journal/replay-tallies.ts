import type { ClientBase } from 'pg';
import { dateText, epochDayOf } from '#spine/calendar/civil-date';
import { type Difference, nothing } from '#spine/journal/replay-compare';
import type { RetoldAlert, RetoldCase } from '#spine/journal/retell-case';
import { type Count, type CounterName, counterNames, dayOf } from '#spine/statistics/tally';
import { eachChange, sumsOfChanges } from '#spine/statistics/tally-changes';

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

type Place = Pick<Count, 'region' | 'organId' | 'itemId'>;
type Rows = Record<Table, Map<string, number[]>>;

/** Counts by day, division, organ and item. */
class Tally {
  readonly #counts = new Map<string, number[]>();

  add({ day, region, organId, itemId }: Place & { day: number }, counts: readonly number[]): void {
    addTo(this.#counts, [day, region, organId, itemId], counts);
  }

  /** The rows of every table that these counts make, by key. */
  rows(): Rows {
    const rows: Rows = {
      tally_cube: new Map(),
      tally_place: new Map(),
      tally_day: new Map(),
      tally_organ: new Map(),
      tally_item: new Map(),
      tally_city_item: new Map(),
    };
    for (const [key, counts] of this.#counts) {
      const [epochDay, region, organId, itemId] = key.split(' ').map(Number) as [
        number,
        number,
        number,
        number,
      ];
      const day = dateText(epochDay);
      addTo(rows.tally_cube, [day, region, organId, itemId], counts);
      addTo(rows.tally_organ, [organId], counts);
      for (const code of lineage(region)) addTo(rows.tally_place, [code], counts);
      addTo(rows.tally_city_item, [itemId], counts);
      if (region % 1e8 !== 0) addTo(rows.tally_item, [rounded(region, 1e6), itemId], counts);
      for (const code of upper(region)) addTo(rows.tally_day, [code, day], counts);
    }
    return rows;
  }
}

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
    this.#tally.add(
      { day, ...place },
      counterNames.map((name) => (name === counter ? n : 0)),
    );
  }

  /**
   * What is stored, with what was noted and is not added up yet, otherwise than counted. Rows of one table sum up those of the cube, so the
   * sums up the tree are compared too.
   */
  async compare(client: ClientBase): Promise<Difference[]> {
    const told = this.#tally.rows();
    const noted = (await notedIn(client, this.#city)).rows();
    const differences: Difference[] = [];
    for (const table of Object.keys(tables) as Table[]) {
      const stored = await storedIn(client, this.#city, table);
      for (const [name, counts] of noted[table]) addTo(stored, [name], counts);
      differences.push(...differencesOf(table, told[table], stored));
    }
    return differences;
  }
}

function addTo(rows: Map<string, number[]>, key: (string | number)[], counts: readonly number[]): void {
  const name = key.join(' ');
  const row = rows.get(name);
  if (!row) rows.set(name, [...counts]);
  else for (const [i, n] of counts.entries()) row[i] = row[i]! + n;
}

async function storedIn(client: ClientBase, city: number, table: Table): Promise<Map<string, number[]>> {
  const keys: readonly string[] = tables[table];
  const { rows } = await client.query<Record<string, string | number>>(
    `SELECT ${[...keys, ...counterNames].join(', ')} FROM ${table} WHERE city = $1`,
    [city],
  );
  return new Map(
    rows.map((row) => [
      keys.map((key) => row[key]).join(' '),
      counterNames.map((counter) => Number(row[counter])),
    ]),
  );
}

/** What was noted of a city and is in no roll-up yet. */
async function notedIn(client: ClientBase, city: number): Promise<Tally> {
  const { rows } = await client.query<Record<CounterName, number> & Place & { day: string }>(
    `SELECT c.day, c.region, c.organ_id AS "organId", c.item_id AS "itemId", ${sumsOfChanges}
     FROM ${eachChange('tally_change')} WHERE c.region / 100000000 = $1 GROUP BY c.day, c.region, c.organ_id, c.item_id`,
    [city],
  );
  const tally = new Tally();
  for (const row of rows)
    tally.add(
      { ...row, day: epochDayOf(row.day) },
      counterNames.map((counter) => row[counter]),
    );
  return tally;
}

function differencesOf(
  table: Table,
  told: ReadonlyMap<string, number[]>,
  stored: ReadonlyMap<string, number[]>,
): Difference[] {
  return [...new Set([...stored.keys(), ...told.keys()])].flatMap((name) => {
    const [expected = nothing, found = nothing] = [told.get(name)?.join(' '), stored.get(name)?.join(' ')];
    return expected === found ? [] : [{ case: `${table} ${name}`, what: 'counts', expected, stored: found }];
  });
}

/** The cities that some roll-up knows. */
export async function talliedCities(client: ClientBase): Promise<number[]> {
  const selects = Object.keys(tables).map((table) => `SELECT DISTINCT city FROM ${table}`);
  selects.push(`SELECT DISTINCT c.region / 100000000 FROM ${eachChange('tally_change')}`);
  const { rows } = await client.query<{ city: number }>(selects.join(' UNION '));
  return rows.map((row) => row.city);
}
