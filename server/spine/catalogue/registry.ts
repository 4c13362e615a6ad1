import type { Pool } from 'pg';
import { Refusal } from '#base/errors';
import type { Instant } from '#base/time';
import { calendarData } from '#contract/calendar';
import { item as itemSchema, organ as organSchema, type Item, type Organ } from '#contract/catalogue';
import { type CardPolicy, cardPolicy } from '#contract/clock';
import { compileCalendar, type WorkingCalendar } from '#spine/calendar/working-days';
import { zoneOf } from '#spine/calendar/zone';

/** A source as it is registered. */
export interface RegisteredSource {
  id: number;
  code: string;
  name: string;
  mode: 'live' | 'replay';
  demonstration: boolean;
}

/** An organ with its key. */
export interface RegisteredOrgan extends Organ {
  id: number;
  regionCode: number;
  demonstration: boolean;
}

/** One version of an item with its keys. */
export interface RegisteredItem extends Item {
  id: number;
  version: number;
  demonstration: boolean;
}

const millisecondsADay = 86_400_000;

interface ItemHistory {
  id: number;
  code: string;
  /** Oldest first. */
  versions: RegisteredItem[];
}

/**
 * Everything that rules and clocks look up, in memory: sources, organs, items in all versions, calendars, policies, divisions.
 * Read from the database as a whole; `refresh` reads it again after a change, `onMiss` callers may refresh once and ask again.
 */
export class Registry {
  #pool: Pool;
  #sources = new Map<string, RegisteredSource>();
  #sourcesById = new Map<number, RegisteredSource>();
  #organs = new Map<string, RegisteredOrgan>();
  #organsById = new Map<number, RegisteredOrgan>();
  #items = new Map<string, ItemHistory>();
  #itemsById = new Map<number, ItemHistory>();
  #calendars = new Map<string, WorkingCalendar[]>();
  #policies = new Map<string, CardPolicy[]>();
  #regions = new Set<number>();

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  static async load(pool: Pool): Promise<Registry> {
    const registry = new Registry(pool);
    await registry.refreshRegions();
    await registry.refresh();
    return registry;
  }

  /** Divisions change once a year; they are read apart from the rest. */
  async refreshRegions(): Promise<void> {
    const { rows } = await this.#pool.query<{ code: number }>('SELECT code FROM region');
    this.#regions = new Set(rows.map((row) => Number(row.code)));
  }

  async refresh(): Promise<void> {
    await Promise.all([
      this.#readSources(),
      this.#readOrgans(),
      this.#readItems(),
      this.#readCalendars(),
      this.#readPolicies(),
    ]);
  }

