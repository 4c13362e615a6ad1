import type { Queries } from '#base/db';
import { dateText, type EpochDay } from '#spine/calendar/civil-date';
import { Conditions } from '#spine/conditions';
import { cityOf, levelOf, subtreeRange } from '#spine/regions/region-codes';
import type { Days } from '../periods/calendar-periods.ts';
import { by, type Grain, grains, levels, spans, withPlatforms } from '../periods/period-sql.ts';
import { type Piece, piecesOf } from '../periods/pieces.ts';
import type { AddedUp } from '#spine/statistics/add-up';
import type { ItemBases } from './item-bases.ts';
import { platformNumbers } from './platform-numbers.ts';
import { type Counted, type Source, sourceOf } from './source.ts';

export interface CountRow {
  place: number;
  organ: number;
  item: number;
  platform: string;
  period: number;
  counts: number[];
}

/** With as many counts as there are counters, three at most. */
interface SqlRow {
  place: number;
  organ: number;
  item: number;
  /** Number of a platform; 0 where items tell it. */
  platform: number;
  period: number;
  n0: number;
  n1?: number;
  n2?: number;
}

/** Of so many organs the cube is looked up town by town; more of them are found faster by reading their cities. */
const fewOrgans = 64;

const datesOf = (days: readonly EpochDay[]) => days.map(dateText);

/** A SELECT of one part with its values. */
type Part = { text: string; values: unknown[] };

class PartBuilder {
  readonly #counted: Counted;
  readonly #source: Source;
  readonly #bases: ItemBases;
  readonly #numbers: ReadonlyMap<string, number>;
  /** Those that are asked for, or of the platform that is. */
  readonly #items: readonly number[] | null;

  /** @param numbers of platforms, where the source is by them */
  constructor(counted: Counted, source: Source, bases: ItemBases, numbers: ReadonlyMap<string, number>) {
    this.#counted = counted;
    this.#source = source;
    this.#bases = bases;
    this.#numbers = numbers;
    const { items, platform } = counted;
    this.#items = items ?? (platform === null ? null : bases.ofPlatform(platform));
  }

