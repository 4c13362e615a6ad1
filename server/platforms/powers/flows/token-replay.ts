import type { Deviation } from '#contract/powers/flows';
import { deviationOf, type FlowNet } from './flow-net.ts';

/** Tokens of one replay, as token-based replay counts them. */
export interface Replayed {
  consumed: number;
  produced: number;
  missing: number;
  remaining: number;
  /** One for each token that was missing, in order; a step may stand there more than once. */
  deviations: Deviation[];
}

/**
 * Token-based replay (Rozinat and van der Aalst, "Conformance checking of processes based on monitoring real behavior",
 * Information Systems 33(1), 2008): each step takes its tokens, one that is not there is put in and counted as missing; at
 * the end the final marking is taken. A step that the flow does not know asks for a token that nothing gives.
 * @param steps the codes of the steps in their order
 * @param closed whether the case was closed in the ordinary way, so that mandatory steps are due
 */
export function replaySteps(net: FlowNet, steps: readonly string[], closed: boolean): Replayed {
  const { places, transitions, transitionOf, initial } = net;
  const final = closed ? net.finalClosed : net.finalOther;
  const marked = new Uint8Array(places.length);
  const told: Replayed = {
    consumed: final.length,
    produced: initial.length,
    missing: 0,
    remaining: 0,
    deviations: [],
  };
  for (const place of initial) marked[place] = 1;
  for (const code of steps) {
    const number = transitionOf.get(code);
    if (number === undefined) {
      told.consumed += 1;
      told.missing += 1;
      told.deviations.push({ kind: 'unknown', step: code });
      continue;
    }
    const { takes, gives } = transitions[number]!;
    for (const place of takes) {
      if (marked[place] === 0) miss(told, net, place);
      marked[place] = 0;
    }
    for (const place of gives) marked[place] = 1;
    told.consumed += takes.length;
    told.produced += gives.length;
  }
  for (const place of final) {
    if (marked[place] === 0) miss(told, net, place);
    marked[place] = 0;
  }
  for (const one of marked) told.remaining += one;
  return told;
}

function miss(told: Replayed, net: FlowNet, place: number): void {
  told.missing += 1;
  const { kind, step } = net.places[place]!;
  // The case is open from its first to its last token: that place is never empty.
  if (kind !== 'open' && step !== null) told.deviations.push({ kind: deviationOf[kind], step });
}

/**
 * How far cases follow the flow, 0 to 1: the share of tokens that were there when they were asked for, which is the one half
 * of the fitness of token-based replay that speaks of a flow of conditions. The other half counts tokens that are left over,
 * and here what is left over is a permission that nobody had to use.
 */
export const fitnessOf = ({ consumed, missing }: { consumed: number; missing: number }): number | null =>
  consumed > 0 ? 1 - missing / consumed : null;
