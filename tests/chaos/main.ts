import { Command } from 'commander';
import { sayOnTerminal } from '#base/log';
import { bugs, type SeededBug } from './bugs.ts';
import { Cluster } from './cluster.ts';
import { furnish } from './furnish.ts';
import { type Outcome, run } from './run.ts';

interface Options {
  rounds: number;
  seed: number;
  bugs: string | boolean;
  mostRounds: number;
  json?: boolean;
}

const options = new Command('chaos')
  .description(
    'kill -9 of server, sequencer and PostgreSQL at random points under load; seeded bugs must be caught',
  )
  .option('--rounds <n>', 'rounds on the system as it is', Number, 20)
  .option('--seed <n>', 'of everything that is drawn', Number, 20_260_302)
  .option('--bugs <names>', 'seeded bugs by name, with commas (default: all of them)')
  .option('--no-bugs', 'none of them')
  .option('--most-rounds <n>', 'rounds in which a seeded bug must be caught', Number, 40)
  .option('--json', 'end with one line of JSON')
  .parse()
  .opts<Options>();

const wanted = typeof options.bugs === 'string' ? options.bugs.split(',') : bugs.map((bug) => bug.name);
const seeded = options.bugs === false ? [] : bugs.filter((bug) => wanted.includes(bug.name));
const unknown = options.bugs === false ? [] : wanted.filter((name) => !bugs.some((bug) => bug.name === name));
if (unknown.length > 0) {
  sayOnTerminal(`no such bug: ${unknown.join(', ')}; there are ${bugs.map((bug) => bug.name).join(', ')}`);
  process.exit(1);
}
const found = (outcome: Outcome) =>
  outcome.broken
    ? `${outcome.broken.check} in round ${outcome.rounds} (${outcome.broken.fault}): ${outcome.broken.how}`
    : `nothing in ${outcome.rounds} rounds`;

const cluster = await Cluster.start(furnish);

async function runBug(bug: SeededBug): Promise<Outcome> {
  const other = bug.notDurable ? await Cluster.start(furnish, { durable: false }) : undefined;
  try {
    const name = `chaos_${bug.name.replaceAll('-', '_')}`;
    return await run(other ?? cluster, name, { rounds: options.mostRounds, seed: options.seed, bug });
  } finally {
    await other?.stop();
  }
}

try {
  const clean = await run(cluster, 'chaos_clean', {
    rounds: options.rounds,
    seed: options.seed,
    onRound: ({ rounds, acknowledged }, fault) =>
      sayOnTerminal(
        `round ${rounds} of ${options.rounds}: ${fault}; ${acknowledged} events acknowledged, all there`,
      ),
  });
  for (const [fault, n] of Object.entries(clean.struck)) sayOnTerminal(`${String(n).padStart(5)} × ${fault}`);
  sayOnTerminal(
    `${clean.rounds} rounds, ${clean.acknowledged} events acknowledged (${clean.again} requests sent again), ${clean.leaves} leaves: ` +
      (clean.broken ? `BROKEN, ${found(clean)}` : '0 lost, 0 doubled, verify ok each time'),
  );
  const caught: Record<string, string | null> = {};
  for (const bug of seeded) {
    const outcome = await runBug(bug);
    const check = outcome.broken?.check ?? null;
    const expected = bug.caughtBy.some((one) => one === check);
    caught[bug.name] = expected ? check : null;
    sayOnTerminal(`${expected ? '✓ caught' : '✗ NOT CAUGHT'}  ${bug.name}: ${bug.what}`);
    sayOnTerminal(`    expected by ${bug.caughtBy.join(' or ')}; found by ${found(outcome)}`);
  }
  const missed = Object.values(caught).filter((check) => check === null).length;
  const ok = clean.broken === null && missed === 0;
  if (options.json) {
    const { rounds, acknowledged, again, leaves, struck, broken } = clean;
    process.stdout.write(
      `${JSON.stringify({ ok, seed: options.seed, rounds, acknowledged, again, leaves, struck, broken, bugs: caught })}\n`,
    );
  }
  process.exitCode = ok ? 0 : 1;
} finally {
  await cluster.stop();
}
