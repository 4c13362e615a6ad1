import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLog } from '#base/log';
import { saveOrgans } from '#spine/catalogue/register';
import { addClient, revokeClient } from '#platforms/hotline/open311/clients';
import { createApp } from '../../server/app.ts';
import { testDatabase } from '../support/database.ts';
import { testSpine } from '../support/spine.ts';
import { type Format, GeoReportClient } from './georeport-client.ts';

const { pool } = await testDatabase();
const { spine, present, query } = await testSpine(pool, { platforms: true });
let endpoint = '';
let key = '';
let formerKey = '';
type Entry = Record<string, string | number | boolean | null>;

beforeAll(async () => {
  const centre = { code: 'centre', name: { zh: '热线中心', en: 'Centre' }, region: '370000000000' };
  await saveOrgans(pool, [{ ...centre, kind: 'service-centre' }], false);
  await spine.registry.refresh();
  const app = await createApp(
    spine,
    createLog(() => {}),
  );
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  afterAll(() => app.close());
  const client = {
    name: { zh: '随手拍', en: 'Snapshot' },
    contact: 'office@example.cn',
    region: '370102000000',
  };
  ({ key } = await addClient(spine, client, 'tester'));
  const former = await addClient(spine, client, 'tester');
  formerKey = former.key;
  await revokeClient(spine, former.id);
  // Discovery is the only address that a client is given.
  const { body } = await new GeoReportClient(`${url}/api/hotline/open311/v2`, 'json').get('discovery');
  endpoint = (body as { endpoints: { url: string }[] }).endpoints[0]!.url;
});

const requestFields = [
  'service_request_id',
  'status',
  'status_notes',
  'service_name',
  'service_code',
  'description',
  'agency_responsible',
  'service_notice',
  'requested_datetime',
  'updated_datetime',
  'expected_datetime',
  'address',
  'address_id',
  'zipcode',
  'lat',
  'long',
  'media_url',
].sort();
/** A subset of ISO 8601 with a zone (http://www.w3.org/TR/NOTE-datetime). */
const w3 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const types = { json: 'application/json; charset=utf-8', xml: 'text/xml; charset=utf-8' };
const point = { lat: '36.6512', long: '117.0764' };

