import type { Flow } from '#contract/catalogue';
import type { DeviationKind } from '#contract/powers/flows';

/** What a place of the net says when it is marked, and what it means when a step finds it empty. */
export interface NetPlace {
  /**
   * `open`: the case is open. `ready`: a step that the step waits for was done. `once`: the step was not done yet.
   * `done`: the mandatory step was done. `nowhere`: nothing marks it; steps that the flow does not know ask for it.
   */
  kind: 'open' | 'ready' | 'once' | 'done' | 'nowhere';
  step: string | null;
}

/** A step of the flow as a transition: places that it takes a token from, places that it puts one into. */
export interface NetTransition {
  step: string;
  takes: readonly number[];
  gives: readonly number[];
}

/** The flow as a net of conditions: a place is marked or not, however often it was given a token. */
export interface FlowNet {
  places: readonly NetPlace[];
  transitions: readonly NetTransition[];
  transitionOf: ReadonlyMap<string, number>;
  initial: readonly number[];
  /** Of a case that was closed: open still, and every mandatory step done that belongs before the closing. */
  finalClosed: readonly number[];
  /** Of any other case: nothing is asked yet. */
  finalOther: readonly number[];
}

/** What it means when a place was empty that had to be marked. */
export const deviationOf: Record<Exclude<NetPlace['kind'], 'open'>, DeviationKind> = {
  ready: 'out-of-order',
  once: 'repeated',
  done: 'skipped',
  nowhere: 'unknown',
};

class Builder {
  readonly places: NetPlace[] = [];
  readonly #known = new Map<string, number>();

  place(kind: NetPlace['kind'], step: string | null = null): number {
    const name = `${kind} ${step ?? ''}`;
    let place = this.#known.get(name);
    if (place === undefined) {
      place = this.places.push({ kind, step }) - 1;
      this.#known.set(name, place);
    }
    return place;
  }
}

/**
 * The Petri net that a flow means, without silent transitions. `after` is a choice: the first of the steps named makes the
 * step ready for good, so its place is read (taken and given back), never used up. Doing a step again is allowed unless it is
 * not repeatable.
 */
export function flowNet(flow: Flow): FlowNet {
  const net = new Builder();
  const open = net.place('open');
  const initial = [open];
  const finalClosed = [open];
  const transitions = flow.steps.map((step): NetTransition => {
    const takes = [open];
    const gives = [open];
    if (step.after.length > 0) {
      const ready = net.place('ready', step.code);
      takes.push(ready);
      gives.push(ready);
    }
    if (!step.repeatable) {
      const once = net.place('once', step.code);
      takes.push(once);
      initial.push(once);
    }
    if (step.mandatory && !step.afterEnd) {
      const done = net.place('done', step.code);
      gives.push(done);
      finalClosed.push(done);
    }
    for (const next of flow.steps)
      if (next.code !== step.code && next.after.includes(step.code))
        gives.push(net.place('ready', next.code));
    return { step: step.code, takes, gives };
  });
  return {
    places: net.places,
    transitions,
    transitionOf: new Map(transitions.map(({ step }, n) => [step, n])),
    initial,
    finalClosed,
    finalOther: [open],
  };
}