  parts(): Part[] {
    const pieces = this.#counted.days.flatMap((days, label) => piecesOf(days, this.#source.stored, label));
    return ([1, -1] as const).flatMap((sign) =>
      this.#partsOf(
        pieces.filter((piece) => piece.sign === sign),
        sign,
      ),
    );
  }

  #partsOf(pieces: readonly Piece[], sign: Piece['sign']): Part[] {
    const isStored = ({ grain }: Piece) => this.#source.stored.includes(grain);
    const stored = pieces.filter(isStored);
    const others = pieces.filter((piece) => !isStored(piece));
    const parts = (['year', 'month', 'day'] as const).flatMap((grain) => {
      const of = stored.filter((piece) => piece.grain === grain);
      return of.length > 0 ? [this.#stored(grain, of, sign)] : [];
    });
    if (stored.length > 0) parts.push(this.#pending(stored, sign));
    if (others.length > 0) parts.push(this.#cube(others, sign));
    return parts;
  }

  /**
   * The columns that tell apart, and the sums. Of two relations: `t` with the counts, `p` with the periods.
   * @param sign of what is counted
   * @param byNumber whether `t.item_id` is the number of a platform
   */
  #select(place: string, sign: Piece['sign'], byNumber = false): string {
    const { axes, counters } = this.#counted;
    const byItem = axes.item || (axes.platform && !byNumber);
    const own = levels[levelOf(this.#counted.region)];
    const span = spans[own + 1] ?? 1;
    return `SELECT ${axes.place ? `(${place} / ${span}) * ${span}` : '0::int8'} AS place, ${axes.organ ? 't.organ_id' : '0'} AS organ,
      ${byItem ? 't.item_id' : '0'} AS item, ${axes.platform && byNumber ? 't.item_id' : '0'} AS platform, ${axes.period ? 'p.label' : '0'} AS period,
      ${counters.map((name, i) => `${sign === 1 ? '' : '-'}sum(t.${name})::int4 AS n${i}`).join(', ')}`;
  }

  get #group(): string {
    const { axes } = this.#counted;
    const keys = [axes.place, axes.organ, axes.item || axes.platform, axes.platform, axes.period];
    const places = keys.flatMap((told, i) => (told ? [i + 1] : []));
    // A sum over nothing is no row.
    return places.length > 0 ? `GROUP BY ${places.join(', ')}` : 'HAVING count(*) > 0';
  }

  /** Periods as a relation `p` (bucket, label), or a condition alone where they are not told apart. */
  #stored(grain: Grain, pieces: readonly Piece[], sign: Piece['sign']): Part {
    const { region, organs, platform, axes } = this.#counted;
    const { what, level } = this.#source;
    const byNumber = withPlatforms.includes(what);
    const own = levels[levelOf(region)];
    const where = new Conditions();
    const buckets = where.value(datesOf(pieces.map(({ bucket }) => bucket)));
    let from = 'tally_period t';
    if (axes.period) {
      const labels = where.value(pieces.map(({ label }) => label));
      from = `unnest(${buckets}::date[], ${labels}::int4[]) AS p (bucket, label) JOIN tally_period t ON t.bucket = p.bucket`;
    } else where.add(() => `t.bucket = ANY(${buckets}::date[])`);
    where.add(() => `t.what = ${what} AND t.level = ${level} AND t.grain = ${grains[grain]}`);
    // All rows of a level above the county's are the province's.
    if (own === level) where.add((p) => `t.place = ${p(region)}::int8`);
    else if (own > levels.province) {
      const range = subtreeRange(region);
      where.add((p) => `t.place BETWEEN ${p(range.from)}::int8 AND ${p(range.to)}::int8`);
    }
    if (organs) where.add((p) => `t.organ_id = ANY(${p(organs)}::int4[])`);
    if (byNumber && platform !== null)
      where.add((p) => `t.item_id = ${p(this.#numbers.get(platform) ?? 0)}::int4`);
    else if (this.#items) {
      // Within a division the key is the shorter way; the index of items, which the planner would take, leads through all divisions.
      const item = what === by.item && own > levels.province ? '(t.item_id + 0)' : 't.item_id';
      where.add((p) => `${item} = ANY(${p(this.#items)}::int4[])`);
    }
    return {
      text: `${this.#select('t.place', sign, byNumber)} FROM ${from} ${where.where} ${this.#group}`,
      values: where.values,
    };
  }

  /** What is pending on the days of the stored periods. */
  #pending(pieces: readonly Piece[], sign: Piece['sign']): Part {
    const where = new Conditions();
    const ranges = daysOf(pieces);
    const from = where.value(datesOf(ranges.map((one) => one.from)));
    const to = where.value(datesOf(ranges.map((one) => one.to)));
    const labels = where.value(ranges.map(({ label }) => label));
    this.#narrow(where);
    return {
      text: `${this.#select('t.region', sign)} FROM unnest(${from}::date[], ${to}::date[], ${labels}::int4[]) AS p (first, last, label)
        JOIN tally_pending t ON t.day BETWEEN p.first AND p.last ${where.where} ${this.#group}`,
      values: where.values,
    };
  }

  /** Days of the cube, each looked up where its rows can lie by the key: `OFFSET 0` keeps that order. */
  #cube(pieces: readonly Piece[], sign: Piece['sign']): Part {
    const where = new Conditions();
    const days = where.value(datesOf(pieces.map(({ bucket }) => bucket)));
    const labels = where.value(pieces.map(({ label }) => label));
    const { organs } = this.#counted;
    const few = organs !== null && organs.length <= fewOrgans;
    const places = few ? this.#towns(where, organs, pieces) : this.#cities(where);
    where.add(() => 'c.day = p.day AND c.city = place.city');
    if (few) where.add(() => 'c.region BETWEEN place.town AND place.town + 999');
    this.#narrow(where, 'c');
    return {
      text: `${this.#select('t.region', sign)} FROM unnest(${days}::date[], ${labels}::int4[]) AS p (day, label) CROSS JOIN (${places}) AS place
        CROSS JOIN LATERAL (SELECT c.* FROM tally_cube c ${where.where} OFFSET 0) AS t ${this.#group}`,
      values: where.values,
    };
  }

  #cities(where: Conditions): string {
    const { region } = this.#counted;
    return levelOf(region) === 'province'
      ? 'SELECT DISTINCT (code / 100000000)::int2 AS city FROM region WHERE level <= 3'
      : `SELECT ${where.value(Number(cityOf(region)))}::int2 AS city`;
  }

  /** Towns in which these organs count anything in the months of the pieces. */
  #towns(where: Conditions, organs: readonly number[], pieces: readonly Piece[]): string {
    const months = where.value([
      ...new Set(pieces.map(({ bucket }) => `${dateText(bucket).slice(0, 7)}-01`)),
    ]);
    const organ = `organ_id = ANY(${where.value(organs)}::int4[])`;
    return `SELECT town, (town / 100000000)::int2 AS city FROM (
      SELECT place AS town FROM tally_period WHERE what = ${by.organ} AND level = ${levels.town} AND grain = ${grains.month}
        AND bucket = ANY(${months}::date[]) AND ${organ}
      UNION SELECT region / 1000 * 1000 FROM tally_pending WHERE ${organ}) AS towns`;
  }

  #narrow(where: Conditions, table = 't'): void {
    const { region, organs } = this.#counted;
    const items = this.#items;
    const range = subtreeRange(region);
    where.add((p) => `${table}.region BETWEEN ${p(range.from)}::int8 AND ${p(range.to)}::int8`);
    if (organs) where.add((p) => `${table}.organ_id = ANY(${p(organs)}::int4[])`);
    if (items) where.add((p) => `${table}.item_id = ANY(${p(this.#bases.membersOf(items))}::int4[])`);
  }
}

