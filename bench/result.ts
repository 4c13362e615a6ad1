export const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** One line of the table. */
export interface Result {
  name: string;
  /** Per second: more is better; milliseconds: less is. */
  unit: 'per second' | 'ms';
  ours: number;
  /**
   * Absent where the limit is absolute. `ratio`: where the two take turns, the median of how many times better each round was than the
   * rounds of the peer beside it; the speed of a machine that changes within minutes is then that of both.
   */
  peer?: { name: string; value: number; ratio?: number };
  /** How many times better than the peer at least; or the most milliseconds. */
  limit: { ratio: number } | { most: number };
  note?: string;
}

/** How many times better than the peer; of milliseconds, how many times shorter. */
export function ratioOf({ unit, ours, peer }: Result): number | undefined {
  if (!peer) return undefined;
  if (peer.ratio !== undefined) return peer.ratio;
  return unit === 'ms' ? peer.value / ours : ours / peer.value;
}

export function isMet(result: Result): boolean {
  const { limit, ours } = result;
  return 'most' in limit ? ours < limit.most : ratioOf(result)! >= limit.ratio;
}
