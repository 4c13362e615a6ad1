import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A small house in which every rule is broken once: the rule, the file that breaks it, how. */
const breaches: [rule: string, file: string, source: string][] = [
  ['contract-imports-nothing-of-ours', 'contract/looks-up.ts', "export * from '#base/clean';"],
  ['contract-zod-only', 'contract/draws.ts', "export * from 'kysely';"],
  ['contract-without-node', 'contract/reads.ts', "export * from 'node:fs';"],
  ['base-below-the-domain', 'server/base/knows.ts', "export * from '#spine/clean';"],
  ['spine-names-no-platform', 'server/spine/names.ts', "export * from '#platforms/hotline/clean';"],
  ['platforms-below-main', 'server/platforms/hotline/climbs.ts', "export * from '../../main.ts';"],
  [
    'platforms-do-not-know-each-other',
    'server/platforms/hotline/peeps.ts',
    "export type * from '#platforms/casework/clean';",
  ],
  ['web-sees-the-contract-alone', 'web/derives.tsx', "export * from '../server/base/clean.ts';"],
  ['web-runs-in-a-browser', 'web/reads.ts', "export * from 'node:fs';"],
  ['server-does-not-see-the-web', 'server/spine/draws.ts', "export * from '../../web/clean.ts';"],
  ['source-does-not-see-tests', 'server/spine/tested.ts', "export * from './clean.test.ts';"],
  ['query-layer-in-its-places', 'server/platforms/hotline/routes.ts', "export * from 'kysely';"],
  ['no-cycles', 'server/spine/chicken.ts', "import type { Egg } from './egg.ts';\nexport type Hen = Egg;"],
  ['everything-resolves', 'server/spine/lost.ts', "export * from '#spine/nowhere';"],
];

/** And a few files that break none. */
const clean: [file: string, source: string][] = [
  ['contract/clean.ts', "import { z } from 'zod';\nexport const shape = z.string();"],
  ['server/base/clean.ts', "export { shape } from '#contract/clean';"],
  ['server/base/db-pool.ts', "export * from 'pg';"],
  ['server/spine/clean.ts', "export { shape } from '#base/clean';\nexport * as query from 'kysely';"],
  ['server/spine/clean.test.ts', "export { shape } from './clean.ts';"],
  ['server/spine/egg.ts', "import type { Hen } from './chicken.ts';\nexport type Egg = Hen | 1;"],
  ['server/platforms/hotline/clean.ts', "export { shape } from '#spine/clean';"],
  ['server/platforms/hotline/store.ts', "export * from 'kysely';"],
  ['server/platforms/casework/clean.ts', "export { shape } from '#contract/clean';"],
  ['server/main.ts', "export { shape } from '#platforms/hotline/clean';"],
  ['web/clean.ts', "export { shape } from '#contract/clean';"],
];

let house: string;
let found: { rule: string; from: string }[];

beforeAll(async () => {
  house = await mkdtemp(path.join(os.tmpdir(), 'mingjing-boundaries-'));
  for (const name of ['package.json', 'tsconfig.json', '.dependency-cruiser.cjs']) {
    await copyFile(path.join(root, name), path.join(house, name));
  }
  await symlink(path.join(root, 'node_modules'), path.join(house, 'node_modules'));
  for (const [file, source] of [...breaches.map(([, file, source]) => [file, source] as const), ...clean]) {
    await mkdir(path.dirname(path.join(house, file)), { recursive: true });
    await writeFile(path.join(house, file), `${source}\n`);
  }
  found = await violations();
}, 60_000);

afterAll(() => rm(house, { recursive: true, force: true }));

function violations(): Promise<{ rule: string; from: string }[]> {
  const cruiser = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [
    cruiser,
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'json',
    'contract',
    'server',
    'web',
  ];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: house, maxBuffer: 1e8 }, (_error, stdout) => {
      const { summary } = JSON.parse(stdout) as {
        summary: { violations: { rule: { name: string }; from: string }[] };
      };
      resolve(summary.violations.map(({ rule, from }) => ({ rule: rule.name, from })));
    });
  });
}

describe('the boundaries between layers', () => {
  test.each(breaches)('given a file against %s, when checked, then the rule names it', (rule, file) => {
    expect(found).toContainEqual({ rule, from: file });
  });

  test('given files that keep to the rules, when checked, then none is named', () => {
    const guilty = new Set(breaches.map(([, file]) => file).concat('server/spine/egg.ts'));
    expect(found.filter(({ from }) => !guilty.has(from))).toEqual([]);
  });
});