/** The days of pieces, neighbours of one label together. */
function daysOf(pieces: readonly Piece[]): (Days & { label: number })[] {
  const found: (Days & { label: number })[] = [];
  for (const { grain, bucket, label } of pieces) {
    const to = endOf(grain, bucket);
    const last = found.at(-1);
    if (last && last.label === label && last.to + 1 === bucket) last.to = to;
    else found.push({ from: bucket, to, label });
  }
  return found;
}

const endOf = (grain: Grain, bucket: EpochDay): EpochDay => {
  if (grain === 'day') return bucket;
  const [year, month] = dateText(bucket).split('-').map(Number) as [number, number];
  const next = grain === 'year' ? Date.UTC(year + 1, 0, 1) : Date.UTC(year, month, 1);
  return next / 86_400_000 - 1;
};

/**
 * Counts, told apart by the axes; nothing for what counts nothing. Periods and what is pending are read in one statement, so
 * that what is being added to the periods is counted once.
 */
export async function count(
  _: AddedUp,
  db: Queries,
  bases: ItemBases,
  counted: Counted,
): Promise<CountRow[]> {
  const source = sourceOf(counted);
  const numbers = withPlatforms.includes(source.what) ? await platformNumbers(db) : new Map<string, number>();
  const codes = new Map([...numbers].map(([code, n]) => [n, code]));
  const parts = new PartBuilder(counted, source, bases, numbers).parts();
  const values: unknown[] = [];
  const texts = parts.map(({ text, values: own }) => {
    const before = values.length;
    values.push(...own);
    return text.replaceAll(/\$(\d+)/g, (_, n: string) => `$${Number(n) + before}`);
  });
  if (texts.length === 0) return [];
  const { rows } = await db.query<SqlRow>(texts.map((text) => `(${text})`).join(' UNION ALL '), values);
  const { axes } = counted;
  const found = new Map<string, CountRow>();
  for (const { place, organ, item: id, platform: number, period, n0, n1, n2 } of rows) {
    const base = bases.baseOf(id);
    const item = axes.item ? base : 0;
    const platform = axes.platform ? (codes.get(number) ?? bases.itemOf(base).platform) : '';
    const counts = [n0, n1 ?? 0, n2 ?? 0].slice(0, counted.counters.length);
    const key = `${place}|${organ}|${item}|${platform}|${period}`;
    const known = found.get(key);
    if (!known) found.set(key, { place, organ, item, platform, period, counts });
    else counts.forEach((n, i) => (known.counts[i] = known.counts[i]! + n));
  }
  return [...found.values()].filter(({ counts }) => counts.some((n) => n !== 0));
}
