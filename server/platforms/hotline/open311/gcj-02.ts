/**
 * GCJ-02, the datum of Chinese maps (GB 20263), from WGS-84. Open311 gives WGS-84, tickets keep what Chinese maps show; between
 * the two lie some hundred metres, as much as the distance within which places count as the same. The approximation that is in
 * common use, to within a few metres.
 */
const semiMajorAxis = 6_378_245;
const eccentricitySquared = 0.006_693_421_622_965_943;
const radians = Math.PI / 180;

export interface Degrees {
  longitude: number;
  latitude: number;
}

const isInChina = ({ longitude, latitude }: Degrees) =>
  longitude >= 72.004 && longitude <= 137.8347 && latitude >= 0.8293 && latitude <= 55.8271;

const wave = (x: number, first: number, second: number) =>
  (20 * Math.sin(first * x * Math.PI) + 40 * Math.sin((x / second) * Math.PI)) * (2 / 3);

function shiftOf(x: number, y: number): { north: number; east: number } {
  const common = ((20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * 2) / 3;
  const root = Math.sqrt(Math.abs(x));
  const north =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * root +
    common +
    wave(y, 1, 3) +
    ((160 * Math.sin((y / 12) * Math.PI) + 320 * Math.sin((y / 30) * Math.PI)) * 2) / 3;
  const east =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * root +
    common +
    wave(x, 1, 3) +
    ((150 * Math.sin((x / 12) * Math.PI) + 300 * Math.sin((x / 30) * Math.PI)) * 2) / 3;
  return { north, east };
}

/** A point of WGS-84 as Chinese maps have it; outside China it is the same. */
export function toGcj02(point: Degrees): Degrees {
  if (!isInChina(point)) return point;
  const { longitude, latitude } = point;
  const { north, east } = shiftOf(longitude - 105, latitude - 35);
  const sine = Math.sin(latitude * radians);
  const curvature = 1 - eccentricitySquared * sine * sine;
  const root = Math.sqrt(curvature);
  const meridian = (semiMajorAxis * (1 - eccentricitySquared)) / (curvature * root);
  const parallel = (semiMajorAxis / root) * Math.cos(latitude * radians);
  return {
    longitude: longitude + east / (parallel * radians),
    latitude: latitude + north / (meridian * radians),
  };
}
