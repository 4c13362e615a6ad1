import { Refusal } from '#base/errors';
import { groupBy } from '#base/group-by';
import { province } from '#contract/province';
import type { Reach } from '#spine/identity/permission';
import { isWithin } from '#spine/regions/region-codes';

/** Whose figures are counted: of a division, and of some organs alone where the reach or the question says so. */
export interface Scope {
  region: string;
  /** Ids; null for all. */
  organs: readonly number[] | null;
}

const codeOf = (prefix: string) => prefix.padEnd(12, '0');

/** Whether a division is within reach with all that lies in it, and not some organs of it alone. */
export const reachesWhole = (reach: Reach, region: string): boolean =>
  reach.everything || reach.regions.some((prefix) => isWithin(region, codeOf(prefix)));

/** A part of what is within reach, to be added or, where it is in another part already, taken away. */
export interface SignedScope extends Scope {
  sign: 1 | -1;
}

/** What of a division is within reach, each case once: the whole, or divisions in it, and organs where their division is not. */
export function scopesWithin(reach: Reach, region: string): SignedScope[] {
  if (reachesWhole(reach, region)) return [{ region, organs: null, sign: 1 }];
  const divisions = widest(reach.regions.map(codeOf).filter((one) => isWithin(one, region)));
  const places = [...groupBy(reach.organs, ({ organId }) => organId)].flatMap(([organId, grants]) => {
    const codes = grants.map((one) => codeOf(one.region));
    const here = codes.some((code) => isWithin(region, code)) ? [region] : widest(codes);
    return here.map((place) => ({ place, organId }));
  });
  const held = places.filter(
    ({ place }) => isWithin(place, region) && !divisions.some((division) => isWithin(place, division)),
  );
  return [
    ...divisions.map((division) => ({ region: division, organs: null, sign: 1 as const })),
    ...[...groupBy(held, ({ place }) => place)].flatMap(([place, ones]) => {
      const organs = ones.map(({ organId }) => organId);
      const twice = divisions.filter((division) => isWithin(division, place));
      return [
        { region: place, organs, sign: 1 as const },
        ...twice.map((division) => ({ region: division, organs, sign: -1 as const })),
      ];
    }),
  ];
}

/** Divisions without those that lie in another of them. */
const widest = (codes: readonly string[]): string[] =>
  [...new Set(codes)].filter((one, _, all) => !all.some((other) => other !== one && isWithin(one, other)));

/** The first division that is within reach as a whole. */
export function firstDivision({ everything, regions }: Reach): string | undefined {
  const [first] = regions;
  return everything ? province : first && codeOf(first);
}

/**
 * The division whose figures are told as a whole: the one that is named, else the first that is reached.
 * Refusal: forbidden, where it is reached in part or not at all.
 */
export function wholeDivision(reach: Reach, region: string | undefined): string {
  const place = region ?? firstDivision(reach);
  if (place === undefined || !reachesWhole(reach, place))
    throw new Refusal('forbidden', {
      field: 'region',
      detail: 'the division is not within reach as a whole',
    });
  return place;
}

/**
 * What a question is narrowed to by the reach of whoever asks. Without a division it is the first that they reach.
 * A division that is reached in part alone is refused: its figures would look like all of it.
 * Refusal: forbidden.
 */
export function scopeOf(reach: Reach, region: string | undefined, organ: number | undefined): Scope {
  const wanted = organ === undefined ? null : [organ];
  if (reach.everything) return { region: region ?? province, organs: wanted };
  const first = reach.regions[0] ?? reach.organs[0]?.region;
  if (first === undefined) throw new Refusal('forbidden', { detail: 'no division or organ is within reach' });
  const place = region ?? codeOf(first);
  if (reachesWhole(reach, place)) return { region: place, organs: wanted };
  const held = reach.organs.filter((one) => isWithin(place, codeOf(one.region))).map((one) => one.organId);
  const organs = wanted === null ? held : held.filter((id) => id === organ);
  if (organs.length === 0)
    throw new Refusal('forbidden', { field: 'region', detail: 'the division or the organ is out of reach' });
  return { region: place, organs: [...new Set(organs)] };
}
