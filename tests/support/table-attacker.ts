import loadHighs from 'highs';
import { groupBy } from '#base/group-by';

/** A table as it is published: hierarchies, and what is told of their cells. */
export interface PublishedTable {
  trees: readonly (readonly { code: string; parent?: string }[])[];
  /** Cells that the table tells of; null where the number is hidden. */
  cells: readonly { codes: readonly string[]; count: number | null }[];
  /** Cells that another table tells of as well, by a name that both give them. */
  shared?: ReadonlyMap<string, string>;
}

export interface Narrowed {
  cell: string;
  low: number;
  high: number;
}

interface Unknowns {
  names: string[];
  lows: number[];
  rows: { names: string[]; values: number[]; sum: number }[];
}

const keyOf = (codes: readonly string[]) => codes.join('|');

/** Every combination of one of each. */
const product = (lists: readonly (readonly string[])[]): string[][] =>
  lists.reduce<string[][]>((found, list) => found.flatMap((one) => list.map((code) => [...one, code])), [[]]);

/**
 * What an attacker knows who has all tables: each cell is the sum of those below it along every hierarchy, also where the table
 * does not tell of them; no count is negative; what is hidden is not zero, since zeros are shown.
 */
function unknownsOf(tables: readonly PublishedTable[]): Unknowns {
  const told = new Map<string, number | null>();
  const lows = new Map<string, number>();
  const rows: Unknowns['rows'] = [];
  for (const [n, { trees, cells, shared }] of tables.entries()) {
    const nameOf = (codes: readonly string[]) => shared?.get(keyOf(codes)) ?? `${n}:${keyOf(codes)}`;
    for (const { codes, count } of cells) told.set(nameOf(codes), count);
    const nodes = trees.map((tree) => tree.map(({ code }) => code));
    for (const [at, tree] of trees.entries()) {
      const below = groupBy(
        tree.filter(({ parent }) => parent !== undefined),
        ({ parent }) => parent!,
      );
      for (const [parent, children] of below)
        for (const codes of product(nodes.map((all, m) => (m === at ? [parent] : all)))) {
          const row: Unknowns['rows'][number] = { names: [], values: [], sum: 0 };
          const put = (one: readonly string[], value: number) => {
            const name = nameOf(one);
            const count = told.get(name);
            if (typeof count === 'number') row.sum -= count * value;
            else {
              row.names.push(name);
              row.values.push(value);
              lows.set(name, count === null ? 1 : 0);
            }
          };
          put(codes, -1);
          for (const { code } of children) put(codes.with(at, code), 1);
          if (row.names.length > 0) rows.push(row);
        }
    }
  }
  for (const [name, count] of told) if (count === null) lows.set(name, 1);
  return { names: [...lows.keys()], lows: [...lows.values()], rows };
}

/**
 * Attacks published tables by linear programming (HiGHS): the smallest and the largest value of each hidden cell that agrees with
 * everything that is known, all tables together.
 * @param names narrows to these hidden cells, `<table>:<codes>` or a shared name; all where absent
 */
export async function attack(
  tables: readonly PublishedTable[],
  names?: ReadonlySet<string>,
): Promise<Narrowed[]> {
  const highs = await loadHighs();
  const unknowns = unknownsOf(tables);
  const columns = new Map(unknowns.names.map((name, at) => [name, at]));
  const hidden = unknowns.names.filter((name, at) => unknowns.lows[at] === 1 && (names?.has(name) ?? true));
  return highs.withModel((model) => {
    model.options.set({ output_flag: false });
    for (const low of unknowns.lows) model.addVar(low, highs.infinity);
    for (const { names: inRow, values, sum } of unknowns.rows)
      model.addRow(sum, sum, { indices: inRow.map((name) => columns.get(name)!), values });
    const { optimal, unbounded, unboundedOrInfeasible } = highs.constants.modelStatus;
    const reach = (column: number, sign: 1 | -1): number => {
      model.changeColCost(column, -sign);
      model.run();
      const [status, value] = [model.getModelStatus(), -sign * model.getObjectiveValue()];
      model.changeColCost(column, 0);
      if (status === unbounded || status === unboundedOrInfeasible) return sign * Infinity;
      if (status !== optimal) throw new Error(`the attacker's program ended with status ${status}`);
      return value;
    };
    return hidden.map((cell) => ({
      cell,
      low: reach(columns.get(cell)!, -1),
      high: reach(columns.get(cell)!, 1),
    }));
  });
}
