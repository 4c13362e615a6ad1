import type { SeededRandom } from '#spine/demonstration/seeded-random';
import { until } from './bounded.ts';
import type { Callers } from './callers.ts';
import { everythingSigned, leafOfEverythingSoFar } from './checks.ts';
import type { Cluster, Part } from './cluster.ts';
import type { Deck } from './deck.ts';
import type { Installation } from './installation.ts';
import type { Death, Victim } from './victim.ts';

export interface Scene {
  cluster: Cluster;
  installation: Installation;
  callers: Callers;
  random: SeededRandom;
  /** Which files of the log the next death has to do with. */
  files: Deck<LogFile>;
}

/** One way in which something is killed under load. */
export interface Fault {
  name: string;
  /** Returns when it has happened. */
  strike(scene: Scene): Promise<void>;
}

/** Files of the log by the beginning of their names, and acts on them after which a process kills itself: one pass or two. */
export interface LogFile {
  file: string;
  most: number;
}
export const logFiles: readonly LogFile[] = [
  { file: '/tile/', most: 60 },
  { file: '/tile-size', most: 14 },
  { file: '/signer-state', most: 14 },
  { file: '/checkpoint', most: 14 },
];

/** Events that are acknowledged before a kill from outside. */
const mostEvents = 400;
/** The same where something else has struck before, and more than wait in the city that it struck. */
const fewEvents = 60;
/** Acts after which a process kills itself: some seconds of work at most. */
const mostActs = { sequencing: 60, ticking: 32, writing: 600 };

/** From outside, at a moment that has nothing to do with what the process is doing. */
const killed = (name: 'server' | 'companion'): Fault => ({
  name: `${name}, from outside`,
  async strike({ installation, callers, random }) {
    await callers.tell(random.integer(1, mostEvents));
    const victim = installation[name];
    victim.kill();
    await victim.ended;
  },
});

/** What is amiss where nobody comes to such an act any more. */
const owed = { filing: 'signed', sequencing: 'signed', ticking: 'warnings', writing: 'progress' } as const;

/**
 * At one of its own acts on database and files, before, after or in the middle of it: what a kill from outside seldom hits.
 * Of several victims the one dies that comes to it first.
 */
async function killAtAct(
  death: Death,
  { installation, callers }: Scene,
  victims: readonly Victim[],
): Promise<void> {
  await Promise.all(victims.map((victim) => victim.arm(death)));
  await until(
    owed[death.kind],
    () => `nobody came to ${JSON.stringify(death)}; last words: ${installation.server.words}`,
    () => {
      callers.mustGoOn();
      return victims.some((victim) => victim.gone);
    },
  );
  await Promise.all(victims.map((victim) => victim.disarm()));
}

const both = ({ server, companion }: Installation): Victim[] => [server, companion];

/** Several times, each time on what the one before has left. */
async function repeatedly(times: number, { installation }: Scene, kill: () => Promise<void>) {
  for (let n = 1; ; n++) {
    await kill();
    if (n === times) return;
    await installation.revive();
  }
}

const serverAtStatement: Fault = {
  name: 'server, at a statement',
  strike: (scene) =>
    killAtAct({ kind: 'writing', acts: scene.random.integer(1, mostActs.writing) }, scene, [
      scene.installation.server,
    ]),
};

const atAct = (name: string, kind: 'sequencing' | 'ticking'): Fault => ({
  name,
  strike: (scene) =>
    repeatedly(2, scene, () =>
      killAtAct({ kind, acts: scene.random.integer(1, mostActs[kind]) }, scene, both(scene.installation)),
    ),
});

const atFiles = (name: string, times: number): Fault => ({
  name,
  strike: (scene) =>
    repeatedly(times, scene, () => {
      const { file, most } = scene.files.draw();
      const acts = scene.random.integer(1, most);
      return killAtAct({ kind: 'filing', file, acts }, scene, both(scene.installation));
    }),
});

/** A batch is written and its commit is on its way. */
async function holdCommit({ installation: { server }, callers }: Scene): Promise<void> {
  await server.hold();
  await until(
    'progress',
    () => `the server came to no commit; last words: ${server.words}`,
    () => {
      callers.mustGoOn();
      return server.holds;
    },
  );
}

/**
 * A commit that is long on its way is overtaken by others, whose entries become leaves before it arrives; then another one
 * never arrives, for the server is killed.
 */
const slowCommit: Fault = {
  name: 'server, with a commit on its way',
  async strike(scene) {
    const { installation, callers, random } = scene;
    await callers.tell(random.integer(1, fewEvents));
    await holdCommit(scene);
    await callers.tell(fewEvents);
    await leafOfEverythingSoFar(installation.spine.pool);
    await installation.server.letGo();
    await callers.tell(random.integer(1, fewEvents));
    await holdCommit(scene);
    await callers.tell(random.integer(1, fewEvents));
    installation.server.kill();
    await installation.server.ended;
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
export const faults = {
  server: killed('server'),
  companion: killed('companion'),
  serverAtStatement,
  slowCommit,
  tickerAtAct: atAct('a ticker, at a statement, twice', 'ticking'),
  sequencerAtAct: atAct('a sequencer, at a statement, twice', 'sequencing'),
  sequencerAtFile: atFiles('a sequencer, at each of its files', logFiles.length),
  postgres: postgres('all', 'all of it'),
  postmaster: postgres('postmaster', 'the postmaster'),
  backend: postgres('backend', 'one backend'),
  powerLoss,
} satisfies Record<string, Fault>;

/** For a short run. */
export const sequencerAtOneFile = atFiles('a sequencer, at one of its files', 1);
