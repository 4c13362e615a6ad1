import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { testDatabase } from '../../../tests/support/database.ts';
import { appWith, testSpine } from '../../../tests/support/spine.ts';
import { registerOpenDataRoutes } from './routes.ts';

const { pool } = await testDatabase();
const world = await testSpine(pool);
const { app, send } = await appWith(world.spine, (scope, spine) => registerOpenDataRoutes(scope, spine));
const get = async (path: string) => (await send('GET', path)).body;
const at = '/api/open-data/datasets';

await world.addSource({ code: 'registry', mode: 'replay' });
let opened = 0;
/** Opens cases in the district; counted on the day that the present says. */
async function open(n: number, region = '370102000000') {
  const events = Array.from({ length: n }, () => {
    opened += 1;
    return {
      specversion: '1.0' as const,
      id: `${opened}`,
      source: 'registry',
      subject: `case-${opened}`,
      type: 'case.opened',
      time: new Date(world.present.now).toISOString(),
      region,
      data: { item: 'report' },
    };
  });
  await world.tell(events);
}
await open(40);
world.present.now = Date.parse('2026-04-03T02:00:00Z');

const text = z.array(z.object({ '@language': z.enum(['zh', 'en']), '@value': z.string().min(1) })).min(1);
const link = z.object({ '@id': z.url() });
/** Mandatory and recommended properties of DCAT-AP 3.0.0 (https://semiceu.github.io/DCAT-AP/releases/3.0.0/) that are used here. */
const dcatAp = z.object({
  '@context': z
    .object({ dcat: z.literal('http://www.w3.org/ns/dcat#'), dct: z.literal('http://purl.org/dc/terms/') })
    .loose(),
  '@type': z.literal('dcat:Catalog'),
  'dct:title': text,
  'dct:description': text,
  'dct:publisher': z.object({ '@type': z.literal('foaf:Agent'), 'foaf:name': text }).loose(),
  'dcat:dataset': z
    .array(
      z
        .object({
          '@id': z.url(),
          '@type': z.literal('dcat:Dataset'),
          'dct:title': text,
          'dct:description': text,
          'dcat:keyword': text,
          'dct:publisher': link,
          'dcat:distribution': z.array(
            z
              .object({
                '@type': z.literal('dcat:Distribution'),
                'dcat:accessURL': link,
                'dcat:downloadURL': link,
                'dct:format': link,
                'dct:license': link,
              })
              .loose(),
          ),
        })
        .loose(),
    )
    .min(1),
  'dcat:service': z.array(
    z
      .object({
        '@type': z.literal('dcat:DataService'),
        'dct:title': text,
        'dcat:endpointURL': link,
        'dcat:servesDataset': z.array(link),
      })
      .loose(),
  ),
});

describe('the catalogue', () => {
  test('given JSON-LD, then it has what DCAT-AP asks for, and every download is there', async () => {
    const answer = await app.inject('/open-data/catalog.jsonld');
    expect(answer.headers['content-type']).toContain('application/ld+json');
    const catalogue = dcatAp.parse(answer.json());
    const own = catalogue['dcat:dataset'].filter(
      ({ '@id': id }) => !/service-points|hotline-figures/.test(id),
    );
    for (const { 'dcat:distribution': distributions } of own)
      for (const {
        'dcat:downloadURL': { '@id': address },
      } of distributions) {
        const { statusCode } = await app.inject(new URL(address).pathname);
        expect([address, statusCode]).toEqual([address, 200]);
      }
  });
});

describe('rows', () => {
  test('given items and organs, then they are paged, searched and narrowed to a division', async () => {
    expect(await get(`${at}/organs/rows?pageSize=2`)).toMatchObject({ total: 6, publishedAt: null });
    expect(await get(`${at}/organs/rows?region=370200000000`)).toMatchObject({
      rows: [{ code: 'qingdao-bureau' }],
      total: 1,
    });
    expect(await get(`${at}/items/rows?search=${encodeURIComponent('备案')}`)).toMatchObject({
      rows: [{ code: 'report' }],
    });
  });
  test('given figures, when cases of the month come later, then what was published stays', async () => {
    const count = async () =>
      (await get(`${at}/case-counts/rows?month=2026-03&region=370102000000`)).rows.find(
        (row: { platform: string }) => row.platform === 'all',
      );
    expect(await count()).toMatchObject({ count: 40, hidden: 'no', scope: 'all' });
    world.present.now = Date.parse('2026-03-20T02:00:00Z');
    await open(2);
    world.present.now = Date.parse('2026-04-03T02:00:00Z');
    expect(await count()).toMatchObject({ count: 40 });
  });
  test('given a month that is not whole, or an unknown data set, then it is refused', async () => {
    expect(await send('GET', `${at}/case-counts/rows?month=2026-04`)).toMatchObject({ status: 422 });
    expect(await send('GET', `${at}/nothing/rows`)).toMatchObject({ status: 404 });
    expect((await app.inject(`${at}/case-counts/download.csv?month=1999-01`)).statusCode).toBe(422);
  });
});

describe('downloads', () => {
  test('given CSV, then it has a head, a row for each organ, and no formula', async () => {
    await pool.query(
      `UPDATE organ SET content = jsonb_set(content, '{name,en}', '"=1+1"') WHERE code = 'town-centre'`,
    );
    const { body } = await app.inject(`${at}/organs/download.csv`);
    expect(body.startsWith('\uFEFFcode,name,name_en,region,kind\r\n')).toBe(true);
    expect(body.trim().split('\r\n')).toHaveLength(7);
    expect(body).toContain(`'=1+1`);
  });
  test('given JSON, then it is one array with every row', async () => {
    const answer = await app.inject(`${at}/case-counts/download.json?month=2026-03`);
    const { total } = await get(`${at}/case-counts/rows?month=2026-03`);
    expect(answer.json()).toHaveLength(total);
  });
});
