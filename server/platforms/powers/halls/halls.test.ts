import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registerAlertRoutes } from '#spine/alerts/alert-routes';
import { registerAttachmentRoutes } from '#spine/attachments/attachment-routes';
import { contents, upload } from '#spine/attachments/upload.fixture';
import { registerCaseRoutes } from '#spine/cases/case-routes';
import { replay } from '#spine/journal/replay';
import { testDatabase } from '../../../../tests/support/database.ts';
import { principalWith } from '../../../../tests/support/principals.ts';
import { appWith, organs, type Send, testSpine } from '../../../../tests/support/spine.ts';
import { registerHallRoutes } from './routes.ts';
import { watchStreams } from './streams/watch.ts';

const minute = 60_000;
/** A Friday morning, in service hours. */
const morning = Date.parse('2026-11-20T10:00:00+08:00');
const { pool } = await testDatabase();
const { spine, query, present } = await testSpine(pool, { now: morning, platforms: true });
const bureau = {
  organId: spine.registry.organ(organs.district.code)!.id,
  region: Number(organs.district.region),
};
const supervisor = (region: number, actor: string) =>
  principalWith([{ role: 'supervision-officer', organId: null, region }], actor);
const who = {
  clerk: principalWith([{ role: 'window-clerk', ...bureau }], 'clerk'),
  approver: principalWith([{ role: 'approver', ...bureau }], 'approver'),
  both: principalWith([{ role: 'approver', ...bureau }], 'both'),
  eye: supervisor(370100000000, 'eye'),
  second: supervisor(370100000000, 'second'),
  elsewhere: supervisor(370200000000, 'elsewhere'),
  auditor: principalWith([{ role: 'auditor', organId: null, region: 370000000000 }], 'auditor'),
};
type Who = keyof typeof who;
let asking: Who = 'clerk';
const { app, send } = await appWith(
  spine,
  { who: () => who[asking] },
  registerCaseRoutes,
  registerAlertRoutes,
  (server, one) => registerAttachmentRoutes(server, one),
  registerHallRoutes,
);
const as =
  (name: Who): Send =>
  (...call) => {
    asking = name;
    return send(...call);
  };

const registration = {
  organ: organs.district.code,
  name: '综合窗口',
  hall: '历下区政务服务大厅',
  window: '1–4 号窗口',
  address: 'demonstration:window',
  retentionDays: 90,
  reason: '按要求登记',
};
const act = (name: Who, id: string, action: string, values: object = {}) =>
  as(name)('POST', `/api/cases/${id}/actions`, { action, values });
const register = async (more: object = {}): Promise<string> => {
  const { body } = await as('clerk')('POST', '/api/powers/cameras', { ...registration, ...more });
  await act('approver', body.id, 'approve-camera');
  return body.id;
};
const purpose = { purpose: 'patrol', reason: '上午例行巡查' };
const watch = (name: Who, cameras: string[]) =>
  as(name)('POST', '/api/powers/viewings', { cameras, ...purpose });
const viewings = async () => (await query('SELECT id FROM powers_hall_viewing')).length;

let camera = '';
beforeAll(async () => {
  camera = await register();
});

describe('the register of cameras', () => {
  test('given a proposal, then nobody watches it until somebody else at the organ has approved', async () => {
    const { body } = await as('both')('POST', '/api/powers/cameras', registration);
    expect((await watch('eye', [body.id])).status).toBe(404);
    expect(await act('both', body.id, 'approve-camera')).toMatchObject({
      status: 403,
      body: { expected: 'somebody who did not propose it' },
    });
    await act('approver', body.id, 'approve-camera');
    expect((await watch('eye', [body.id])).status).toBe(200);
  });

  test('given a change that was approved, then the former version stands beside it', async () => {
    const id = await register({ name: '待变更' });
    const change = { retentionDays: '180', reason: '延长保存时间' };
    expect((await act('clerk', id, 'change-camera', change)).status).toBe(200);
    const before = (await as('eye')('GET', `/api/powers/cameras/${id}`)).body;
    expect([before.content.retentionDays, before.proposed.content.retentionDays]).toEqual([90, 180]);
    await act('approver', id, 'approve-camera');
    const { content, versions } = (await as('eye')('GET', `/api/powers/cameras/${id}`)).body;
    expect(content.retentionDays).toBe(180);
    expect(versions.map((one: { version: number }) => one.version)).toEqual([2, 1]);
  });

  test.each([
    ['a name and password in the address', { address: 'https://user:secret@video/1.m3u8' }, 'address'],
    ['an address that is not of the gateway', { address: 'https://elsewhere.example/1.m3u8' }, 'address'],
    ['recordings that go too early', { retentionDays: 30 }, 'retentionDays'],
  ])('given %s, then the field is refused', async (_, more, field) => {
    const answer = await as('clerk')('POST', '/api/powers/cameras', { ...registration, ...more });
    expect([answer.status, answer.body.field]).toEqual([422, field]);
  });

  test('given a change that leads elsewhere or keeps too short, then it is refused at its field', async () => {
    const change = { retentionDays: '3', reason: '缩短保存时间' };
    expect((await act('clerk', camera, 'change-camera', change)).body.field).toBe('values.retentionDays');
  });
});

