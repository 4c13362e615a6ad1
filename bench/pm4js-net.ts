import 'pm4js';
import type { FlowNet } from '#platforms/powers/flows/flow-net';

interface Node {
  readonly name: string;
}
interface Marking {
  setTokens(place: Node, tokens: number): void;
}
interface Net {
  addPlace(name: string): Node;
  addTransition(name: string, label: string): Node;
  addArcFromTo(source: Node, target: Node): unknown;
}
export interface Pm4jsEvent {
  attributes: Record<string, { value: unknown }>;
}
export interface Pm4jsTrace {
  attributes: Record<string, { value: unknown }>;
  events: Pm4jsEvent[];
}
export interface Pm4jsLog {
  traces: Pm4jsTrace[];
}
/** What its token-based replay gives, as far as it is looked at. */
export interface Pm4jsReplay {
  totalConsumed: number;
  totalProduced: number;
  totalMissing: number;
  totalRemaining: number;
  fitTraces: number;
  logFitness: number;
}

/** What is used of pm4js, which has no types of its own. */
interface Pm4js {
  PetriNet: new (name: string) => Net;
  Marking: new (net: Net) => Marking;
  AcceptingPetriNet: new (net: Net, initial: Marking, final: Marking) => unknown;
  TokenBasedReplay: { apply(log: Pm4jsLog, net: unknown): Pm4jsReplay };
  EventLog: new () => Pm4jsLog;
  Trace: new () => Pm4jsTrace;
  Event: new () => Pm4jsEvent;
  Attribute: new (value: unknown) => { value: unknown };
}

/** pm4js puts everything into the global object. */
export const pm4js = globalThis as unknown as Pm4js;

/** The net of a flow for pm4js: the same places, transitions, arcs and markings, all cases closed. */
export function acceptingNet(flow: FlowNet): unknown {
  const net = new pm4js.PetriNet('flow');
  const places = flow.places.map(({ kind, step }) => net.addPlace(`${kind} ${step ?? ''}`));
  for (const { step, takes, gives } of flow.transitions) {
    const transition = net.addTransition(step, step);
    for (const place of takes) net.addArcFromTo(places[place]!, transition);
    for (const place of gives) net.addArcFromTo(transition, places[place]!);
  }
  const marking = (marked: readonly number[]) => {
    const one = new pm4js.Marking(net);
    for (const place of marked) one.setTokens(places[place]!, 1);
    return one;
  };
  return new pm4js.AcceptingPetriNet(net, marking(flow.initial), marking(flow.finalClosed));
}