describe.each(['json', 'xml'] as Format[])('given a client that speaks %s', (format) => {
  const client = () => new GeoReportClient(endpoint, format);
  async function list(resource: string, search?: Record<string, string>): Promise<Entry[]> {
    const { status, contentType, body } = await client().get(resource, search);
    expect([status, contentType]).toEqual([200, types[format]]);
    return body as Entry[];
  }
  const isTrue = (value: unknown) => String(value) === 'true';
  const sample = (more: Record<string, string> = {}) => ({
    api_key: key,
    service_code: 'urban.heating',
    description: '小区暖气一直不热，家里只有十五度。',
    ...point,
    ...more,
  });
  async function send(more: Record<string, string> = {}): Promise<string> {
    const { status, contentType, body } = await client().post(sample(more));
    expect([status, contentType]).toEqual([200, types[format]]);
    const [created, ...others] = body as Entry[];
    expect([others, Object.keys(created!).sort()]).toEqual([
      [],
      ['account_id', 'service_notice', 'service_request_id'],
    ]);
    return String(created!.service_request_id);
  }

  test('when it reads the discovery document, then every field is there', async () => {
    const { status, body } = await client().get('discovery');
    expect([status, Object.keys(body as Entry).sort()]).toEqual([
      200,
      ['changeset', 'contact', 'endpoints', 'key_service'],
    ]);
    expect((body as { endpoints: unknown[] }).endpoints).toEqual([
      {
        specification: 'http://wiki.open311.org/GeoReport_v2',
        url: endpoint,
        changeset: expect.any(String),
        type: 'test',
        formats: ['text/xml', 'application/json'],
      },
    ]);
  });

  test('when it reads services, then each has its fields, and the definition of each is there', async () => {
    const services = await list('services');
    expect(services.length).toBeGreaterThan(5);
    for (const service of services) {
      expect(Object.keys(service).sort()).toEqual([
        'description',
        'group',
        'keywords',
        'metadata',
        'service_code',
        'service_name',
        'type',
      ]);
      expect(service.type).toBe('realtime');
      expect(isTrue(service.metadata)).toBe(true);
    }
    const { status, body } = await client().get(`services/${services[0]!.service_code}`);
    const definition = body as { service_code: string; attributes: Record<string, unknown>[] };
    expect([status, definition.service_code]).toEqual([200, services[0]!.service_code]);
    expect(definition.attributes.map(({ order }) => Number(order))).toEqual([1, 2]);
    for (const attribute of definition.attributes) {
      expect(Object.keys(attribute).sort()).toEqual([
        'code',
        'datatype',
        'datatype_description',
        'description',
        'order',
        'required',
        'values',
        'variable',
      ]);
      expect(attribute.datatype).toBe('singlevaluelist');
      for (const value of attribute.values as object[]) expect(Object.keys(value)).toEqual(['key', 'name']);
    }
  });

  test('when it sends a request with a point, then it gets an id at once, and reads the request by it', async () => {
    const id = await send({ address_string: '济南市历下区解放路1号', media_url: 'https://example.cn/1.jpg' });
    const [request] = await list(`requests/${id}`);
    expect(Object.keys(request!).sort()).toEqual(requestFields);
    expect(request).toMatchObject({
      service_request_id: id,
      status: 'open',
      service_code: 'urban.heating',
      address: '济南市历下区解放路1号',
      media_url: 'https://example.cn/1.jpg',
    });
    expect([Number(request!.lat), Number(request!.long)]).toEqual([36.6512, 117.0764]);
    for (const name of ['requested_datetime', 'updated_datetime', 'expected_datetime'])
      expect(request![name]).toMatch(w3);
    const [ticket] = await query<{ region: string; channel: string; longitude: number }>(
      'SELECT region::text, channel, longitude FROM hotline_ticket WHERE number = $1',
      [id],
    );
    expect(ticket).toMatchObject({ region: '370102000000', channel: 'open311' });
    // Chinese maps have it some hundred metres further east.
    expect(ticket!.longitude).toBeGreaterThan(117.0764 + 0.004);
  });

  test('when a request names only an address, then it lies where the address says', async () => {
    const id = await send({ lat: '', long: '', address_string: '青岛市市南区香港中路' });
    const [ticket] = await query<{ region: string }>(
      'SELECT region::text FROM hotline_ticket WHERE number = $1',
      [id],
    );
    expect(ticket!.region).toBe('370202000000');
  });

  test('when it asks by id, service, status and time, then it gets those alone', async () => {
    const [one, other] = [await send(), await send({ service_code: 'urban.water' })];
    const ids = async (search: Record<string, string>) =>
      (await list('requests', search)).map(({ service_request_id: id }) => String(id));
    expect((await ids({ service_request_id: `${one},${other}` })).sort()).toEqual([one, other].sort());
    expect(await ids({ service_request_id: one, status: 'closed', start_date: 'never' })).toEqual([one]);
    expect(await ids({ service_code: 'urban.water' })).toContain(other);
    expect(await ids({ service_code: 'urban.water' })).not.toContain(one);
    expect(await ids({ status: 'open,closed' })).toEqual(expect.arrayContaining([one, other]));
    expect(await ids({ status: 'closed' })).not.toContain(one);
    const at = new Date(present.now).toISOString();
    expect(await ids({ start_date: at, end_date: at })).toEqual(expect.arrayContaining([one, other]));
    expect(await ids({ end_date: '2026-01-01T00:00:00Z' })).toEqual([]);
    expect(await ids({ jurisdiction_id: '370200' })).not.toContain(one);
    expect(await ids({ page_size: '1', page: '2' })).toHaveLength(1);
  });

  test('when it asks for extensions, then closing, state and history are told, marked as such', async () => {
    const id = await send();
    const [request] = await list(`requests/${id}`, { extensions: 'true' });
    expect(Object.keys(request!).sort()).toEqual([...requestFields, 'extended_attributes', 'notes'].sort());
    expect(request!.extended_attributes).toEqual({
      closed_datetime: null,
      state: 'received',
      state_name: '待派单',
    });
    expect(request!.notes).toEqual([
      { datetime: expect.stringMatching(w3), description: '已受理', type: 'submitted' },
    ]);
    expect((await list('requests', { extensions: 'true', service_request_id: id }))[0]).toEqual(request);
  });

  test('when it has the receipt code of the notice as a token, then it gets the id', async () => {
    const { body } = await client().post(sample());
    const [created] = body as Entry[];
    const receipt = /[0-9A-Z]{4,6}(?:-[0-9A-Z]{4,6}){3,5}|[0-9A-Z]{24}/.exec(
      String(created!.service_notice),
    )![0];
    expect(await list(`tokens/${receipt}`)).toEqual([
      { service_request_id: created!.service_request_id, token: receipt },
    ]);
  });

  test('when a description holds numbers of people, then nobody reads them, and of who reports nothing is told', async () => {
    const id = await send({
      description: '楼道灯坏了，请打电话13812345678找我，谢谢。',
      first_name: '三',
      last_name: '张',
      phone: '13912345678',
      email: 'zhang@example.cn',
    });
    const [request] = await list(`requests/${id}`, { extensions: 'true' });
    const all = JSON.stringify(request);
    expect(request!.description).toContain('［电话］');
    for (const secret of ['13812345678', '13912345678', 'zhang', '张']) expect(all).not.toContain(secret);
  });

  test('when a request is confidential, then it is taken and shown to nobody', async () => {
    const id = await send({ 'attribute[confidential]': 'yes', 'attribute[kind]': 'complaint' });
    expect(await client().get(`requests/${id}`)).toMatchObject({ status: 404 });
    const all = await list('requests');
    expect(all.map(({ service_request_id: one }) => String(one))).not.toContain(id);
  });

  test.each<[string, () => Record<string, string>, number, RegExp]>([
    ['no key', () => sample({ api_key: '' }), 403, /api_key/],
    ['a key that nobody has', () => sample({ api_key: 'x'.repeat(32) }), 403, /api_key/],
    ['a key that was taken back', () => sample({ api_key: formerKey }), 403, /api_key/],
    ['no service', () => sample({ service_code: '' }), 400, /service_code/],
    ['a service that is none', () => sample({ service_code: 'none' }), 404, /service_code/],
    ['no location', () => sample({ lat: '', long: '' }), 400, /location/],
    ['half a point', () => sample({ long: '' }), 400, /lat and long/],
    ['an attribute that is none', () => sample({ 'attribute[colour]': 'red' }), 400, /colour/],
    ['a value that is none', () => sample({ 'attribute[kind]': 'praise' }), 400, /kind/],
    [
      'a jurisdiction that is none',
      () => sample({ jurisdiction_id: 'city.gov', lat: '', long: '', address_string: 'x' }),
      404,
      /jurisdiction_id/,
    ],
  ])(
    'when it sends %s, then the error has the form of the specification',
    async (_, form, status, description) => {
      const answer = await client().post(form());
      expect([answer.status, answer.contentType]).toEqual([status, types[format]]);
      const [error] = answer.body as { code: string | number; description: string }[];
      expect(Object.keys(error!).sort()).toEqual(['code', 'description']);
      expect([Number(error!.code), error!.description]).toEqual([status, expect.stringMatching(description)]);
    },
  );

  test.each<[string, Record<string, string>, number]>([
    ['requests/none', {}, 404],
    ['services/none', {}, 404],
    ['tokens/none', {}, 404],
    ['nothing', {}, 404],
    ['services', { jurisdiction_id: '999999' }, 404],
    ['requests', { status: 'lost' }, 400],
    ['requests', { start_date: 'yesterday' }, 400],
    ['requests', { start_date: '2025-01-01T00:00:00Z', end_date: '2025-12-31T00:00:00Z' }, 400],
    ['requests', { page: '0' }, 400],
  ])(
    'when it asks for %s with %j, then it is answered %i in the same form',
    async (resource, search, status) => {
      const answer = await client().get(resource, search);
      expect(answer.status).toBe(status);
      expect(Number((answer.body as Entry[])[0]!.code)).toBe(status);
    },
  );
});

test('given somebody who is erased, then where and what they sent is gone with them, and the request stays', async () => {
  const client = new GeoReportClient(endpoint, 'json');
  const { body } = await client.post({
    api_key: key,
    service_code: 'urban.road',
    description: '门口路面坑洼积水，请尽快修补。',
    phone: '13700000001',
    media_url: 'https://example.cn/2.jpg',
    ...point,
  });
  const id = String((body as Entry[])[0]!.service_request_id);
  await query(
    `DELETE FROM record_key WHERE table_name = 'person' AND row_id = (SELECT person_id FROM hotline_ticket WHERE number = $1)`,
    [id],
  );
  const { body: left } = await client.get(`requests/${id}`);
  expect(left).toMatchObject([
    { service_request_id: id, description: '', lat: null, long: null, media_url: null },
  ]);
});

test('given a client that prefers English, then names are English', async () => {
  const answer = await fetch(`${endpoint}/services.json`, {
    headers: { 'accept-language': 'en-US,en;q=0.9' },
  });
  const services = (await answer.json()) as { service_name: string }[];
  expect(services.map(({ service_name: name }) => name)).toContain('Heating');
});
