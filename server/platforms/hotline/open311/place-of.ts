import { readFileSync } from 'node:fs';
import { feature } from 'topojson-client';
import type { FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson';
import type { GeometryCollection, Topology } from 'topojson-specification';
import type { Queries } from '#base/db';
import { subtreeRange } from '#spine/regions/region-codes';
import type { Degrees } from './gcj-02.ts';

const topology = new URL('../../../../reference/map/shandong.topo.json', import.meta.url);
type Outlines = FeatureCollection<Polygon | MultiPolygon, { code: string }>;

let outlines: Outlines | undefined;
/** Outlines of the counties, read when they are first needed. */
function counties(): Outlines {
  if (outlines) return outlines;
  const map = JSON.parse(readFileSync(topology, 'utf8')) as Topology<
    Record<'counties', GeometryCollection<{ code: string }>>
  >;
  outlines = feature(map, map.objects.counties) as Outlines;
  return outlines;
}

/** Whether a ray to the east crosses a ring an odd number of times. */
function isInside(ring: readonly Position[], { longitude, latitude }: Degrees): boolean {
  let inside = false;
  for (let n = 0, last = ring.length - 1; n < ring.length; last = n++) {
    const [x1, y1] = ring[n] as [number, number];
    const [x2, y2] = ring[last] as [number, number];
    if (y1 > latitude !== y2 > latitude && longitude < ((x2 - x1) * (latitude - y1)) / (y2 - y1) + x1)
      inside = !inside;
  }
  return inside;
}

const lies = ([outer, ...holes]: readonly Position[][], point: Degrees): boolean =>
  outer !== undefined && isInside(outer, point) && !holes.some((hole) => isInside(hole, point));

/** The county within whose outline a point of the map's datum lies; undefined outside of all. */
export function countyAt(point: Degrees): string | undefined {
  const found = counties().features.find(({ geometry }) =>
    geometry.type === 'Polygon'
      ? lies(geometry.coordinates, point)
      : geometry.coordinates.some((polygon) => lies(polygon, point)),
  );
  return found && `${found.properties.code}000000`;
}

/**
 * The smallest division, down to a town, whose name stands in an address and which lies within another. Of several with the same
 * name the one whose county or city is named as well; undefined where none is named, or more than one could be meant.
 */
export async function placeNamed(db: Queries, address: string, within: string): Promise<string | undefined> {
  const { from, to } = subtreeRange(within);
  const { rows } = await db.query<{ code: string; level: number }>(
    `SELECT code::text, level FROM region WHERE level BETWEEN 3 AND 5 AND code BETWEEN $2 AND $3
       AND position(name_zh IN $1) > 0 ORDER BY level DESC, code`,
    [address, from, to],
  );
  const named = rows.filter(({ code, level }) => {
    const above = rows.filter((one) => one.level < level);
    const holds = (one: { code: string; level: number }) =>
      code.startsWith(one.code.slice(0, one.level === 3 ? 4 : 6));
    return above.length === 0 || above.some(holds);
  });
  const deepest = named[0];
  const rivals = named.filter(({ level }) => level === deepest?.level);
  return rivals.length === 1 ? deepest!.code : named.find(({ level }) => level < (deepest?.level ?? 0))?.code;
}
