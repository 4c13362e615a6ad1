import { describe, expect, test } from 'vitest';
import { systemNow, toRfc3339 } from '#base/time';
import { deviceHeader, type StampingRecord } from '#contract/powers/seal-devices';
import { registerAlertRoutes } from '#spine/alerts/alert-routes';
import { registerAttachmentRoutes } from '#spine/attachments/attachment-routes';
import { contents, upload } from '#spine/attachments/upload.fixture';
import { registerCaseRoutes } from '#spine/cases/case-routes';
import { replay } from '#spine/journal/replay';
import { parseKey } from '#spine/keys';
import { principalWith } from '../../../../tests/support/principals.ts';
import { testDatabase } from '../../../../tests/support/database.ts';
import { appWith, organs, type Send, testSpine } from '../../../../tests/support/spine.ts';
import { recordOf, type TestDevice, testDevice } from './devices/device.fixture.ts';
import { noteSilentDevices } from './devices/watch.ts';
import { sealsOfVillages } from './index.ts';

const { pool } = await testDatabase();
const { spine, query, present } = await testSpine(pool, { now: systemNow(), platforms: true });
const organ = (code: string) => ({ organId: spine.registry.organ(code)!.id });
const village = { ...organ(organs.village.code), region: Number(organs.village.region) };
const town = { ...organ(organs.town.code), region: Number(organs.town.region) };
const who = {
  keeper: principalWith([{ role: 'village-clerk', ...village }], 'keeper'),
  clerk: principalWith([{ role: 'village-clerk', ...village }], 'clerk'),
  secretary: principalWith([{ role: 'approver', ...village }], 'secretary'),
  station: principalWith([{ role: 'seal-approver', ...town }], 'station'),
  elsewhere: principalWith([{ role: 'seal-approver', organId: null, region: 370200000000 }], 'other'),
  supervisor: principalWith([{ role: 'supervision-officer', organId: null, region: 370100000000 }], 'eye'),
};
type Who = keyof typeof who | 'nobody';
let asking: Who = 'nobody';
const { app, send } = await appWith(
  spine,
  { who: () => (asking === 'nobody' ? null : who[asking]) },
  registerCaseRoutes,
  registerAlertRoutes,
  (server, one) => registerAttachmentRoutes(server, one, [sealsOfVillages.attachments(one)]),
  sealsOfVillages.routes,
);
const as =
  (name: Who): Send =>
  (...call) => {
    asking = name;
    return send(...call);
  };

const registration = {
  organ: organs.village.code,
  name: '村民委员会印章',
  keeper: 'keeper',
  approvers: ['station'],
  fence: { latitude: 36.66, longitude: 117.03, radius: 200 },
};
const device = testDevice();
const seal = (await as('station')('POST', '/api/powers/seals', registration)).body.id as string;
const act = (name: Who, id: string, action: string, values: object = {}) =>
  as(name)('POST', `/api/cases/${id}/actions`, { action, values });
await act('station', seal, 'enrol-device', { publicKey: device.pem });

const request = { seal, document: '居住证明', purpose: '村民办理入学使用', copies: 1, pages: 2 };
const ask = async (more: object = {}): Promise<string> =>
  (await as('clerk')('POST', '/api/powers/stampings', { ...request, ...more })).body.id as string;
async function approved(more: object = {}): Promise<string> {
  const id = await ask(more);
  await act('secretary', id, 'agree-stamping');
  await act('station', id, 'approve-stamping');
  return id;
}
const codeOf = async (id: string): Promise<string> =>
  (await as('keeper')('POST', `/api/powers/stampings/${id}/code`)).body.code as string;

/** The device's side. */
const path = (one: TestDevice) => `/api/powers/seals/devices/${one.id}`;
const challenge = async (one = device): Promise<string> =>
  (await as('nobody')('POST', `${path(one)}/challenges`)).body.challenge as string;
async function online(kind: string, more: object, one = device) {
  const message = {
    kind,
    device: one.id,
    challenge: await challenge(one),
    at: toRfc3339(present.now),
    ...more,
  };
  return { message, signature: one.sign(message) };
}
const release = async (code: string) =>
  as('nobody')('POST', `${path(device)}/releases`, await online('release', { code }));
