import type { Instant } from '#base/time';
import type { Spine } from '#spine/spine';
import { countedFigures } from './counted-figures.ts';
import { publishOnce } from './publications.ts';

/** What is told of a place: of all that lies in it, or of its own level alone. */
type Scope = 'all' | 'own';

/** A month as it was published: by place and kind, null where the number is hidden. */
export interface PublishedCounts {
  publishedAt: Instant;
  /** Zero for a place or a kind that did not exist when the month was published. */
  of(region: string, scope: Scope, kind: string): number | null;
}

/** More than the months that are told, so that the year can move on. */
const mostKept = 60;
/** What is published never changes, so that it is read once. */
const kept = new WeakMap<Spine['pool'], Map<string, Promise<PublishedCounts>>>();

/** The counts of a data set and month as everybody may read them; published now, where they were not. */
export function publishedCounts(
  spine: Spine,
  dataset: keyof typeof countedFigures,
  month: string,
): Promise<PublishedCounts> {
  const known = kept.get(spine.pool) ?? new Map<string, Promise<PublishedCounts>>();
  kept.set(spine.pool, known);
  const key = `${dataset} ${month}`;
  const found = known.get(key);
  if (found) return found;
  if (known.size >= mostKept) known.clear();
  const reading = read(spine, dataset, month);
  known.set(key, reading);
  // What failed is tried again by the next who asks.
  reading.catch(() => known.delete(key));
  return reading;
}

async function read(
  spine: Spine,
  dataset: keyof typeof countedFigures,
  month: string,
): Promise<PublishedCounts> {
  const { publishedAt, rows } = await publishOnce(spine, { dataset, period: month }, () =>
    countedFigures[dataset].make(spine, month),
  );
  const counts = new Map(
    rows.map(({ region, scope, platform, level, count }) => [
      `${region} ${scope} ${platform ?? level}`,
      typeof count === 'number' ? count : null,
    ]),
  );
  return {
    publishedAt,
    of(region, scope, kind) {
      const count = counts.get(`${region} ${scope} ${kind}`);
      return count === undefined ? 0 : count;
    },
  };
}