  async #readSources(): Promise<void> {
    const { rows } = await this.#pool.query<RegisteredSource>(
      'SELECT id, code, name, mode, demonstration FROM source',
    );
    this.#sources = new Map(rows.map((row) => [row.code, row]));
    this.#sourcesById = new Map(rows.map((row) => [row.id, row]));
  }

  async #readOrgans(): Promise<void> {
    const { rows } = await this.#pool.query<{
      id: number;
      region: number;
      content: unknown;
      demonstration: boolean;
    }>('SELECT id, region, content, demonstration FROM organ');
    const organs = rows.map((row) => ({
      ...organSchema.parse(row.content),
      id: row.id,
      regionCode: Number(row.region),
      demonstration: row.demonstration,
    }));
    this.#organs = new Map(organs.map((one) => [one.code, one]));
    this.#organsById = new Map(organs.map((one) => [one.id, one]));
  }

  async #readItems(): Promise<void> {
    const { rows } = await this.#pool.query<{
      id: number;
      code: string;
      version: number;
      content: unknown;
      demonstration: boolean;
    }>(
      `SELECT item.id, item.code, v.version, v.content, item.demonstration
         FROM item JOIN item_version v ON v.item_id = item.id ORDER BY item.id, v.version`,
    );
    const items = new Map<string, ItemHistory>();
    for (const row of rows) {
      const history = items.get(row.code) ?? { id: row.id, code: row.code, versions: [] };
      history.versions.push({
        ...itemSchema.parse(row.content),
        id: row.id,
        version: row.version,
        demonstration: row.demonstration,
      });
      items.set(row.code, history);
    }
    this.#items = items;
    this.#itemsById = new Map([...items.values()].map((history) => [history.id, history]));
  }

  async #readCalendars(): Promise<void> {
    const { rows } = await this.#pool.query<{ code: string; content: unknown }>(
      'SELECT code, content FROM calendar_version ORDER BY code, version',
    );
    this.#calendars = groupByCode(rows.map((row) => compileCalendar(calendarData.parse(row.content))));
  }

  async #readPolicies(): Promise<void> {
    const { rows } = await this.#pool.query<{ code: string; content: unknown }>(
      'SELECT code, content FROM policy_version ORDER BY code, version',
    );
    this.#policies = groupByCode(rows.map((row) => cardPolicy.parse(row.content)));
  }

  hasRegion(code: number): boolean {
    return this.#regions.has(code);
  }
  source(code: string): RegisteredSource | undefined {
    return this.#sources.get(code);
  }
  sourceById(id: number): RegisteredSource {
    return found(this.#sourcesById.get(id), `source ${id}`);
  }
  organ(code: string): RegisteredOrgan | undefined {
    return this.#organs.get(code);
  }
  organById(id: number): RegisteredOrgan {
    const found = this.#organsById.get(id);
    if (!found) throw absent(`organ ${id}`);
    return found;
  }
  organs(): Iterable<RegisteredOrgan> {
    return this.#organs.values();
  }
  /** Newest version of every item. */
  items(): RegisteredItem[] {
    return [...this.#items.values()].map((history) => history.versions.at(-1)!);
  }
  /** All versions of an item, oldest first. */
  itemVersions(code: string): RegisteredItem[] {
    return this.#items.get(code)?.versions ?? [];
  }
  itemVersion(id: number, version: number): RegisteredItem {
    // Versions are numbered from 1 without a gap.
    const found = this.#itemsById.get(id)?.versions[version - 1];
    if (!found) throw absent(`item ${id} version ${version}`);
    return found;
  }
  newestById(id: number): RegisteredItem {
    return found(this.#itemsById.get(id), `item ${id}`).versions.at(-1)!;
  }
  calendars(): WorkingCalendar[] {
    return [...this.#calendars.values()].map((versions) => versions.at(-1)!);
  }
  calendar(code: string, version?: number): WorkingCalendar {
    const versions = found(this.#calendars.get(code), `calendar ${code}`);
    return version === undefined
      ? versions.at(-1)!
      : found(
          versions.find((one) => one.version === version),
          `calendar ${code} ${version}`,
        );
  }
  policies(): CardPolicy[] {
    return [...this.#policies.values()].map((versions) => versions.at(-1)!);
  }
  policy(code: string): CardPolicy {
    return found(this.#policies.get(code), `policy ${code}`).at(-1)!;
  }

  /**
   * The version of an item that is in force on the civil day of `at` in the organ's zone.
   * Refusal: item-unknown, when there is no such item or none of its versions is in force then.
   */
  itemInForce(code: string, at: Instant, timeZone: string): RegisteredItem {
    const history = this.#items.get(code);
    if (!history)
      throw new Refusal('item-unknown', {
        field: 'data.item',
        expected: `an item of the catalogue, not ${code}`,
      });
    const day = new Date(Math.floor(zoneOf(timeZone).localOf(at) / millisecondsADay) * millisecondsADay)
      .toISOString()
      .slice(0, 10);
    for (let i = history.versions.length - 1; i >= 0; i--) {
      const version = history.versions[i]!;
      if (version.effectiveFrom > day) continue;
      if (version.cancelledFrom && version.cancelledFrom <= day) break;
      return version;
    }
    throw new Refusal('item-unknown', {
      field: 'data.item',
      expected: `a version of ${code} in force on ${day}`,
    });
  }
}

function groupByCode<T extends { code: string }>(rows: T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.code);
    if (group) group.push(row);
    else groups.set(row.code, [row]);
  }
  return groups;
}

/** What the database refers to must be here; its absence is a fault of this program, not of a caller. */
function absent(what: string): Error {
  return new Error(`${what} is not in the registry`);
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw absent(what);
  return value;
}
