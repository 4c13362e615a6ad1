import type { Reach } from '#spine/identity/permission';

/** What rows are guarded as: the records of a case, alerts, corrections, imports. */
export interface Reaches {
  readonly cases: Reach;
  readonly alerts: Reach;
  readonly corrections: Reach;
  readonly imports: Reach;
}

/** First and last code below a prefix of a division code. */
export function rangeOf(prefix: string): { from: string; to: string } {
  return { from: prefix.padEnd(12, '0'), to: prefix.padEnd(12, '9') };
}

/** Organ and division as one number, as the policies compare it: organ × 10^12 + division. */
const organAndRegion = (organId: number, code: string) =>
  (BigInt(organId) * 1_000_000_000_000n + BigInt(code)).toString();

/**
 * A reach as the policies read it (migration 0016). Tables of cases know divisions and organs alone: who reaches the whole
 * installation otherwise (administrators) reaches no case by it.
 */
function setting({ everything, regions, organs }: Reach): Record<string, string> {
  if (everything) return { everything: 'true' };
  const ranges = regions.map(rangeOf).map(({ from, to }) => `[${from},${to}]`);
  const byOrgan = organs.map(({ organId, region }) => {
    const { from, to } = rangeOf(region);
    return `[${organAndRegion(organId, from)},${organAndRegion(organId, to)}]`;
  });
  return {
    regions: `{${ranges.join(',')}}`,
    organs: `{${byOrgan.join(',')}}`,
  };
}

/** The value of `mingjing.reach` for a transaction that reads for somebody. */
export function reachSetting(reaches: Reaches): string {
  return JSON.stringify(
    Object.fromEntries(Object.entries(reaches).map(([kind, reach]) => [kind, setting(reach)])),
  );
}
