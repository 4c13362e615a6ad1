import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createLog } from '#base/log';
import { observed } from '#base/observe';
import { watchLimits } from '#spine/watch/limits';
import { Watch } from '#spine/watch/watch';
import { faults } from './page-faults.ts';
import { photograph } from './photograph.ts';
import { startSmallInstallation } from './small-installation.ts';
import { visitorOf } from './visitor.ts';

const { url, spine, present, account } = await startSmallInstallation({ now: Date.now() });
const visitor = visitorOf(url);
await account('handler', 'handler');
const dataFolder = await mkdtemp(path.join(os.tmpdir(), 'mingjing-operations-'));
afterAll(() => rm(dataFolder, { recursive: true, force: true }));

/** The watch of one server process of several. */
const watchOf = (name: string) =>
  new Watch({
    pool: spine.pool,
    log: createLog(() => {}),
    now: spine.now,
    ways: {},
    logFolder: dataFolder,
    self: {
      name,
      schema: '0046_watch.sql',
      dataFolder,
      figures: () => ({ streams: 3, connections: 2, waitedFor: 0 }),
    },
  });
const here = watchOf('mirror-1:3000');
const there = watchOf('mirror-2:3000');
const succeed = async (but?: string) => {
  for (const name of Object.keys(watchLimits.loops)) if (name !== but) await observed(name, async () => {});
};
const page = '/workbench/operations';

describe('a system administrator', () => {
  test('given everything runs, then loops, queues and processes say so', async () => {
    await succeed();
    await there.look();
    await here.look();
    const seen = await visitor.visit('/workbench', { as: 'system-administrator' });
    await seen.getByRole('link', { name: '系统运行' }).click();
    await seen.getByRole('heading', { name: '系统运行', level: 1 }).waitFor();
    await seen.getByText('运行正常').waitFor();
    await seen.getByText('mirror-2:3000').waitFor();
    await seen.getByText('没有报警').waitFor();
  });

  test('given the ticker sleeps and a process is gone, then the open page tells by itself, and a message leads to it', async () => {
    const seen = await visitor.visit(page);
    await seen.getByText('运行正常').waitFor();
    present.now += watchLimits.loops.ticker!.limitSeconds * 1_000 + 1_000;
    await succeed('ticker');
    await here.look();
    await seen.getByText('有严重问题').waitFor();
    await seen.getByText('停顿：时钟推进（到期出牌）').waitFor();
    await seen.getByText('服务进程失联：mirror-2:3000').waitFor();
    await photograph(seen, 'operations-alarm');
    const told = await visitor.visit('/workbench/messages', { as: 'system-administrator' });
    await told.getByRole('link', { name: '停顿：时钟推进（到期出牌）' }).click();
    await told.getByRole('heading', { name: '系统运行', level: 1 }).waitFor();
  });

  test('given they recover, then the alarms have an end', async () => {
    await succeed();
    await there.look();
    await here.look();
    const seen = await visitor.visit(`${page}?standing=false`);
    await seen.getByText('运行正常').waitFor();
    await expect.poll(() => seen.getByRole('row', { name: /停顿|失联/ }).count()).toBe(2);
    expect(await seen.getByText('持续中', { exact: true }).count()).toBe(0);
  });

  test('given a handler, then the page is not theirs', async () => {
    const seen = await visitor.visit(page, { as: 'handler' });
    await seen.getByText('查看系统自身的运行状况').waitFor();
    expect(await seen.getByRole('link', { name: '系统运行' }).count()).toBe(0);
  });
});

describe('the page, wide and narrow, in both languages', () => {
  test.each(['zh-CN', 'en-US'] as const)(
    'given %s, then axe finds nothing and nothing is wider than the screen',
    async (locale) => {
      const seen = await visitor.visit(page, { locale });
      await seen.getByText('mirror-1:3000').first().waitFor();
      expect(await faults(seen, `operations-${locale}`)).toEqual([]);
    },
  );
});
