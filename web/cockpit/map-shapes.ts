import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';

export interface PlaceShape {
  /** Division code of six digits. */
  code: string;
  name: string;
  nameEn: string;
  /** Longitude and latitude of its seat. */
  center: [number, number];
}
export type ShapeMap = FeatureCollection<Polygon | MultiPolygon, PlaceShape>;
export type ProvinceTopology = Topology<Record<'cities' | 'counties', GeometryCollection<PlaceShape>>>;

const codeOf = (region: string) => region.slice(0, 6);

/** Whether a twelve-digit code names the province, one of its cities, or something smaller. */
export function mapLevel(region: string): 'province' | 'city' | 'below' {
  if (region.endsWith('0000000000')) return 'province';
  return region.endsWith('00000000') ? 'city' : 'below';
}

/**
 * The outlines to draw for a division: of the province its cities, of a city its counties, of a county itself. A place
 * without an outline (a functional zone) is drawn within the counties of its city.
 */
export function shapesOf(map: ProvinceTopology, region: string): ShapeMap {
  const level = mapLevel(region);
  const all = feature(map, level === 'province' ? map.objects.cities : map.objects.counties) as ShapeMap;
  const of = (prefix: string) => all.features.filter(({ properties }) => properties.code.startsWith(prefix));
  const own = level === 'below' ? of(codeOf(region)) : [];
  const features = level === 'province' ? all.features : own.length > 0 ? own : of(region.slice(0, 4));
  return { type: 'FeatureCollection', features };
}

/** The twelve-digit code of a shape. */
export const regionOf = ({ code }: PlaceShape): string => `${code}000000`;
