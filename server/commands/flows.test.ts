import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createKeyFile } from '#base/keys';
import { startCommand } from '../../tests/support/command.ts';
import { testDatabase } from '../../tests/support/database.ts';

const folder = await mkdtemp(path.join(os.tmpdir(), 'mingjing-flows-'));
await createKeyFile(path.join(folder, 'keys.json'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const db = await testDatabase();
const settings = { DATABASE_URL: db.adminUrl, MINGJING_DATA: folder, MINGJING_DEMO: '0' };
const logs = path.join(import.meta.dirname, '../../../shared/data/eventlogs');

async function run(...args: string[]) {
  const command = startCommand(args, settings);
  const code = await command.ended;
  return { code, last: command.stdout().trim().split('\n').at(-1)!, said: command.stderr() };
}

test.skipIf(!existsSync(logs))(
  'given the real logs in the journal (needs ../shared/data/eventlogs), then the variants are those published, 116 and 231',
  async () => {
    for (const [file, map, item, variants] of [
      ['receipt.xes.gz', 'permits/receipt.map.json', 'receipt.environmental-permit', 116],
      ['roadtraffic_1t_per_variant.xes.gz', 'penalties/traffic-fine.map.json', 'fines.traffic-fine', 231],
    ] as const) {
      const read = await run('import', path.join(logs, file), '--map', `examples/${map}`);
      expect(read.code, read.said).toBe(0);
      const { code, last, said } = await run('flows', item, '--json');
      expect(code, said).toBe(0);
      expect(JSON.parse(last)).toMatchObject({ code: item, variantCount: variants });
      expect(said).toContain(`${variants} variants in `);
    }
  },
  120_000,
);

test('given an item that the catalogue does not have, then it says so', async () => {
  const { code, said } = await run('flows', 'nothing');
  expect(code).toBe(1);
  expect(said).toContain('an item of the catalogue');
});
