import { type OrganComparison, type PeerRate, peerRateKinds } from '#contract/powers/peer-rates';
import type { OrganCounts } from './counts.ts';
import type { PeerSettings } from './peer-settings.ts';

/** Six decimals are kept, so that the figures of an event are the same wherever they are computed. */
const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;

/** Mean and standard deviation over all of the given values (they are all peers there are, not a sample of them). */
function spread(values: readonly number[]): { mean: number; sd: number } {
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
  const variance = values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / values.length;
  return { mean: rounded(mean), sd: rounded(Math.sqrt(variance)) };
}

function ratesOf(own: OrganCounts, peers: readonly OrganCounts[], leastCases: number): PeerRate[] {
  return peerRateKinds.flatMap((kind) => {
    const { count, of } = own.rates[kind];
    if (of < leastCases) return [];
    const others = peers.map(({ rates }) => rates[kind]).filter((one) => one.of >= leastCases);
    if (others.length === 0) return [];
    const { mean, sd } = spread(others.map((one) => one.count / one.of));
    const cases = others.reduce((sum, one) => sum + one.of, 0);
    return [{ kind, item: own.item, count, of, peers: { organs: others.length, cases, mean, sd } }];
  });
}

/** The nearest-rank percentile of a rising list: the smallest value that at least `percent` of all do not exceed. */
export function percentileOf(rising: readonly number[], percent: number): number {
  return rising[Math.max(0, Math.ceil((rising.length * percent) / 100) - 1)]!;
}

function fastOf(own: OrganCounts, peers: readonly OrganCounts[], settings: PeerSettings) {
  const times = peers.flatMap(({ closed }) => closed.map(({ took }) => took)).sort((a, b) => a - b);
  if (times.length === 0) return [];
  const bound = percentileOf(times, settings.fastPercentile);
  const fast = own.closed.filter(({ took }) => took < bound).sort((a, b) => a.took - b.took);
  if (fast.length === 0) return [];
  const cases = fast.slice(0, settings.mostNamed);
  return [
    {
      item: own.item,
      percentile: settings.fastPercentile,
      bound,
      peers: { organs: peers.length, cases: times.length },
      count: fast.length,
      cases,
    },
  ];
}

/**
 * Each organ beside all others that implement the same item at the same level, in one month. Pure: the same counts give the
 * same figures. An organ about which nothing can be said (too few cases, nobody to compare with) is not in the answer.
 */
export function compareOrgans(
  counts: readonly OrganCounts[],
  settings: PeerSettings,
): Map<string, OrganComparison> {
  const groups = new Map<string, OrganCounts[]>();
  for (const one of counts) {
    const key = `${one.level} ${one.item}`;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  const found = new Map<string, OrganComparison>();
  for (const group of groups.values())
    for (const own of group) {
      const peers = group.filter((other) => other !== own);
      const rates = ratesOf(own, peers, settings.leastCases);
      const fast = fastOf(own, peers, settings);
      if (rates.length === 0 && fast.length === 0) continue;
      const so = found.get(own.organ) ?? { rates: [], fast: [] };
      found.set(own.organ, { rates: [...so.rates, ...rates], fast: [...so.fast, ...fast] });
    }
  return found;
}
