import os from 'node:os';
import { benchAlerts } from './alerts.ts';
import { benchCockpit } from './cockpit.ts';
import { benchDeadlines } from './deadlines.ts';
import { benchEvidence } from './evidence.ts';
import { benchFirstPage } from './first-page.ts';
import { benchFlows } from './flows.ts';
import { benchHotline } from './hotline.ts';
import { benchIdle } from './idle.ts';
import { benchLive } from './live.ts';
import { benchPipeline } from './pipeline.ts';
import { benchScores } from './scores.ts';
import { benchServices } from './services.ts';
import { benchStatistics } from './statistics.ts';
import { isMet, ratioOf, type Result } from './result.ts';

const benches: Record<string, () => Promise<Result[]>> = {
  deadlines: benchDeadlines,
  pipeline: benchPipeline,
  evidence: benchEvidence,
  alerts: benchAlerts,
  idle: benchIdle,
  cockpit: benchCockpit,
  statistics: benchStatistics,
  live: benchLive,
  services: benchServices,
  flows: benchFlows,
  hotline: benchHotline,
  scores: benchScores,
  'first-page': benchFirstPage,
};

const figure = (value: number) =>
  value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(value < 10 ? 3 : 1);

/** `name: ours …, peer …, ratio … (at least …: met); note`. */
function line(result: Result): string {
  const { name, unit, ours, peer, limit, note } = result;
  const parts = [`ours ${figure(ours)} ${unit}`];
  if (peer) parts.push(`${peer.name} ${figure(peer.value)}`, `ratio ${ratioOf(result)!.toFixed(3)}`);
  const asked = 'most' in limit ? `under ${limit.most} ${unit}` : `at least ${limit.ratio}`;
  return `${name}: ${parts.join(', ')} (${asked}: ${isMet(result) ? 'met' : 'MISSED'})${note ? `; ${note}` : ''}`;
}

const say = (text: string) => process.stdout.write(`${text}\n`);

const named = process.argv.slice(2).filter((one) => !one.startsWith('-'));
const unknown = named.find((one) => !Object.hasOwn(benches, one));
if (unknown) {
  process.stderr.write(`There is no bench ${unknown}; there are ${Object.keys(benches).join(', ')}.\n`);
  process.exitCode = 1;
} else {
  const began = performance.now();
  const load = os.loadavg()[0]!.toFixed(1);
  say(`${os.cpus().length} cores, Node ${process.version}, load before the run ${load}`);
  for (const name of named.length > 0 ? named : Object.keys(benches))
    for (const result of await benches[name]!()) say(line(result));
  say(`${((performance.now() - began) / 1000).toFixed(0)} seconds`);
}
