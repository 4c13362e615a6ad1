import type { z } from 'zod';
import type { placeCounters } from '#contract/overview';
import { standing } from '../ui/shares.ts';
import { mapLevel } from './map-shapes.ts';

type Place = z.infer<typeof placeCounters>;
export type Measure = 'red' | 'yellow';

export interface PlaceFigures extends Place {
  red: number;
  yellow: number;
  /** Its key on the map: six digits; null for what has no outline there. */
  shape: string | null;
}

/** The places below a division with their standing cards, and which of them the map can draw. */
export function placeFigures(children: readonly Place[], shapes: ReadonlySet<string>): PlaceFigures[] {
  return children.map((place) => {
    const code = place.region.slice(0, 6);
    const drawn =
      place.kind === 'region' &&
      place.region.endsWith('000000') &&
      mapLevel(place.region) !== 'province' &&
      shapes.has(code);
    return {
      ...place,
      red: standing(place.counters, 'red'),
      yellow: standing(place.counters, 'yellow'),
      shape: drawn ? code : null,
    };
  });
}

/** Most red first, then most yellow. */
export const byCards = (a: { red: number; yellow: number }, b: { red: number; yellow: number }): number =>
  b.red - a.red || b.yellow - a.yellow;
