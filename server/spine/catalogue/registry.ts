import type { ClientBase, Pool } from 'pg';
import { Refusal } from '#base/errors';
import type { Instant } from '#base/time';
import type { CardPolicy } from '#contract/clock';
import type { RuleParameters } from '#spine/alerts/rules/rule-parameters';
import { withSettings } from '#spine/alerts/rules/rule-settings';
import type { WorkingCalendar } from '#spine/calendar/working-days';
import { zoneOf } from '#spine/calendar/zone';
import {
  type Edited,
  mergeRows,
  noRows,
  readRowsSince,
  type ReferenceRows,
  type RegisteredItem,
  type RegisteredOrgan,
  rowsUpTo,
} from '#spine/catalogue/reference-rows';

export type { RegisteredItem, RegisteredOrgan } from '#spine/catalogue/reference-rows';

/** A source as it is registered. */
export interface RegisteredSource {
  id: number;
  code: string;
  name: string;
  mode: 'live' | 'replay';
  demonstration: boolean;
}

const millisecondsADay = 86_400_000;
/** Past editions that are kept laid out: a replay goes back and forth between a few. */
const mostEditions = 50;

interface ItemHistory {
  id: number;
  code: string;
  /** Oldest first. */
  versions: RegisteredItem[];
}

/** Sources and divisions have no editions: they do not change what an event means. */
interface Places {
  sources: Map<string, RegisteredSource>;
  sourcesById: Map<number, RegisteredSource>;
  regions: Set<number>;
}

/**
 * Everything that rules and clocks look up, in memory: sources, organs, items in all versions, calendars, policies,
 * thresholds, divisions. Read from the database as a whole; `refresh` reads what has come since. `at` gives the reference
 * data of one edition, which nothing changes any more.
 */
export class Registry {
  readonly #pool: Pool;
  #places: Places = { sources: new Map(), sourcesById: new Map(), regions: new Set() };
  #rows: ReferenceRows = noRows;
  #editions = new Map<number, Registry>();
  #organs = new Map<string, RegisteredOrgan>();
  #organsById = new Map<number, RegisteredOrgan>();
  #items = new Map<string, ItemHistory>();
  #itemsById = new Map<number, ItemHistory>();
  #calendars = new Map<string, WorkingCalendar[]>();
  #policies = new Map<string, CardPolicy[]>();
  #rules: RuleParameters | undefined;

  private constructor(pool: Pool) {
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
    this.#places.regions = new Set(rows.map((row) => Number(row.code)));
  }

  /** Reads sources and what is new in the reference data, through the given connection or another of the pool. */
  async refresh(db: Pool | ClientBase = this.#pool): Promise<void> {
    const { rows } = await db.query<RegisteredSource>(
      'SELECT id, code, name, mode, demonstration FROM source',
    );
    this.#places.sources = new Map(rows.map((row) => [row.code, row]));
    this.#places.sourcesById = new Map(rows.map((row) => [row.id, row]));
    const added = await readRowsSince(db, this.#rows.edition);
    if (added.edition > this.#rows.edition) this.#lay(mergeRows(this.#rows, added));
  }

  /** Reads what another process has saved, when it has: one small query when nothing is new. */
  async keepUp(): Promise<void> {
    const { rows } = await this.#pool.query<{ edition: number; sources: number }>({
      name: 'registry-state',
      text: 'SELECT n AS edition, (SELECT count(*)::int FROM source) AS sources FROM edition',
    });
    const { edition, sources } = rows[0]!;
    if (edition > this.#rows.edition || sources !== this.#places.sources.size) await this.refresh();
  }

  /** Edition of the reference data that this is. */
  get edition(): number {
    return this.#rows.edition;
  }

  /** The reference data of an edition up to this one. */
  at(edition: number): Registry {
    let past = this.#editions.get(edition);
    if (!past) {
      past = new Registry(this.#pool);
      past.#places = this.#places;
      past.#lay(rowsUpTo(this.#rows, edition));
      const oldest = this.#editions.keys().next();
      if (this.#editions.size >= mostEditions && !oldest.done) this.#editions.delete(oldest.value);
      this.#editions.set(edition, past);
    }
    return past;
  }

  #lay(rows: ReferenceRows): void {
    this.#rows = rows;
    this.#organs = new Map(rows.organs.map(({ value }) => [value.code, value]));
    this.#organsById = new Map(rows.organs.map(({ value }) => [value.id, value]));
    const items = new Map<string, ItemHistory>();
    for (const { value } of rows.items) {
      const history = items.get(value.code) ?? { id: value.id, code: value.code, versions: [] };
      history.versions.push(value);
      items.set(value.code, history);
    }
    this.#items = items;
    this.#itemsById = new Map([...items.values()].map((history) => [history.id, history]));
    this.#calendars = groupByCode(rows.calendars);
    this.#policies = groupByCode(rows.policies);
    const rules = rows.rules.at(-1)?.value;
    this.#rules =
      rules &&
      withSettings(
        rules,
        rows.settings.map(({ value }) => value),
      );
  }

  hasRegion(code: number): boolean {
    return this.#places.regions.has(code);
  }
  source(code: string): RegisteredSource | undefined {
    return this.#places.sources.get(code);
  }
  sourceById(id: number): RegisteredSource {
    return found(this.#places.sourcesById.get(id), `source ${id}`);
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
  /** Thresholds and levels of the rules. */
  rules(): RuleParameters {
    return found(this.#rules, 'parameters of the rules');
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

/** Versions by code, by rising version. */
function groupByCode<T extends { code: string; version: number }>(rows: Edited<T>[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const { value } of rows) {
    const group = groups.get(value.code);
    if (group) group.push(value);
    else groups.set(value.code, [value]);
  }
  for (const group of groups.values()) group.sort((a, b) => a.version - b.version);
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
