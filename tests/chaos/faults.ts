import type { SeededRandom } from '#spine/demonstration/seeded-random';
import { until } from './bounded.ts';
import type { Callers } from './callers.ts';
import type { Cluster, Part } from './cluster.ts';
import type { Installation } from './installation.ts';
import type { Acts, Victim } from './victim.ts';

export interface Scene {
  cluster: Cluster;
  installation: Installation;
  callers: Callers;
  random: SeededRandom;
}

/** One way in which something is killed under load. */
export interface Fault {
  name: string;
  /** Returns when it has happened. */
  strike(scene: Scene): Promise<void>;
}

/** Events that are acknowledged before a kill from outside. */
const mostEvents = 400;
/** Acts after which a process kills itself: some seconds of work at most. */
const mostActs = { sequencing: 160, writing: 600 };

/** From outside, at a moment that has nothing to do with what the process is doing. */
const killed = (name: 'server' | 'sequencer'): Fault => ({
  name: `${name}, from outside`,
  async strike({ installation, callers, random }) {
    await callers.tell(random.integer(1, mostEvents));
    const victim = installation[name];
    victim.kill();
    await victim.ended;
  },
});

/** At one of its own acts on database and files, before it or after it: windows that a kill from outside seldom hits. */
const killedAt = (kind: Acts, victimsOf: (installation: Installation) => Victim[]): Fault => ({
  name: `${kind === 'writing' ? 'server, at a statement' : 'a sequencer, at a statement or file'}`,
  async strike({ installation, callers, random }) {
    const victims = victimsOf(installation);
    const acts = random.integer(1, mostActs[kind]);
    for (const victim of victims) victim.arm(kind, acts);
    await until(
      'progress',
      () => `nobody came to act ${acts} of ${kind}`,
      () => {
        callers.mustGoOn();
        return victims.some((victim) => victim.gone);
      },
    );
    for (const victim of victims) victim.disarm();
  },
});

const postgres = (part: Part, name: string): Fault => ({
  name: `PostgreSQL, ${name}`,
  async strike({ cluster, callers, random }) {
    await callers.tell(random.integer(1, mostEvents));
    await cluster.kill(part, (pids) => random.pick(pids));
  },
});

/** Each round draws one of these. */
export const faults: readonly Fault[] = [
  killed('server'),
  killed('sequencer'),
  killedAt('writing', ({ server }) => [server]),
  killedAt('sequencing', ({ server, sequencer }) => [server, sequencer]),
  postgres('all', 'all of it'),
  postgres('postmaster', 'the postmaster'),
  postgres('backend', 'one backend'),
];
