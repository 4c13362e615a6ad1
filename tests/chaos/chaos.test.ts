import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bugs, type SeededBug } from './bugs.ts';
import { Cluster } from './cluster.ts';
import { furnish } from './furnish.ts';
import { type Outcome, run } from './run.ts';

/** A short run; `npm run chaos` does any number of rounds, and seeds all the bugs. */
const rounds = 4;
const seed = 20_260_302;
/** Those that come to light without luck: one by the answers, one by what stands afterwards. */
const certain = ['no-unique-event', 'forgetful-signer'];
/** A round takes seconds, also on a busy machine; a minute each is a bound and no measurement. */
const patience = 60_000 + rounds * 60_000;

const root = path.join(import.meta.dirname, '../..');

let cluster: Cluster;
beforeAll(async () => {
  cluster = await Cluster.start(furnish);
}, 300_000);
afterAll(() => cluster.stop(), 60_000);

const broken = (outcome: Outcome) => outcome.broken && `${outcome.broken.check}: ${outcome.broken.how}`;

describe('kill -9 of server, sequencer and PostgreSQL under load', () => {
  test(
    `given ${rounds} rounds, then nothing that was acknowledged is lost or doubled, and everything verifies each time`,
    async () => {
      const outcome = await run(cluster, 'chaos_test', { rounds, seed });
      expect(broken(outcome)).toBeNull();
      expect(outcome).toMatchObject({ rounds, leaves: outcome.acknowledged });
    },
    patience,
  );

  test.each(bugs.filter((bug) => certain.includes(bug.name)))(
    'given the bug that $what, then the same rounds find it',
    async (bug) => {
      const outcome = await run(cluster, `chaos_test_${bugs.indexOf(bug)}`, { rounds, seed, bug });
      expect(bug.caughtBy, broken(outcome) ?? `nothing found in ${rounds} rounds`).toContain(
        outcome.broken?.check,
      );
    },
    patience,
  );
});

describe('the seeded bugs', () => {
  const edits = bugs.flatMap(({ name, edits: all = [] }: SeededBug) =>
    all.map((edit) => ({ name, ...edit })),
  );
  test.each(edits)(
    'given $name, then what it replaces in $file stands there once',
    async ({ file, from }) => {
      const text = await readFile(path.join(root, file), 'utf8');
      expect(text.split(from)).toHaveLength(2);
    },
  );

  test('given their names, then each is another one', () => {
    expect(new Set(bugs.map((bug) => bug.name)).size).toBe(bugs.length);
  });
});
