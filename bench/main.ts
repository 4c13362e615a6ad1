import os from 'node:os';
import { benchDeadlines } from './deadlines.ts';
import { benchPipeline } from './pipeline.ts';

/** One measured line: ours and a peer's in the same run, and the least ratio that is asked for. */
interface Line {
  name: string;
  ours: number;
  peer: number;
  ratio: number;
  limit: number;
  note?: string;
}

const benches: Record<string, () => Promise<Line[]>> = {
  deadlines: async () => [{ ...(await benchDeadlines()), limit: 80 }],
  pipeline: async () => {
    const [bulk, single] = await benchPipeline();
    return [
      { ...bulk!, limit: 0.25 },
      { ...single!, limit: 0.15 },
    ];
  },
};

const figure = (value: number) => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2));

const named = process.argv.slice(2).filter((one) => !one.startsWith('--'));
const unknown = named.find((one) => !Object.hasOwn(benches, one));
if (unknown) {
  process.stderr.write(`There is no bench ${unknown}; there are ${Object.keys(benches).join(', ')}.\n`);
  process.exitCode = 1;
} else {
  const load = os.loadavg()[0]!.toFixed(1);
  process.stdout.write(`${os.cpus().length} cores, Node ${process.version}, load before the run ${load}\n`);
  for (const name of named.length > 0 ? named : Object.keys(benches)) {
    for (const line of await benches[name]!()) {
      const { name: what, ours, peer, ratio, limit, note } = line;
      const met = ratio >= limit ? 'met' : 'MISSED';
      process.stdout.write(
        `${what}: ours ${figure(ours)}, peer ${figure(peer)}, ratio ${ratio.toFixed(2)} (at least ${limit}: ${met})${note ? `; ${note}` : ''}\n`,
      );
    }
  }
}
