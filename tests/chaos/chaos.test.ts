import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { patience } from './bounded.ts';
import { bugs, type SeededBug } from './bugs.ts';
import { Cluster } from './cluster.ts';
import { faults, sequencerAtOneFile } from './faults.ts';
import { furnish } from './furnish.ts';
import { type Outcome, run } from './run.ts';

const seed = 20_260_302;
/** A short run: each of the three is killed once where it hurts most. `npm run chaos` draws from all faults, and seeds all bugs. */
const directed = [faults.slowCommit, sequencerAtOneFile, faults.postgres];
/** Those that come to light without luck, in one round: one by the answers, one by what stands afterwards. */
const certain = ['no-unique-event', 'forgetful-signer'];
/** A round takes seconds; this is a bound and no measurement, above that of any one wait, so that a wait says what did not come. */
const limit = 2 * patience;

const root = path.join(import.meta.dirname, '../..');

let cluster: Cluster;
beforeAll(async () => {
  cluster = await Cluster.start(furnish);
}, 300_000);
afterAll(() => cluster.stop(), 60_000);

const broken = (outcome: Outcome) => outcome.broken && `${outcome.broken.check}: ${outcome.broken.how}`;

describe('kill -9 of server, sequencer and PostgreSQL under load', () => {
  test(
    'given a kill of each, then nothing that was acknowledged is lost or doubled, and everything verifies each time',
    async () => {
      const rounds = directed.length;
      const outcome = await run(cluster, 'chaos_test', { rounds, seed, faults: directed });
      expect(broken(outcome)).toBeNull();
      expect(outcome).toMatchObject({ rounds, leaves: outcome.acknowledged });
      expect(Object.keys(outcome.struck)).toHaveLength(rounds);
    },
    limit,
  );

  test.each(bugs.filter((bug) => certain.includes(bug.name)))(
    'given the bug that $what, then the same checks find it in the first round',
    async (bug) => {
      const outcome = await run(cluster, `chaos_test_${bugs.indexOf(bug)}`, {
        rounds: 1,
        seed,
        bug,
        faults: [faults.companion],
      });
      expect(bug.caughtBy, broken(outcome) ?? 'nothing found').toContain(outcome.broken?.check);
    },
    limit,
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