async function photo(content = contents.png, one = device) {
  const proof = Buffer.from(JSON.stringify(await online('upload', {}, one))).toString('base64url');
  asking = 'nobody';
  return upload(app, '用印.png', content, { [deviceHeader]: proof });
}
let counter = 0;
async function stamp(more: Partial<StampingRecord> = {}, one = device) {
  const { body } = await photo();
  counter += 1;
  const record = recordOf(one, { counter, at: toRfc3339(present.now), photos: [body.sha256], ...more });
  const envelope = { record, signature: one.sign(record), photos: [body.id] };
  return { envelope, answer: await as('nobody')('POST', `${path(one)}/records`, envelope) };
}
/** Without the rule on nights: the clock of the journal is the machine's, whatever the hour. */
const alertsOf = async (id: string) => {
  const { city, id: caseId } = parseKey(id);
  const rows = await query<{ rule: string }>(
    `SELECT rule FROM alert WHERE city = $1 AND case_id = $2 AND rule <> 'SEAL_AT_NIGHT' ORDER BY id`,
    [city, caseId],
  );
  return rows.map(({ rule }) => rule);
};
const show = async (id: string, name: Who = 'supervisor') =>
  (await as(name)('GET', `/api/powers/stampings/${id}`)).body;

describe('a request', () => {
  test('given agreement, approval and code, when the device hands it in and stamps, then the record is seen with its picture', async () => {
    const id = await approved();
    const code = await codeOf(id);
    expect(code).toMatch(/^\d{8}$/);
    const released = await release(code);
    expect(released).toMatchObject({
      status: 200,
      body: { request: id, document: '居住证明', impressions: 1 },
    });
    const { answer } = await stamp({ request: id });
    expect(answer).toMatchObject({ status: 200, body: { case: id, requested: true, late: false } });
    const body = await show(id);
    expect(body).toMatchObject({
      status: 'stamped',
      impressions: 1,
      records: [{ released: true, late: false, distance: 0, photos: [{ name: '用印.png' }] }],
    });
    const picture = `/api/attachments/${body.records[0].photos[0].id}`;
    expect((await as('supervisor')('GET', picture)).status).toBe(200);
    expect((await as('nobody')('GET', picture)).status).toBe(404);
    expect(await alertsOf(id)).toEqual([]);
    expect((await act('secretary', id, 'close-stamping', { comparison: 'same' })).status).toBe(200);
    expect((await show(id)).status).toBe('closed');
  });

  test('given the code, then it stands nowhere in the journal, is shown to the keeper alone, and is good once', async () => {
    const id = await approved();
    expect((await as('clerk')('POST', `/api/powers/stampings/${id}/code`)).status).toBe(403);
    const first = await codeOf(id);
    const code = await codeOf(id);
    const rows = await query('SELECT FROM journal WHERE position($1 IN data::text) > 0', [code]);
    expect(rows).toEqual([]);
    // The second voids the first.
    if (first !== code) expect((await release(first)).body.code).toBe('code-wrong');
    expect((await release(code)).status).toBe(200);
    expect((await release(code)).body.code).toBe('code-wrong');
  });

  test('given a code that has expired, or five wrong ones, then it opens nothing', async () => {
    const late = await codeOf(await approved());
    const now = present.now;
    present.now += 10 * 60_000;
    expect((await release(late)).body.code).toBe('code-wrong');
    present.now = now;
    const code = await codeOf(await approved());
    const wrong = code === '00000000' ? '00000001' : '00000000';
    for (let tries = 0; tries < 5; tries++) expect((await release(wrong)).status).toBe(401);
    expect((await release(code)).body.code).toBe('code-wrong');
  });

  test('given somebody of another place, then there is no such request, and whoever approves nothing asks for nothing', async () => {
    const id = await ask();
    expect((await as('elsewhere')('GET', `/api/powers/stampings/${id}`)).status).toBe(404);
    expect((await as('elsewhere')('GET', `/api/powers/seals/${seal}`)).status).toBe(404);
    expect((await as('elsewhere')('GET', '/api/powers/stampings')).body.total).toBe(0);
    expect((await as('station')('POST', '/api/powers/stampings', request)).status).toBe(403);
    expect((await as('keeper')('POST', '/api/powers/seals', registration)).status).toBe(403);
    expect((await act('keeper', id, 'agree-stamping')).status).toBe(403);
    expect((await act('station', id, 'record-stamping', { record: '{}' })).status).toBe(403);
  });

  test('given an urgent request without a reason, then the field is named', async () => {
    const answer = await as('clerk')('POST', '/api/powers/stampings', { ...request, urgent: true });
    expect(answer).toMatchObject({ status: 422, body: { code: 'field-invalid', field: 'urgentReason' } });
  });
});

