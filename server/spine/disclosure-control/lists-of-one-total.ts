import { cubeOf } from './cube.ts';
import { protect } from './protect.ts';
import { flatTree } from './tree.ts';

/** A total and lists of its parts, as they are told; null where a number is hidden. */
export interface ToldLists {
  total: number | null;
  lists: (number | null)[][];
}

/**
 * Hides what is small in several lists that each come to the same total (by topic, by place). Where one list cannot do without
 * hiding the total, the others must not give it away, so that each hides a part as well.
 * @param lists counts that come to the same sum @param least k
 */
export function hideInLists(lists: readonly (readonly number[])[], least: number): ToldLists {
  const cubes = lists.map((counts) => {
    const codes = counts.map((_, at) => String(at));
    const leaves = counts.map((count, at) => ({ codes: [String(at)], count }));
    return cubeOf([flatTree('parts', codes)], leaves);
  });
  const hideAll = (free: ReadonlySet<number>) => cubes.map((cube) => protect({ cube, least, free }));
  let hidden = hideAll(new Set());
  const totalIsHidden = hidden.some((flags) => flags[0] === 1);
  if (totalIsHidden && (cubes[0]?.counts[0] ?? 0) > 0) hidden = hideAll(new Set([0]));
  return {
    total: totalIsHidden ? null : (cubes[0]?.counts[0] ?? 0),
    lists: lists.map((counts, n) => counts.map((count, at) => (hidden[n]![at + 1] ? null : count))),
  };
}
