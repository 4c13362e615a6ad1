import type { SeededRandom } from '#spine/demonstration/seeded-random';
import { until } from './bounded.ts';
import type { Callers } from './callers.ts';
import { everythingSigned } from './checks.ts';
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
const mostActs = { filing: 50, sequencing: 160, writing: 600 };

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

/** At one of its own acts on database and files, before, after or in the middle of it: what a kill from outside seldom hits. */
async function killAtAct(
  kind: Acts,
  { installation, callers, random }: Scene,
  victims: readonly Victim[],
): Promise<void> {
  const acts = random.integer(1, mostActs[kind]);
  for (const victim of victims) victim.arm(kind, acts);
  await until(
    'progress',
    () => `nobody came to act ${acts} of ${kind}; last words: ${installation.server.words}`,
    () => {
      callers.mustGoOn();
      return victims.some((victim) => victim.gone);
    },
  );
  for (const victim of victims) victim.disarm();
}

const serverAtStatement: Fault = {
  name: 'server, at a statement',
  strike: (scene) => killAtAct('writing', scene, [scene.installation.server]),
};

/** Whoever of the two comes to it first. */
const sequencerAtAct: Fault = {
  name: 'a sequencer, at a statement or file',
  strike: (scene) =>
    killAtAct('sequencing', scene, [scene.installation.server, scene.installation.sequencer]),
};

/** Several times, each time on what the one before has left. */
const sequencerAtFile: Fault = {
  name: 'a sequencer, at a file, up to four times',
  async strike(scene) {
    const { installation, random } = scene;
    for (let more = random.integer(0, 3); ; more--) {
      await killAtAct('filing', scene, [installation.server, installation.sequencer]);
      if (more === 0) return;
      await installation.revive();
    }
  },
};

const postgres = (part: Part, name: string): Fault => ({
  name: `PostgreSQL, ${name}`,
  async strike({ cluster, callers, random }) {
    await callers.tell(random.integer(1, mostEvents));
    await cluster.kill(part, (pids) => random.pick(pids));
  },
});

/** When everybody has his answer and everything is signed: what was answered and what was signed must be on disk. */
const powerLoss: Fault = {
  name: 'PostgreSQL, with a loss of power',
  async strike({ cluster, installation, callers, random }) {
    await callers.tell(random.integer(1, mostEvents));
    await callers.stop();
    await everythingSigned(installation.spine.pool, installation.log);
    await cluster.losePower();
  },
};

/** Each round draws one of these. */
export const faults: readonly Fault[] = [
  killed('server'),
  killed('sequencer'),
  serverAtStatement,
  sequencerAtAct,
  sequencerAtFile,
  sequencerAtFile,
  postgres('all', 'all of it'),
  postgres('postmaster', 'the postmaster'),
  postgres('backend', 'one backend'),
  powerLoss,
];
