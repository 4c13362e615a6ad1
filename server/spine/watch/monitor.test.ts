import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createHttp } from '#base/http';
import { createLog } from '#base/log';
import { guardRoutes } from '#spine/identity/permission-guard';
import { registerEventRoutes } from '#spine/intake/event-routes';
import { registerProgressRoutes } from '#spine/cases/progress-routes';
import { testDatabase } from '../../../tests/support/database.ts';
import { cloudEventOf, organs, testSpine } from '../../../tests/support/spine.ts';
import { letMonitorIn } from './monitor-door.ts';
import { healthOf, type Monitor, registerMonitorRoutes } from './monitor-routes.ts';
import { Metrics } from './metrics.ts';
import { readWatch, type WatchReadings } from './read-watch.ts';

const { pool } = await testDatabase();
const { spine, addSource } = await testSpine(pool, { now: Date.now() });
const folder = await mkdtemp(path.join(os.tmpdir(), 'mingjing-monitor-'));
let newest: WatchReadings | null = null;
const metrics = new Metrics({
  now: spine.now,
  pool,
  dataFolder: folder,
  newest: () => newest,
  streams: () => 2,
});
const lines: string[] = [];
const app = createHttp(createLog((line) => lines.push(line), 'debug'));
guardRoutes(app);
registerEventRoutes(app, spine);
registerProgressRoutes(app, spine);
const monitor: Monitor = {
  token: undefined,
  now: spine.now,
  newest: () => newest,
  metrics: async () => ({ type: metrics.contentType, text: await metrics.render() }),
};
registerMonitorRoutes(app, monitor);
app.get('/api/broken/:name', { config: { access: 'everybody' } }, async (request) => {
  // A name as PostgreSQL quotes it back.
  await pool.query('SELECT $1::int', [(request.params as { name: string }).name]);
});
afterAll(async () => {
  metrics.stop();
  await app.close();
  await rm(folder, { recursive: true, force: true });
});
const scrape = async () => (await app.inject('/metrics')).body;

describe('the door for monitors', () => {
  const from = (remoteAddress: string, headers: Record<string, string> = {}) =>
    ({ headers, socket: { remoteAddress } }) as never;

  test('given no token is set, then this machine may come in, and whoever came by a proxy or from elsewhere may not', () => {
    expect(() => letMonitorIn(from('127.0.0.1'), undefined)).not.toThrow();
    expect(() => letMonitorIn(from('::1'), undefined)).not.toThrow();
    expect(() => letMonitorIn(from('10.0.0.7'), undefined)).toThrow('forbidden');
    for (const name of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'])
      expect(() => letMonitorIn(from('127.0.0.1', { [name]: '10.0.0.7' }), undefined), name).toThrow(
        'forbidden',
      );
  });

  test('given a token is set, then it alone opens, also on this machine', () => {
    const token = 'of-monitors-0123456789';
    expect(() => letMonitorIn(from('10.0.0.7', { authorization: `Bearer ${token}` }), token)).not.toThrow();
    expect(() => letMonitorIn(from('127.0.0.1'), token)).toThrow('unauthorised');
    expect(() =>
      letMonitorIn(from('127.0.0.1', { authorization: 'Bearer of-monitors-0123456780' }), token),
    ).toThrow('unauthorised');
  });
});

describe('what monitors read', () => {
  test('given events that are accepted, repeated and refused, then they are counted by outcome and the batch by size', async () => {
    const token = await addSource({ code: 'hall' });
    const event = cloudEventOf('hall', 'M-1', spine.now(), {
      data: { item: 'report', organ: organs.district.code },
    });
    const post = (events: unknown[]) =>
      app.inject({
        method: 'POST',
        url: '/api/events',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/cloudevents-batch+json' },
        payload: JSON.stringify(events),
      });
    await post([event]);
    await post([event, { ...event, id: 'another', region: '1' }]);
    const text = await scrape();
    for (const [outcome, n] of [
      ['accepted', 1],
      ['duplicate', 1],
      ['refused', 1],
    ])
      expect(text).toContain(`mingjing_journal_events_total{outcome="${outcome}"} ${n}`);
    expect(text).toContain('mingjing_journal_batch_events_count 2');
    expect(text).toMatch(
      /mingjing_http_request_duration_seconds_count\{method="POST",route="\/api\/events",status="200"\} 2/,
    );
  });

  test('given what the watch has read, then ages, queues, disk and streams are told', async () => {
    newest = await readWatch(pool, folder, spine.now());
    const text = await scrape();
    for (const part of [
      'mingjing_queue_age_seconds{queue="rungs"} 0',
      'mingjing_live_streams 2',
      'mingjing_disk_bytes{what="free"}',
      'mingjing_database_connections{state="open"}',
      'mingjing_alarms{level="red"} 0',
    ])
      expect(text).toContain(part);
  });

  test('given somebody asks about the watch, then 200, and 503 when it has not looked for long', async () => {
    expect((await app.inject('/healthz/watch')).statusCode).toBe(200);
    expect(healthOf(newest, newest!.now + 61_000)).toMatchObject({
      state: 'red',
      alarms: [{ subject: 'loop:watch' }],
    });
    newest = { ...newest!, queues: [{ name: 'rungs', waiting: 1, since: newest!.now - 999_000 }] };
    const answer = await app.inject('/healthz/watch');
    expect([answer.statusCode, answer.json()]).toMatchObject([
      503,
      { state: 'red', alarms: [{ subject: 'queue:rungs', level: 'red' }] },
    ]);
  });
});

describe('the log of requests', () => {
  const planted = { name: '王小明', id: '370102198001011234', phone: '13800138000' };

  test('given personal data in addresses, headers, bodies and faults, then none of it is in any line', async () => {
    lines.length = 0;
    const { name, id, phone } = planted;
    const urls = [
      `/api/progress/${id}`,
      `/api/broken/${encodeURIComponent(name)}?phone=${phone}`,
      `/nowhere/${id}?q=${encodeURIComponent(name)}`,
    ];
    for (const url of urls)
      await app.inject({
        url,
        headers: { 'x-request-id': id, traceparent: `00-${phone}`, 'user-agent': name },
      });
    await app.inject({
      method: 'POST',
      url: '/api/events',
      headers: { authorization: `Bearer ${id}` },
      payload: { name },
    });
    expect(lines.length).toBeGreaterThanOrEqual(5);
    const written = lines.join('');
    for (const value of [...Object.values(planted), encodeURIComponent(name)])
      expect(written).not.toContain(value);
    expect(written).toContain('"route":"/api/broken/:name"');
  });

  test('given an incident, then its number, the id of the request and the trace stand in its line, and the caller has the id', async () => {
    lines.length = 0;
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
    const answer = await app.inject({
      url: '/api/broken/x',
      headers: { traceparent: `00-${trace}-00f067aa0ba902b7-01` },
    });
    const { incident } = answer.json() as { incident: string };
    const entries = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(entries.find((entry) => entry.message === 'incident')).toMatchObject({
      level: 'error',
      incident,
      trace,
      request: answer.headers['x-request-id'],
      code: '22P02',
    });
    expect(entries.find((entry) => entry.message === 'request')).toMatchObject({
      level: 'warn',
      status: 500,
      trace,
    });
  });

  test('given a level, then what is below it is not written', () => {
    const written: string[] = [];
    const log = createLog((line) => written.push(line), 'warn');
    log.debug('a');
    log.info('b');
    log.warn('c');
    log.error('d', new Error('e'));
    expect(written.map((line) => (JSON.parse(line) as { message: string }).message)).toEqual(['c', 'd']);
  });
});