describe('a message of a device', () => {
  const beat = (more: object = {}) =>
    online('heartbeat', { position: null, battery: 80, waiting: 0, counter: 0, ...more });
  const sendBeat = (body: object, one = device) =>
    as('nobody')('POST', `${path(one)}/heartbeats`, body as never);

  test('given a heartbeat, then the page says when it was heard of; the same again is refused', async () => {
    const body = await beat({ waiting: 3 });
    expect((await sendBeat(body)).status).toBe(200);
    expect((await sendBeat(body)).body.code).toBe('device-challenge-invalid');
    expect((await as('supervisor')('GET', `/api/powers/seals/${seal}`)).body).toMatchObject({
      device: 'online',
      deviceFacts: { id: device.id, waiting: 3, battery: 80 },
    });
  });

  test('given a challenge that has expired or was never given, then it is refused', async () => {
    const body = await beat();
    const now = present.now;
    present.now += 121_000;
    expect((await sendBeat(body)).body.code).toBe('device-challenge-invalid');
    present.now = now;
    const message = { ...(await beat()).message, challenge: 'x'.repeat(43) };
    expect((await sendBeat({ message, signature: device.sign(message) })).body.code).toBe(
      'device-challenge-invalid',
    );
  });

  test('given a message that was changed, or signed as another kind, then the signature is wrong', async () => {
    const { message, signature } = await beat();
    expect(await sendBeat({ message: { ...message, waiting: 9 }, signature })).toMatchObject({
      status: 401,
      type: expect.stringContaining('application/problem+json'),
      body: { code: 'device-signature-wrong' },
    });
    const upload = await online('upload', {});
    const proof = Buffer.from(JSON.stringify({ ...upload, signature })).toString('base64url');
    expect((await as('nobody')('POST', '/api/attachments', {}, { [deviceHeader]: proof })).body.code).toBe(
      'device-signature-wrong',
    );
  });

  test('given another device, then it is unknown, and what it signed is foreign', async () => {
    const stranger = testDevice();
    expect((await as('nobody')('POST', `${path(stranger)}/challenges`)).body.code).toBe('device-unknown');
    const message = { ...(await beat()).message, device: stranger.id };
    expect((await sendBeat({ message, signature: stranger.sign(message) })).body.code).toBe('device-foreign');
  });
});

