import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { inTransaction } from '#base/db';
import { createLog } from '#base/log';
import { observed } from '#base/observe';
import { messagesApi } from '#contract/messages';
import { operationsApi } from '#contract/operations';
import { letSourceGoLive } from '#spine/catalogue/go-live';
import { makeFirstAdministrators } from '#spine/identity/first-administrators';
import { deliverNext } from '#spine/messages/deliver';
import { registerMessageRoutes } from '#spine/messages/message-routes';
import { savePreferences } from '#spine/messages/preferences';
import type { Outgoing } from '#spine/messages/ways';
import { testDatabase } from '../../../tests/support/database.ts';
import { principalWith } from '../../../tests/support/principals.ts';
import { appWith, cloudEventOf, organs, testSpine } from '../../../tests/support/spine.ts';
import { registerOperationsRoutes } from './operations-routes.ts';
import { watchLimits } from './limits.ts';
import { Watch } from './watch.ts';

const { pool } = await testDatabase();
// Entries of a live source are recorded by the database's clock.
const { spine, present, query, addSource, tell } = await testSpine(pool, { now: Date.now() });
const folder = await mkdtemp(path.join(os.tmpdir(), 'mingjing-watch-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const [administrator] = await makeFirstAdministrators(spine, { password: 'of-a-test-alone' });
const [account] = await query<{ id: number }>('SELECT id FROM account WHERE name = $1', [
  administrator!.account,
]);
const sent: Outgoing[] = [];
spine.ways.email = async (message) => void sent.push(message);
await savePreferences(spine, account!.id, {
  email: 'keeper@example.invalid',
  phone: null,
  emailFrom: 'yellow',
  gatewayFrom: null,
});
const asAdministrator = {
  ...principalWith([{ role: 'system-administrator', organId: null, region: 370000000000 }]),
  accountId: account!.id,
};
const { send } = await appWith(
  spine,
  (app) => registerOperationsRoutes(app, spine, folder),
  registerMessageRoutes,
  { who: () => asAdministrator },
);

const watchOf = (name: string) =>
  new Watch({
    pool,
    log: createLog(() => {}),
    now: spine.now,
    ways: spine.ways,
    logFolder: folder,
    self: {
      name,
      schema: '0046_watch.sql',
      dataFolder: folder,
      figures: () => ({ streams: 1, connections: 2, waitedFor: 0 }),
    },
  });
const pass = (seconds: number) => {
  present.now += seconds * 1_000;
};
const everyLoop = async () => {
  for (const name of Object.keys(watchLimits.loops)) await observed(name, async () => {});
};
const alarms = async () =>
  (
    await query<{ subject: string; ended: boolean }>(
      'SELECT subject, ended_at IS NOT NULL AS ended FROM watch_alarm ORDER BY id',
    )
  ).map(({ subject, ended }) => `${subject}${ended ? ' ended' : ''}`);
const operations = async () =>
  operationsApi.getOperations.response.parse((await send('GET', '/api/operations')).body);

let here: Watch;
let there: Watch;
beforeEach(async () => {
  await pool.query('UPDATE watch_alarm SET ended_at = began_at WHERE ended_at IS NULL');
  await pool.query('DELETE FROM server_process');
  here = watchOf('here:3000');
  there = watchOf('there:3000');
});

describe('the watch over the system itself', () => {
  test('given the loops of two processes run, then no alarm, and the page shows both', async () => {
    await everyLoop();
    await here.look();
    await there.look();
    expect(await alarms()).toEqual([]);
    const shown = await operations();
    expect(shown.state).toBe('fine');
    expect(shown.processes.map(({ name, state }) => [name, state])).toEqual([
      ['here:3000', 'running'],
      ['there:3000', 'running'],
    ]);
    expect(shown.loops.every((one) => one.succeededAt !== null && one.state === 'fine')).toBe(true);
    expect(shown.schema).toMatch(/^\d{4}_/);
  });

  test('given the ticker fails in every process, then one alarm however many look, one message, one e-mail; it ends when a tick succeeds', async () => {
    await everyLoop();
    await here.look();
    // Both are seen again before either could be taken for silent, whoever of the two looks first.
    pass(watchLimits.process.silentSeconds);
    await Promise.all([here.look(), there.look()]);
    pass(watchLimits.loops.ticker!.limitSeconds + 1 - watchLimits.process.silentSeconds);
    for (const name of Object.keys(watchLimits.loops))
      if (name === 'ticker') await observed(name, () => Promise.reject(new Error('no'))).catch(() => {});
      else await observed(name, async () => {});
    await Promise.all([here.look(), there.look()]);
    await here.look();
    expect(await alarms()).toEqual(['loop:ticker']);
    expect((await operations()).loops.find(({ code }) => code === 'ticker')).toMatchObject({ state: 'red' });
    const { rows } = messagesApi.listMessages.response.parse((await send('GET', '/api/messages')).body);
    expect(rows).toMatchObject([{ about: 'alarm', level: 'red', audience: { en: 'System administrator' } }]);
    while (await deliverNext(spine));
    expect(sent.map(({ to, subject }) => [to, subject])).toEqual([
      ['keeper@example.invalid', '【明镜】系统运行严重：停顿：时钟推进（到期出牌）'],
    ]);
    await observed('ticker', async () => {});
    await here.look();
    expect(await alarms()).toEqual(['loop:ticker ended']);
    const listed = operationsApi.listAlarms.response.parse(
      (await send('GET', '/api/operations/alarms')).body,
    );
    expect(listed).toMatchObject({ total: 1, standing: 0, rows: [{ kind: 'loop', level: 'red' }] });
  });

  test('given a chunk of the ticker that succeeds, then a long round is no sleep', async () => {
    await everyLoop();
    await here.look();
    pass(watchLimits.loops.ticker!.limitSeconds + 1);
    await everyLoop();
    await observed('ticker.chunk', async () => {});
    await here.look();
    expect((await operations()).state).toBe('fine');
  });

  test('given a card is due and nobody gives it, then its queue tells how long it waits', async () => {
    await addSource({ code: 'hall' });
    await tell([
      cloudEventOf('hall', 'W-1', present.now, { data: { item: 'report', organ: organs.district.code } }),
    ]);
    pass(10 * 86_400);
    await everyLoop();
    await here.look();
    const waiting = (await operations()).queues.find(({ code }) => code === 'rungs');
    expect(waiting).toMatchObject({ waiting: 1, state: 'red' });
    expect(waiting!.ageSeconds).toBeGreaterThan(86_400);
    await spine.ticker.tick(present.now);
    await everyLoop();
    await here.look();
    expect((await operations()).queues.find(({ code }) => code === 'rungs')).toMatchObject({
      waiting: 0,
      state: 'fine',
    });
  });

  test('given a case told late whose cards were due long ago, then they wait since it was told, and not since they were due', async () => {
    present.now = Date.now();
    await addSource({ code: 'archive', mode: 'replay' });
    const early = present.now - 60 * 86_400_000;
    await tell([
      cloudEventOf('archive', 'W-2', early, { data: { item: 'report', organ: organs.district.code } }),
    ]);
    here = watchOf('here:3000');
    const [{ id } = { id: 0 }] = await query<{ id: number }>(`SELECT id FROM source WHERE code = 'archive'`);
    await query('UPDATE clock SET live = true WHERE source_id = $1', [id]);
    const rungs = async () => {
      await everyLoop();
      await here.look();
      return (await operations()).queues.find(({ code }) => code === 'rungs');
    };
    pass(watchLimits.queues.rungs!.limitSeconds! - 10);
    expect(await rungs()).toMatchObject({ waiting: 1, state: 'fine' });
    pass(20);
    expect(await rungs()).toMatchObject({ state: 'red' });

    await inTransaction(pool, (client) => letSourceGoLive(client, id, present.now));
    pass(10);
    const live = await rungs();
    expect(live).toMatchObject({ waiting: 1, state: 'fine' });
    expect(live!.ageSeconds).toBe(10);
    await spine.ticker.tick(present.now);
  });

  test('given a demonstration that took long to make, when the loops start, then neither they nor their queues are late', async () => {
    pass(600);
    await here.start();
    await here.look();
    await here.stop();
    expect(here.newest!.processes.map(({ startedAt }) => startedAt)).toEqual([present.now]);
    expect(await alarms()).not.toContain('loop:ticker');
  });

  test('given a process that is killed, then an alarm says so; one that ends in order gives none', async () => {
    await everyLoop();
    await Promise.all([here.look(), there.look()]);
    await there.stop();
    const third = watchOf('third:3000');
    await third.look();
    pass(watchLimits.process.silentSeconds + 1);
    await everyLoop();
    await here.look();
    expect((await operations()).processes.map(({ name, state }) => [name, state])).toEqual([
      ['here:3000', 'running'],
      ['there:3000', 'stopped'],
      ['third:3000', 'silent'],
    ]);
    expect((await alarms()).at(-1)).toBe('process:third:3000');
    await third.look();
    expect((await alarms()).at(-1)).toBe('process:third:3000 ended');
  });

  test('given all processes slept for hours, when one starts, then the gap is on record', async () => {
    await here.look();
    pass(7_200);
    await everyLoop();
    await here.start();
    await here.stop();
    const [gap] = await query<{ seconds: number; level: number }>(
      `SELECT value AS seconds, level FROM watch_alarm WHERE subject = 'gap:all'`,
    );
    expect(gap).toEqual({ seconds: 7_200, level: 3 });
  });
});
