import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { feature } from 'topojson-client';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Division, readDivisions } from '#spine/regions/read-divisions';

interface Place {
  code: string;
  name: string;
  nameEn: string;
  center: [number, number];
}
type Topology = Parameters<typeof feature>[0];
type Name = 'counties' | 'cities' | 'province';
interface Drawn {
  features: { properties: Place; geometry: { type: string; coordinates: Ring[] | Ring[][] } }[];
}
type Ring = [number, number][];

const folder = new URL('../reference/map/', import.meta.url);
const text = readFileSync(new URL('shandong.topo.json', folder), 'utf8');
const topology: Topology = JSON.parse(text);

function shapes(name: Name): Drawn['features'] {
  const object = topology.objects[name];
  return object === undefined ? [] : (feature(topology, object) as unknown as Drawn).features;
}

/** Area of a ring on the sphere in km², by the trapezoid over longitude and the sine of latitude. */
function ringArea(ring: Ring): number {
  const radians = Math.PI / 180;
  let sum = 0;
  for (const [index, [x, y]] of ring.entries()) {
    const [nextX, nextY] = ring[(index + 1) % ring.length] as [number, number];
    sum += (nextX - x) * radians * (2 + Math.sin(y * radians) + Math.sin(nextY * radians));
  }
  return Math.abs((sum * 6371.0072 ** 2) / 2);
}

/** Area of each shape without its holes, by code. */
function areas(name: Name): Map<string, number> {
  return new Map(
    shapes(name).map(({ properties, geometry }) => {
      const polygons = (
        geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
      ) as Ring[][];
      const area = polygons.reduce((all, [outer, ...holes]) => {
        const inner = holes.reduce((hole, ring) => hole + ringArea(ring), 0);
        return all + ringArea(outer as Ring) - inner;
      }, 0);
      return [properties.code, area];
    }),
  );
}

describe('the map of Shandong', () => {
  const divisions: Division[] = [];
  beforeAll(async () => {
    for await (const row of readDivisions())
      if (row.level !== 'village' && row.level !== 'town') divisions.push(row);
  });

  it('given the file, then it is the one that SOURCE.json describes, and no larger than 350 kB', () => {
    const source = JSON.parse(readFileSync(new URL('SOURCE.json', folder), 'utf8'));
    expect(createHash('sha256').update(text).digest('hex')).toBe(source.sha256);
    expect(Buffer.byteLength(text)).toBeLessThan(350_000);
  });

  it.each([
    ['counties', 136],
    ['cities', 16],
    ['province', 1],
  ] as const)('given the %s, then they are %d, with the codes and names of the divisions', (name, count) => {
    const drawn = shapes(name).map(({ properties }) => properties);
    expect(drawn).toHaveLength(count);
    const level = { counties: 'county', cities: 'city', province: 'province' }[name];
    const expected = divisions.filter((row) => row.level === level && row.kind !== 'functional-zone');
    const line = (code: string, zh: string, en: string | null) => `${code} ${zh} ${en}`;
    expect(drawn.map((place) => line(place.code, place.name, place.nameEn)).sort()).toEqual(
      expected.map((row) => line(row.code.slice(0, 6), row.name, row.nameEn)).sort(),
    );
  });

  it('given the counties of a city, then their areas sum to the city, and all to the province', () => {
    const counties = areas('counties');
    const cities = areas('cities');
    for (const [code, area] of cities) {
      const own = [...counties].filter(([county]) => county.startsWith(code.slice(0, 4)));
      const sum = own.reduce((all, [, one]) => all + one, 0);
      expect(Math.abs(area / sum - 1), code).toBeLessThan(0.002);
    }
    const province = areas('province').get('370000') ?? 0;
    expect(province).toBeGreaterThan(150_000);
    expect(province).toBeLessThan(165_000);
    expect(Math.min(...counties.values())).toBeGreaterThan(10);
  });
});