describe('watching a hall', () => {
  test('given a viewing, then it is recorded with its purpose, and playlist and parts are had by its token alone', async () => {
    const before = await viewings();
    const { body } = await watch('eye', [camera]);
    expect(await viewings()).toBe(before + 1);
    const list = await as('eye')('GET', body[0].playlist);
    expect(list.type).toContain('mpegurl');
    expect(list.headers['cache-control']).toContain('no-store');
    const parts = [...String(list.body).matchAll(/parts\/[^"\s]+/g)].map(([part]) => part);
    expect(parts).toHaveLength(7);
    const base = body[0].playlist.replace('live.m3u8', '');
    expect((await as('eye')('GET', base + parts[1])).status).toBe(200);
    // Nobody else's, not for another stream, and nothing that no playlist named.
    expect((await as('second')('GET', body[0].playlist)).status).toBe(404);
    expect((await as('second')('GET', base + parts[1])).status).toBe(404);
    const forged = `parts/${Buffer.from('window/1000.m4s').toString('base64url')}.${'x'.repeat(22)}`;
    expect((await as('eye')('GET', base + forged)).status).toBe(404);
    expect((await as('clerk')('GET', body[0].playlist)).status).toBe(403);
  });

  test('given a viewing that has ended, then its token is good for nothing', async () => {
    const { body } = await watch('eye', [camera]);
    present.now = morning + 15 * minute;
    expect((await as('eye')('GET', body[0].playlist)).status).toBe(404);
    present.now = morning;
  });

  test('given another city, or no purpose, then nothing is given and nothing recorded', async () => {
    const before = await viewings();
    expect((await watch('elsewhere', [camera])).status).toBe(404);
    expect((await watch('eye', [camera, '3701-999999'])).status).toBe(404);
    const without = { cameras: [camera], purpose: 'patrol', reason: '' };
    expect((await as('eye')('POST', '/api/powers/viewings', without)).status).toBe(422);
    expect(await viewings()).toBe(before);
  });

  test('given the list of viewings, then an auditor sees all, who watches their own, and the hall who watched it', async () => {
    await watch('second', [camera]);
    const actors = async (name: Who) =>
      new Set(
        (await as(name)('GET', '/api/powers/viewings?pageSize=200')).body.rows.map(
          (row: { actor: string }) => row.actor,
        ),
      );
    expect(await actors('auditor')).toEqual(new Set(['eye', 'second']));
    expect(await actors('second')).toEqual(new Set(['second']));
    const seen = (await as('clerk')('GET', `/api/powers/cameras/${camera}`)).body;
    expect(seen.viewings[0]).toMatchObject({ actor: 'second', purpose: 'patrol' });
    expect(seen.mayWatch).toBe(false);
  });

  test('given what was recorded, then the database changes and deletes none of it', async () => {
    await expect(query(`UPDATE powers_hall_viewing SET reason = 'other'`)).rejects.toThrow();
    await expect(query('DELETE FROM powers_hall_viewing')).rejects.toThrow();
  });
});

describe('a moment that is marked', () => {
  test('given 35 minutes unattended, then picture and clip are kept by SHA-256 and a yellow card can be corrected', async () => {
    const { body: opened } = await watch('eye', [camera]);
    asking = 'eye';
    const { body: picture } = await upload(app, '画面.png', contents.png);
    const marked = await as('eye')('POST', `/api/powers/cameras/${camera}/moments`, {
      token: opened[0].token,
      kind: 'unattended',
      minutes: 35,
      note: '3 号窗口无人',
      snapshot: picture.id,
    });
    expect(marked.status).toBe(200);
    const alert = (await as('eye')('GET', `/api/alerts/${marked.body.alert}`)).body;
    expect(alert).toMatchObject({ rule: 'HALL_POST_UNATTENDED', level: 'yellow' });
    const { momentList } = (await as('eye')('GET', `/api/powers/cameras/${camera}`)).body;
    const [, clip] = momentList[0].files;
    expect(clip).toMatchObject({ type: 'video/mp4' });
    const content = (await app.inject({ url: `/api/attachments/${clip.id}` })).rawPayload;
    expect(createHash('sha256').update(content).digest('hex')).toBe(clip.sha256);
    const [{ data }] = (await query<{ data: { attachments: { sha256: string }[] } }>(
      `SELECT data FROM journal WHERE type = 'powers.hall-moment-kept'`,
    )) as [{ data: { attachments: { sha256: string }[] } }];
    expect(data.attachments.map(({ sha256 }) => sha256)).toEqual([picture.sha256, clip.sha256]);
  });

  test.each([
    ['ten minutes unattended', { kind: 'unattended', minutes: 10 }, null],
    ['eleven minutes', { kind: 'unattended', minutes: 11 }, 'notice'],
    ['conduct to be looked into', { kind: 'conduct' }, 'notice'],
    ['something for the record', { kind: 'record' }, null],
  ])('given %s, then the card is %o', async (_, more, level) => {
    const { body: opened } = await watch('eye', [camera]);
    const given = { token: opened[0].token, note: '现场情况说明', clip: false, ...more };
    const { body } = await as('eye')('POST', `/api/powers/cameras/${camera}/moments`, given);
    const found = body.alert && (await as('eye')('GET', `/api/alerts/${body.alert}`)).body.level;
    expect(found).toBe(level);
  });

  test('given a viewing of another camera, then the moment is refused', async () => {
    const other = await register({ name: '另一窗口' });
    const { body: opened } = await watch('eye', [other]);
    const given = { token: opened[0].token, kind: 'record', note: '现场情况说明' };
    const answer = await as('eye')('POST', `/api/powers/cameras/${camera}/moments`, given);
    expect(answer).toMatchObject({ status: 422, body: { field: 'token' } });
  });
});

describe('a camera that is away', () => {
  test('given 31 minutes of service hours, then a yellow card at the organ of the hall; given that it is back, it ends', async () => {
    const id = await register({ name: '离线机位', address: 'demonstration:off' });
    const noted = async () =>
      (await query<{ rule: string }>(`SELECT rule FROM alert WHERE rule = 'CAMERA_OFFLINE'`)).length;
    present.now = Date.parse('2026-11-20T17:10:00+08:00');
    await watchStreams(spine);
    // Twenty minutes until half past five; the night does not count.
    present.now = Date.parse('2026-11-23T09:10:00+08:00');
    await watchStreams(spine);
    const { stream, streamFault, streamSince } = (await as('eye')('GET', `/api/powers/cameras/${id}`)).body;
    expect([stream, streamFault.en, Date.parse(streamSince)]).toEqual([
      'offline',
      'The demonstration has it offline',
      Date.parse('2026-11-20T17:10:00+08:00'),
    ]);
    const quiet = spine.registry.organ(organs.district.code)!.workPeriods.length > 0;
    expect(await noted()).toBe(quiet ? 0 : 1);
    present.now = Date.parse('2026-11-23T09:31:00+08:00');
    await watchStreams(spine);
    await watchStreams(spine);
    expect(await noted()).toBe(1);
    const listed = (await as('eye')('GET', '/api/powers/cameras')).body.rows;
    expect(listed[0].id).toBe(id);
    present.now = morning;
  });
});

/** A gateway as gateways of cameras are: a master playlist, a media playlist, segments, and something else on the machine. */
const asked: string[] = [];
const gateway = createServer((request, response) => {
  asked.push(request.url!);
  const files: Record<string, string> = {
    '/hls/1/index.m3u8': '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nlow/live.m3u8\n',
    '/hls/1/low/live.m3u8': '#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:4\n#EXTINF:2,\na.ts\n',
    '/hls/1/low/a.ts': 'segment',
    '/hls/2/index.m3u8': '#EXTM3U\n#EXTINF:2,\n/private/secret.ts\n',
  };
  const found = files[request.url!];
  response.writeHead(found === undefined ? 404 : 200).end(found);
});
await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
afterAll(() => gateway.close());
const base = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;

describe('a stream of the gateway', () => {
  beforeAll(() => {
    spine.videoGateway = new URL(`${base}/hls/`);
  });
  const partsOf = (text: string) => [...text.matchAll(/parts\/\S+/g)].map(([part]) => part);

  test('given a master playlist, then the first variant is played through this server, which names the gateway to nobody', async () => {
    const id = await register({ name: '网关机位', address: `${base}/hls/1/index.m3u8` });
    const { body } = await watch('eye', [id]);
    const list = String((await as('eye')('GET', body[0].playlist)).body);
    expect(list).not.toContain(base);
    const part = body[0].playlist.replace('live.m3u8', partsOf(list)[0]);
    expect((await as('eye')('GET', part)).body).toBe('segment');
  });

  test('given a playlist that leads out of the gateway, then it is away and nothing is asked there', async () => {
    const id = await register({ name: '越界机位', address: `${base}/hls/2/index.m3u8` });
    const { body } = await watch('eye', [id]);
    expect(await as('eye')('GET', body[0].playlist)).toMatchObject({
      status: 503,
      body: { code: 'stream-away' },
    });
    expect(asked).not.toContain('/private/secret.ts');
  });
});

test('given all of this, then a replay tells the same', async () => {
  expect((await replay(spine)).listed).toEqual([]);
});
