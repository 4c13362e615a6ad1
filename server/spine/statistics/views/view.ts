import type { Queries } from '#base/db';
import { inTransaction } from '#base/db';
import { toRfc3339 } from '#base/time';
import type { Statistics, StatisticsCell, StatisticsRow } from '#contract/statistics';
import type { Reach } from '#spine/identity/permission';
import { isWithin, lineage } from '#spine/regions/region-codes';
import type { Spine } from '#spine/spine';
import { type AddedUp, addUp } from '#spine/statistics/add-up';
import { type Asked, datesOf, type Question, readQuestion } from './asked.ts';
import { itemBases } from './item-bases.ts';
import { linkTo } from './links.ts';
import { type Member, Members, restOf } from './members.ts';
import { Counting, type Shown, type Table, type Totals } from './table.ts';

/** Columns of organs or items that are shown; the others stand together. */
const mostColumns = 20;

/** A table and the one that it is compared with. */
interface Counts {
  now: Table;
  before: Table | null;
  shown: Shown;
  rowKeys: string[];
  columnKeys: string[];
}

async function countAll(
  added: AddedUp,
  db: Queries,
  spine: Pick<Spine, 'registry'>,
  asked: Asked,
  members: Members,
): Promise<Counts> {
  const bases = itemBases(spine.registry);
  const first = (asked.page - 1) * asked.pageSize;
  const choose = ({ rows, columns }: Pick<Table, 'rows' | 'columns'>) => {
    const rowKeys = members.order(asked.rows, rows);
    const columnKeys = asked.columns && columns ? members.order(asked.columns, columns) : [];
    const long = asked.columns === 'organ' || asked.columns === 'item';
    return {
      rowKeys,
      columnKeys,
      shown: {
        rows: rowKeys.slice(first, first + asked.pageSize),
        columns: long ? columnKeys.slice(0, mostColumns) : columnKeys,
      },
    };
  };
  const now = await new Counting(added, db, bases, asked).table((table) => choose(table).shown);
  const chosen = choose(now);
  const before = asked.shift
    ? await new Counting(added, db, bases, asked, asked.shift).table(() => chosen.shown)
    : null;
  return { now, before, ...chosen };
}

/** How many members are not shown: of those that count now, and those that counted only before. */
function hiddenOf(shown: readonly string[], all: readonly string[], before: Totals | null): number {
  const keys = new Set([
    ...all,
    ...(before ? [...before].flatMap(([key, n]) => (n === 0 ? [] : [key])) : []),
  ]);
  for (const key of shown) keys.delete(key);
  return keys.size;
}

/** Lays counts out as an answer. */
class Layout {
  readonly #asked: Asked;
  readonly #members: Members;
  readonly #counts: Counts;
  readonly columns: Member[];

  constructor(asked: Asked, members: Members, counts: Counts) {
    this.#asked = asked;
    this.#members = members;
    this.#counts = counts;
    const { shown, columnKeys } = counts;
    this.columns = shown.columns.map((key) => members.member(asked.columns!, key));
    const hidden = hiddenOf(shown.columns, columnKeys, counts.before?.columns ?? null);
    if (hidden > 0) this.columns.push(restOf(hidden));
  }

  #cell(of: (table: Table) => number, row: Member | null, column: Member | null): StatisticsCell {
    const { now, before } = this.#counts;
    return {
      count: of(now),
      before: before && of(before),
      link: linkTo(this.#asked, row, column),
    };
  }

  total(): StatisticsCell {
    return this.#cell(({ total }) => total, null, null);
  }

