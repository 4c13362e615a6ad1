/** How many steps a place's colour can have above none. */
const steps = 5;

/** A step of the map's colours: counts from `from` to `to`, both included. */
export interface MapClass {
  from: number;
  to: number;
}

/**
 * Splits counts into at most five steps that hold about as many places each, so that one large city does not make all
 * others look the same. Zero is a step of its own and always the first.
 */
export function mapClasses(counts: readonly number[]): MapClass[] {
  const sorted = counts.filter((count) => count > 0).sort((a, b) => a - b);
  const bounds = new Set<number>();
  for (let step = 1; step <= steps; step++) {
    const bound = sorted[Math.ceil((sorted.length * step) / steps) - 1];
    if (bound !== undefined) bounds.add(bound);
  }
  const classes: MapClass[] = [{ from: 0, to: 0 }];
  for (const to of bounds) classes.push({ from: (classes.at(-1)?.to ?? 0) + 1, to });
  return classes;
}

/** Which step a count belongs to; what is above the last one (it grew since) belongs to the last. */
export function classOf(classes: readonly MapClass[], count: number): number {
  const index = classes.findIndex(({ to }) => count <= to);
  return index === -1 ? classes.length - 1 : index;
}
