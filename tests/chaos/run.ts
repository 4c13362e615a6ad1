import { SeededRandom } from '#spine/demonstration/seeded-random';
import { Broken } from './bounded.ts';
import type { SeededBug } from './bugs.ts';
import { Callers } from './callers.ts';
import { check } from './checks.ts';
import type { Cluster } from './cluster.ts';
import { Deck } from './deck.ts';
import { type Fault, faults, logFiles } from './faults.ts';
import { Installation } from './installation.ts';

/** What became of the rounds on one installation. */
export interface Outcome {
  /** Rounds whose fault struck, the one that found something included. */
  rounds: number;
  /** How often each fault struck. */
  struck: Record<string, number>;
  acknowledged: number;
  /** Requests that were answered only when they were sent again. */
  again: number;
  leaves: number;
  /** The first promise that was broken; null: all of them were kept in every round. */
  broken: { check: string; how: string; fault: string } | null;
}

export interface RunOptions {
  rounds: number;
  seed: number;
  bug?: SeededBug;
  /** Drawn from, each once before any comes again; default: all of them. */
  faults?: readonly Fault[];
  onRound?: (outcome: Outcome, fault: string) => void;
}

/**
 * Rounds on one installation that goes on from each to the next: load, something is killed, what is gone is started again,
 * callers send again what was not answered, and everything is checked. Ends with the first broken promise.
 */
export async function run(cluster: Cluster, name: string, options: RunOptions): Promise<Outcome> {
  const random = new SeededRandom(options.seed);
  const deck = new Deck(options.faults ?? Object.values(faults), random);
  const files = new Deck(logFiles, random);
  const outcome: Outcome = { rounds: 0, struck: {}, acknowledged: 0, again: 0, leaves: 0, broken: null };
  const installation = await Installation.start(cluster, name, options.bug);
  const callers = new Callers(() => installation.url, random);
  let fault = 'start';
  try {
    await installation.revive();
    while (outcome.rounds < options.rounds) {
      const one = deck.draw();
      fault = one.name;
      callers.start();
      await one.strike({ cluster, installation, callers, random, files });
      outcome.rounds += 1;
      outcome.struck[fault] = (outcome.struck[fault] ?? 0) + 1;
      await installation.revive();
      await callers.stop();
      outcome.acknowledged = callers.acknowledged.size;
      outcome.again = callers.again;
      outcome.leaves = await check(installation.spine, installation.log, callers.acknowledged);
      options.onRound?.(outcome, fault);
    }
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    outcome.broken = { check: error.check, how: error.message, fault };
  } finally {
    callers.abandon();
    await callers.stop().catch(() => {});
    await installation.stop();
  }
  return outcome;
}
