/** Degrees of WGS 84. */
interface Place {
  latitude: number;
  longitude: number;
}

/** Mean radius of the earth in metres (IUGG). */
const earthRadius = 6_371_009;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Metres between two places on the sphere (haversine): within 0.6 % of the ellipsoid. */
export function metresBetween(a: Place, b: Place): number {
  const across = Math.sin(radians(b.latitude - a.latitude) / 2) ** 2;
  const along = Math.sin(radians(b.longitude - a.longitude) / 2) ** 2;
  const h = across + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * along;
  return 2 * earthRadius * Math.asin(Math.min(1, Math.sqrt(h)));
}
