import type { Deviation, FlowEdgeSeen, StepSeen } from '#contract/powers/flows';
import type { FlowNet } from './flow-net.ts';
import { Spans } from './quantiles.ts';
import { replaySteps } from './token-replay.ts';
import type { Trace } from './trace.ts';

/** Cases with the same sequence of steps. */
export interface Variant {
  steps: string[];
  cases: number;
  spans: Spans;
  /** Numbers of its groups, by the net that judges them. */
  closed: Map<FlowNet, number>;
  other: Map<FlowNet, number>;
}

/** Cases of one variant that are judged alike: by the same flow, and closed or not. */
export interface Group {
  variant: Variant;
  cases: number;
  consumed: number;
  produced: number;
  missing: number;
  remaining: number;
  deviations: Deviation[];
}

/** A beginning of sequences of steps: what may come next, and the variant that ends here. */
interface Beginning {
  next: Beginning[];
  variant: Variant | null;
}

interface Step {
  code: string;
  cases: number;
  lastCase: number;
  /** By the number of the step that followed. */
  followed: (Spans | undefined)[];
}

/** Opening and end of a case among the numbers of steps. */
const bound = 0;

/**
 * What the cases of an item show, gathered case by case: variants, which step follows which directly, how long it takes, and
 * how far each case follows its flow. Each variant is replayed once for each flow. Memory grows by one number for each step
 * done, and with the variants; bounds are the caller's.
 */
export class Observed {
  readonly variants: Variant[] = [];
  readonly groups: Group[] = [];
  /** Of each case, in the order in which they came. */
  readonly groupOfCase: number[] = [];
  readonly #netOf: (trace: Trace) => FlowNet;
  readonly #numbers = new Map<string, number>();
  readonly #steps: Step[] = [newStep('')];
  readonly #root: Beginning = { next: [], variant: null };

  /** @param netOf the net of the flow that a case is judged by: the same object for the same flow */
  constructor(netOf: (trace: Trace) => FlowNet) {
    this.#netOf = netOf;
  }

  get cases(): number {
    return this.groupOfCase.length;
  }

  add(trace: Trace): void {
    const { steps, times, openedAt, endedAt } = trace;
    const turn = this.cases + 1;
    let beginning = this.#root;
    let before = bound;
    let since = openedAt;
    for (let n = 0; n < steps.length; n++) {
      const number = this.#numberOf(steps[n]!);
      const at = times[n]!;
      this.#follow(before, number, at - since);
      const step = this.#steps[number]!;
      if (step.lastCase !== turn) {
        step.lastCase = turn;
        step.cases += 1;
      }
      beginning = beginning.next[number] ??= { next: [], variant: null };
      before = number;
      since = at;
    }
    if (endedAt !== null) this.#follow(before, bound, endedAt - since);
    const variant = (beginning.variant ??= this.#newVariant(steps));
    variant.cases += 1;
    if (endedAt !== null) variant.spans.add(endedAt - openedAt);
    this.groupOfCase.push(this.#groupOf(variant, trace));
  }

  #numberOf(code: string): number {
    let number = this.#numbers.get(code);
    if (number === undefined) {
      number = this.#steps.push(newStep(code)) - 1;
      this.#numbers.set(code, number);
    }
    return number;
  }

  #newVariant(steps: string[]): Variant {
    const variant: Variant = { steps, cases: 0, spans: new Spans(), closed: new Map(), other: new Map() };
    this.variants.push(variant);
    return variant;
  }

  #groupOf(variant: Variant, trace: Trace): number {
    const net = this.#netOf(trace);
    const known = trace.closed ? variant.closed : variant.other;
    let number = known.get(net);
    if (number === undefined) {
      const replayed = replaySteps(net, variant.steps, trace.closed);
      number = this.groups.push({ variant, cases: 0, ...replayed }) - 1;
      known.set(net, number);
    }
    this.groups[number]!.cases += 1;
    return number;
  }

  /** What is told as earlier than the act before it came at the same moment. */
  #follow(from: number, to: number, span: number): void {
    const { followed } = this.#steps[from]!;
    (followed[to] ??= new Spans()).add(span > 0 ? span : 0);
  }

  /** Which step follows which, the most frequent first. */
  edges(): FlowEdgeSeen[] {
    const codeOf = (number: number) => (number === bound ? null : this.#steps[number]!.code);
    const edges = this.#steps.flatMap(({ followed }, from) =>
      this.#steps.flatMap((_, to) => {
        const spans = followed[to];
        if (!spans) return [];
        const { median, p90 } = spans.quantiles();
        return [{ from: codeOf(from), to: codeOf(to), times: spans.count, median, p90 }];
      }),
    );
    return edges.sort((a, b) => b.times - a.times);
  }

  /** The steps done, the slowest first. */
  steps(): StepSeen[] {
    const seen = this.#steps.slice(1).map(({ code, cases }, n) => {
      const before = new Spans();
      for (const { followed } of this.#steps) if (followed[n + 1]) before.addAll(followed[n + 1]!);
      const { median, p90, sum } = before.quantiles();
      return { step: code, cases, times: before.count, median, p90, sum };
    });
    const whole = seen.reduce((total, { sum }) => total + sum, 0);
    return seen
      .map(({ sum, ...step }) => ({ ...step, waiting: whole > 0 ? sum / whole : 0 }))
      .sort((a, b) => (b.median ?? 0) - (a.median ?? 0));
  }

  /** Tokens of all cases, and each kind of deviation with its cases. */
  conformance() {
    const total = { consumed: 0, produced: 0, missing: 0, remaining: 0, fitting: 0 };
    const deviations = new Map<string, Deviation & { cases: number; times: number }>();
    for (const { cases, deviations: own, ...tokens } of this.groups) {
      for (const name of ['consumed', 'produced', 'missing', 'remaining'] as const)
        total[name] += tokens[name] * cases;
      if (own.length === 0) total.fitting += cases;
      const seen = new Set<string>();
      for (const { kind, step } of own) {
        const key = `${kind} ${step}`;
        const counted = deviations.get(key) ?? { kind, step, cases: 0, times: 0 };
        counted.times += cases;
        if (!seen.has(key)) counted.cases += cases;
        seen.add(key);
        deviations.set(key, counted);
      }
    }
    return { ...total, deviations: [...deviations.values()].sort((a, b) => b.cases - a.cases) };
  }
}

const newStep = (code: string): Step => ({ code, cases: 0, lastCase: 0, followed: [] });
