import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createKeyFile } from '#base/keys';
import { startCommand } from '../../tests/support/command.ts';
import { testDatabase } from '../../tests/support/database.ts';

const folder = await mkdtemp(path.join(os.tmpdir(), 'mingjing-replay-'));
await createKeyFile(path.join(folder, 'keys.json'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const db = await testDatabase();
const settings = { DATABASE_URL: db.adminUrl, MINGJING_DATA: folder, MINGJING_DEMO: '0' };

async function run(...args: string[]) {
  const command = startCommand(args, settings);
  const code = await command.ended;
  return { code, last: command.stdout().trim().split('\n').at(-1)!, said: command.stderr() };
}

test('given an imported example, when replayed, then a line of JSON says that nothing differs; after tampering, what does', async () => {
  const map = 'examples/windows/steps.map.json';
  expect(await run('import', 'examples/windows/steps.xlsx', '--map', map, '--json')).toMatchObject({
    code: 0,
  });
  const [counted] = (
    await db.pool.query(
      `SELECT (SELECT count(*)::int FROM cases) AS cases, (SELECT count(*)::int FROM journal) AS events,
         (SELECT count(*)::int FROM alert) AS alerts`,
    )
  ).rows;
  expect(counted.cases).toBeGreaterThan(0);
  const fine = await run('replay', '--json');
  expect(fine.code, fine.said).toBe(0);
  expect(JSON.parse(fine.last)).toEqual({ differences: 0, ...counted });

  await db.pool.query(`UPDATE cases SET status = 'withdrawn' WHERE id = (SELECT min(id) FROM cases)`);
  const altered = await run('replay', '--json');
  expect(altered.code).toBe(1);
  expect(JSON.parse(altered.last)).toEqual({ differences: 1, ...counted });
  expect(altered.said).toMatch(/370\d-\d+ case\.status\n {2}journal tells: \S+\n {2}stored: {8}withdrawn/);

  const spoken = await run('replay');
  expect(spoken.code).toBe(1);
  expect(spoken.last).toBe('');
  expect(spoken.said).toContain('1 difference');
}, 60_000);
