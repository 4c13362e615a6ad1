import type { Analysis } from '#contract/hotline/analysis';
import { analysisRules } from './analysis-rules.ts';

interface At {
  longitude: number;
  latitude: number;
}

/** Sides of cells, in degrees; the first that makes no more columns than the rules have is taken. */
const sizes = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

/** Brings points together in cells of equal degrees, each told by its middle. */
export function gridOf(
  points: readonly At[],
  of: number,
  columns = analysisRules.grid.columns,
): Analysis['grid'] {
  const lowest = (pick: (one: At) => number) =>
    points.reduce((least, one) => Math.min(least, pick(one)), 999);
  const highest = (pick: (one: At) => number) =>
    points.reduce((most, one) => Math.max(most, pick(one)), -999);
  const extent =
    points.length === 0
      ? 0
      : Math.max(
          highest((one) => one.longitude) - lowest((one) => one.longitude),
          highest((one) => one.latitude) - lowest((one) => one.latitude),
        );
  const size = sizes.find((one) => extent / one <= columns) ?? 20;
  const counts = new Map<string, number>();
  for (const { longitude, latitude } of points) {
    const key = `${Math.floor(longitude / size)} ${Math.floor(latitude / size)}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const middle = (n: number) => Number(((n + 0.5) * size).toFixed(6));
  const cells = [...counts].map(([key, count]) => {
    const [x, y] = key.split(' ').map(Number) as [number, number];
    return { longitude: middle(x), latitude: middle(y), count };
  });
  return { size, cells, placed: points.length, of };
}