describe('a record of a stamping', () => {
  test('given the same record again, then it is known; with other content under its counter it is a conflict', async () => {
    const { envelope } = await stamp({ request: null });
    const again = await as('nobody')('POST', `${path(device)}/records`, envelope);
    expect(again).toMatchObject({ status: 409, body: { code: 'device-replayed' } });
    const record = { ...envelope.record, impressions: 5 };
    const other = { ...envelope, record, signature: device.sign(record) };
    expect((await as('nobody')('POST', `${path(device)}/records`, other)).body.code).toBe('conflict');
  });

  test('given the same record twice at once, then it is recorded once and keeps its pictures', async () => {
    const id = await approved({ copies: 3 });
    await release(await codeOf(id));
    const { body } = await photo();
    counter += 1;
    const record = recordOf(device, {
      counter,
      at: toRfc3339(present.now),
      request: id,
      photos: [body.sha256],
    });
    const sent = { record, signature: device.sign(record), photos: [body.id] };
    const both = await Promise.all([1, 2].map(() => as('nobody')('POST', `${path(device)}/records`, sent)));
    expect(both.map(({ status }) => status)).toContain(200);
    const { records } = await show(id);
    expect(records).toHaveLength(1);
    const picture = `/api/attachments/${records[0].photos[0].id}`;
    expect((await as('supervisor')('GET', picture)).status).toBe(200);
  });

  test('given a server that was killed before the pictures were the case’s, when the record comes again, then they are', async () => {
    const { envelope, answer } = await stamp();
    const draft = `seal:${device.id}:${envelope.record.counter}`;
    await query('UPDATE attachment SET city = NULL, case_id = NULL, draft = $1 WHERE id = $2', [
      draft,
      envelope.photos[0],
    ]);
    const again = await as('nobody')('POST', `${path(device)}/records`, envelope);
    expect(again.body.code).toBe('device-replayed');
    const picture = `/api/attachments/${envelope.photos[0]}`;
    expect((await as('supervisor')('GET', picture)).status).toBe(200);
    expect(await alertsOf(answer.body.case)).toEqual(['SEAL_UNAUTHORISED']);
  });

  test('given pictures other than those that were signed, or somebody else’s, then it is refused', async () => {
    const { body } = await photo();
    counter += 1;
    const record = recordOf(device, { counter, at: toRfc3339(present.now), photos: ['0'.repeat(64)] });
    const sent = { record, signature: device.sign(record), photos: [body.id] };
    expect((await as('nobody')('POST', `${path(device)}/records`, sent)).body).toMatchObject({
      code: 'field-invalid',
      field: 'photos',
    });
    asking = 'clerk';
    const theirs = (await upload(app, '别人.png', contents.png)).body;
    const stolen = recordOf(device, { counter, at: toRfc3339(present.now), photos: [theirs.sha256] });
    const stealing = { record: stolen, signature: device.sign(stolen), photos: [theirs.id] };
    expect((await as('nobody')('POST', `${path(device)}/records`, stealing)).body.code).toBe(
      'attachment-unknown',
    );
  });

  test('given no request, then it has a case of its own with a red card, until it is explained', async () => {
    const { answer } = await stamp();
    expect(answer.body.requested).toBe(false);
    const id = answer.body.case as string;
    expect(await show(id)).toMatchObject({
      status: 'unasked',
      requester: null,
      records: [{ released: false }],
    });
    expect(await alertsOf(id)).toEqual(['SEAL_UNAUTHORISED']);
    await act('secretary', id, 'explain-stamping', { explanation: '设备检修时试盖，废纸已销毁' });
    expect((await show(id)).status).toBe('explained');
  });

  test('given a device that was offline, when it hands its record in later, then both times are told and it is marked', async () => {
    const id = await approved();
    await release(await codeOf(id));
    const now = present.now;
    const at = toRfc3339(now + 60_000);
    present.now = now + 3 * 3_600_000;
    const { answer } = await stamp({ request: id, at, offline: true });
    expect(answer.body).toMatchObject({ requested: true, late: true });
    const { records } = await show(id);
    expect(records).toMatchObject([
      { late: true, offline: true, released: true, at, receivedAt: expect.stringMatching(/Z$/) },
    ]);
    expect(await alertsOf(id)).toEqual([]);
    present.now = now;
  });

  test('given more than was approved, then it is red, whoever asks for statistics sees it, and the journal tells the same', async () => {
    const id = await approved();
    await release(await codeOf(id));
    await stamp({ request: id, impressions: 2 });
    expect(await alertsOf(id)).toEqual(['SEAL_TOO_MANY']);
    const listed = await as('supervisor')('GET', `/api/powers/stampings?seal=${seal}&status=stamped`);
    expect(listed.body.rows[0]).toMatchObject({ id, impressions: 2, copies: 1 });
    const { months, impressions } = (await as('supervisor')('GET', `/api/powers/seals/${seal}`)).body;
    const counted = (months as { impressions: number }[]).reduce((sum, one) => sum + one.impressions, 0);
    expect(counted).toBe(impressions);
    const everybody = async () =>
      (await as('nobody')('GET', `/api/powers/villages/${organs.village.region}/stampings`)).body;
    const { now } = present;
    expect(await everybody()).toEqual({
      seals: [{ name: '村民委员会印章', status: 'in-use' }],
      // The month is not over.
      months: [],
    });
    present.now += 31 * 24 * 3_600_000;
    expect((await everybody()).months).toEqual([
      { month: expect.stringMatching(/^\d{4}-\d{2}$/), stampings: null, impressions: null },
    ]);
    present.now = now;
    expect((await replay(spine)).listed).toEqual([]);
  });
});

describe('the watch over devices', () => {
  test('given a day without a word, then it is noted once; a heartbeat ends it', async () => {
    expect(await noteSilentDevices(spine)).toBe(0);
    const now = present.now;
    // Beyond what an earlier test has it heard of.
    present.now += 30 * 3_600_000;
    expect(await noteSilentDevices(spine)).toBe(1);
    expect(await noteSilentDevices(spine)).toBe(0);
    expect(await alertsOf(seal)).toEqual(['SEAL_DEVICE_OFFLINE']);
    const page = async () => (await as('supervisor')('GET', `/api/powers/seals/${seal}`)).body.device;
    expect(await page()).toBe('silent');
    const beat = await online('heartbeat', { position: null, battery: null, waiting: 0, counter });
    await as('nobody')('POST', `${path(device)}/heartbeats`, beat);
    expect(await page()).toBe('online');
    present.now = now;
  });
});
