import { Decimal } from 'decimal.js';
import type { OrganScore } from '#spine/scores/compute';

/** Among whom an organ is ranked, and from how many cases on. */
export interface Ranked {
  score: OrganScore;
  /** Organs of one scheme and level are ranked together. */
  group: string;
  leastCases: number;
}

export interface Place {
  /** Null: too few cases to be ranked. */
  rank: number | null;
  ranked: number;
}

/** Places by points, highest first; ties share a place and the next one is left out (1, 2, 2, 4). By code of the organ. */
export function rankingOf(all: readonly Ranked[]): Map<string, Place> {
  const places = new Map<string, Place>();
  const groups = new Map<string, Ranked[]>();
  for (const one of all) {
    const group = groups.get(one.group);
    if (group) group.push(one);
    else groups.set(one.group, [one]);
  }
  for (const group of groups.values()) {
    const enough = group.filter(({ score, leastCases }) => score.volume >= leastCases);
    const falling = [...enough].sort((a, b) => new Decimal(b.score.total).cmp(a.score.total));
    const first = new Map<string, number>();
    for (const [i, { score }] of falling.entries())
      if (!first.has(score.total)) first.set(score.total, i + 1);
    for (const { score, leastCases } of group) {
      const rank = score.volume >= leastCases ? first.get(score.total)! : null;
      places.set(score.organ, { rank, ranked: enough.length });
    }
  }
  return places;
}
