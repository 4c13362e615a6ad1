import { existsSync } from 'node:fs';
import path from 'node:path';
import { flow as flowShape } from '#contract/catalogue';
import { flowNet } from '#platforms/powers/flows/flow-net';
import { Observed } from '#platforms/powers/flows/observed';
import { loadImportMap } from '#spine/intake/mapping/load-map';
import { mapFile } from '#spine/intake/mapping/map-file';
import { acceptingNet, type Pm4jsLog, type Pm4jsReplay, pm4js } from './pm4js-net.ts';
import { median, type Result } from './result.ts';

const events = 1_000_000;
const rounds = 3;
const root = path.join(import.meta.dirname, '..');
const file = path.join(root, '../shared/data/eventlogs/receipt.xes.gz');

/** The receipt log in the form of pm4js, by the codes of its mapping, and the flow of its item. */
async function readLog() {
  const { map, catalogue } = await loadImportMap(path.join(root, 'examples/permits/receipt.map.json'));
  const log = new pm4js.EventLog();
  const known = new Map<string, Pm4jsLog['traces'][number]>();
  for await (const batch of mapFile(file, map))
    for (const { type, subject, time, data } of batch.events) {
      if (type !== 'case.step-done') continue;
      let trace = known.get(subject);
      if (!trace) {
        trace = new pm4js.Trace();
        known.set(subject, trace);
        log.traces.push(trace);
      }
      const event = new pm4js.Event();
      event.attributes['concept:name'] = new pm4js.Attribute(data.step);
      event.attributes['time:timestamp'] = new pm4js.Attribute(new Date(time));
      trace.events.push(event);
    }
  return { log, flow: flowShape.parse(catalogue!.items[0]!.flow) };
}

/** The log over and over, each time with case numbers of its own, up to the number of events; events are shared. */
function repeated(log: Pm4jsLog, most: number): Pm4jsLog {
  const long = new pm4js.EventLog();
  for (let count = 0, turn = 0; ; turn++)
    for (const [n, { events: own }] of log.traces.entries()) {
      if (count + own.length > most) return long;
      const trace = new pm4js.Trace();
      trace.attributes['concept:name'] = new pm4js.Attribute(`${turn}-${n}`);
      trace.events = own;
      long.traces.push(trace);
      count += own.length;
    }
}

/** Ours, reading the same objects: variants, times between steps, tokens and deviations of every case. */
function checkOurs(log: Pm4jsLog, net: ReturnType<typeof flowNet>) {
  const observed = new Observed(() => net);
  for (const [id, { events: own }] of log.traces.entries()) {
    const steps: string[] = [];
    const times: number[] = [];
    for (const { attributes } of own) {
      steps.push(attributes['concept:name']!.value as string);
      times.push((attributes['time:timestamp']!.value as Date).getTime());
    }
    const [openedAt, endedAt] = [times[0]!, times.at(-1)!];
    observed.add({ city: 3701, id, itemId: 1, version: 1, closed: true, openedAt, endedAt, steps, times });
  }
  return { observed, ...observed.conformance() };
}

/** @throws Error where the two do not count the same tokens */
function compare(ours: ReturnType<typeof checkOurs>, theirs: Pm4jsReplay): void {
  const fitness = 0.5 * (1 - ours.missing / ours.consumed) + 0.5 * (1 - ours.remaining / ours.produced);
  const pairs: [string, number, number][] = [
    ['consumed', ours.consumed, theirs.totalConsumed],
    ['produced', ours.produced, theirs.totalProduced],
    ['missing', ours.missing, theirs.totalMissing],
    ['remaining', ours.remaining, theirs.totalRemaining],
    ['fitting cases', ours.fitting, theirs.fitTraces],
    ['fitness of the log', fitness, theirs.logFitness],
  ];
  for (const [what, mine, other] of pairs)
    if (mine !== other) throw new Error(`${what}: ${mine}, pm4js says ${other}`);
}

function timed<T>(work: () => T): { value: T; perSecond: number } {
  const began = performance.now();
  const value = work();
  return { value, perSecond: (events * 1000) / (performance.now() - began) };
}

/**
 * Conformance of the receipt log, repeated to 1,000,000 events, with the flow of its item: token-based replay of pm4js
 * against ours on the same objects in memory, medians of three rounds taken in turns. Both replay each variant once. Tokens,
 * fitting cases and the fitness of the log have to be equal. @throws Error when they are not, or without the log
 */
export async function benchFlows(): Promise<Result[]> {
  if (!existsSync(file)) throw new Error(`The bench of flows reads ${file}, which is not there.`);
  const { log, flow } = await readLog();
  const long = repeated(log, events);
  const net = flowNet(flow);
  const theirNet = acceptingNet(net);
  const ours: number[] = [];
  const peer: number[] = [];
  let note = '';
  for (let round = 0; round < rounds; round++) {
    const mine = timed(() => checkOurs(long, net));
    const theirs = timed(() => pm4js.TokenBasedReplay.apply(long, theirNet));
    compare(mine.value, theirs.value);
    ours.push(mine.perSecond);
    peer.push(theirs.perSecond);
    const { observed, consumed, missing } = mine.value;
    note = `${observed.cases.toLocaleString('en')} cases, ${observed.variants.length} variants, ${missing.toLocaleString('en')} of ${consumed.toLocaleString('en')} tokens missing, all tokens equal`;
  }
  return [
    {
      name: 'conformance of events with a flow, token-based replay',
      unit: 'per second',
      ours: median(ours),
      peer: { name: 'pm4js', value: median(peer) },
      limit: { ratio: 5 },
      note,
    },
  ];
}