  columnTotals() {
    const { shown } = this.#counts;
    return this.columns.map((column, i) => {
      const key = shown.columns[i];
      const of = ({ columns, total }: Table) =>
        key === undefined
          ? total - shown.columns.reduce((sum, one) => sum + (columns!.get(one) ?? 0), 0)
          : (columns!.get(key) ?? 0);
      return { ...plain(column), ...this.#cell(of, null, column) };
    });
  }

  rows(): StatisticsRow[] {
    const { shown, rowKeys } = this.#counts;
    const rows = shown.rows.map((key) => {
      const member = this.#members.member(this.#asked.rows, key);
      return this.#row(member, (table, column) =>
        column === null ? (table.rows.get(key) ?? 0) : (table.cells.get(key)?.get(column) ?? 0),
      );
    });
    const hidden = hiddenOf(shown.rows, rowKeys, this.#counts.before?.rows ?? null);
    if (hidden === 0) return rows;
    // What is on no row of this page, by column: the column's total without the rows.
    const shownSum = (table: Table, column: string | null) =>
      shown.rows.reduce(
        (sum, key) =>
          sum + ((column === null ? table.rows.get(key) : table.cells.get(key)?.get(column)) ?? 0),
        0,
      );
    return [
      ...rows,
      this.#row(restOf(hidden), (table, column) => {
        const all = column === null ? table.total : (table.columns!.get(column) ?? 0);
        return all - shownSum(table, column);
      }),
    ];
  }

  /** A row with its cells; where columns are left out, the last is the row's total without those shown. */
  #row(member: Member, of: (table: Table, column: string | null) => number): StatisticsRow {
    const { shown } = this.#counts;
    const cells = this.columns.map((column, i) => {
      const key = shown.columns[i];
      const value = (table: Table) =>
        key === undefined
          ? of(table, null) - shown.columns.reduce((sum, one) => sum + of(table, one), 0)
          : of(table, key);
      return this.#cell(value, member, column);
    });
    return { ...plain(member), ...this.#cell((table) => of(table, null), member, null), cells };
  }
}

const plain = ({ key, name, kind }: Member) => ({ key, name, kind });

/** Divisions from the outermost that is reached down to one, with their names. */
async function pathTo(db: Queries, reach: Reach, region: string) {
  const prefixes = reach.everything ? ['37'] : [...reach.regions, ...reach.organs.map((one) => one.region)];
  const reached = lineage(region).filter((code) =>
    prefixes.some((prefix) => reach.everything || isWithin(code, prefix.padEnd(12, '0'))),
  );
  const { rows } = await db.query<{ code: string; zh: string; en: string }>(
    'SELECT code::text, name_zh AS zh, name_en AS en FROM region WHERE code = ANY($1::int8[]) ORDER BY code',
    [reached],
  );
  return rows.map(({ code, zh, en }) => ({ region: code, name: { zh, en } }));
}

type Looking = Pick<Spine, 'pool' | 'registry' | 'now' | 'demonstration'>;

/**
 * A table of counts, all of one snapshot, so that its sums hold while others write.
 * Refusal: field-invalid, item-unknown, organ-unknown, region-unknown, forbidden.
 */
export async function statisticsOf(spine: Looking, reach: Reach, question: Question): Promise<Statistics> {
  const added = await addUp(spine.pool);
  return inTransaction(
    spine.pool,
    (client) => statisticsOn(added, client, spine, reach, question),
    'BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY',
  );
}

async function statisticsOn(
  added: AddedUp,
  db: Queries,
  spine: Looking,
  reach: Reach,
  question: Question,
): Promise<Statistics> {
  const { registry, demonstration } = spine;
  const now = spine.now();
  const asked = await readQuestion(db, { registry, reach, now }, question);
  const members = await Members.of(db, registry, asked);
  const counts = await countAll(added, db, spine, asked, members);
  const layout = new Layout(asked, members, counts);
  const path = await pathTo(db, reach, asked.scope.region);
  const dates = datesOf(asked.days);
  return {
    rowsBy: asked.rows,
    columnsBy: asked.columns,
    measure: asked.measure,
    period: asked.period,
    region: asked.scope.region,
    regionName: path.at(-1)!.name,
    path,
    organs:
      asked.scope.organs?.map((id) => {
        const { code, name } = registry.organById(id);
        return { code, name };
      }) ?? null,
    from: dates?.from ?? null,
    to: dates?.to ?? null,
    before: asked.shift && datesOf(asked.shift(asked.days!)),
    columns: layout.columnTotals(),
    rows: layout.rows(),
    total: layout.total(),
    rowCount: counts.rowKeys.length,
    page: asked.page,
    pageSize: asked.pageSize,
    asOf: toRfc3339(now),
    demonstration,
  };
}
