/** A hierarchy that figures are counted by: places, months, platforms. Nodes are known by position; the root comes first. */
export interface Tree {
  name: string;
  codes: readonly string[];
  /** Position of the node above, -1 for the root. */
  parents: readonly number[];
  children: readonly (readonly number[])[];
  /** Nodes from each node up to the root, itself first. */
  paths: readonly (readonly number[])[];
}

/**
 * A tree of nodes that are named by code. A node with children has no cases of its own: what is counted at it and below none of
 * them needs a child of its own (本级), or the sums do not come out.
 * @param parentOf code of the node above; the one root has none
 * @throws Error for a node above that is not listed before its children, or for two roots
 */
export function treeOf(name: string, nodes: readonly { code: string; parent?: string }[]): Tree {
  const positions = new Map<string, number>();
  const parents: number[] = [];
  const children: number[][] = [];
  const paths: number[][] = [];
  for (const [at, { code, parent }] of nodes.entries()) {
    const above = parent === undefined ? -1 : positions.get(parent);
    if (above === undefined || (above === -1) !== (at === 0) || positions.has(code))
      throw new Error(`${name}: ${code} stands below ${parent ?? 'nothing'} in the wrong place`);
    positions.set(code, at);
    parents.push(above);
    children.push([]);
    if (above >= 0) children[above]!.push(at);
    paths.push([at, ...(above >= 0 ? paths[above]! : [])]);
  }
  return { name, codes: nodes.map(({ code }) => code), parents, children, paths };
}

/** A tree of one level: `all` and its parts. */
export const flatTree = (name: string, parts: readonly string[], all = 'all'): Tree =>
  treeOf(name, [{ code: all }, ...parts.map((code) => ({ code, parent: all }))]);
