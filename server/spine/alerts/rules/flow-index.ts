import type { FlowStep, Item, Limit } from '#contract/catalogue';

/** A step with what the flow says of it, both ways round. */
interface IndexedStep extends FlowStep {
  /** Steps that somebody else must have done: those it names, and those that name it. */
  apart: readonly string[];
}

/** What rules ask of an item again and again, worked out once per version of the item. */
interface FlowIndex {
  steps: ReadonlyMap<string, IndexedStep>;
  mandatory: readonly string[];
  siteChecks: readonly string[];
  feeCodes: ReadonlySet<string>;
  /** The promised limit, or the legal one where nothing is promised. */
  promise: Limit;
}

const indexes = new WeakMap<Item, FlowIndex>();
let recentItem: Item | null = null;
let recent: FlowIndex | null = null;

function build(item: Item): FlowIndex {
  const { steps } = item.flow;
  const indexed = steps.map((step): [string, IndexedStep] => {
    const naming = steps.filter((other) => other.separateFrom.includes(step.code)).map((other) => other.code);
    return [step.code, { ...step, apart: [...new Set([...step.separateFrom, ...naming])] }];
  });
  return {
    steps: new Map(indexed),
    mandatory: steps.filter((step) => step.mandatory).map((step) => step.code),
    siteChecks: steps.filter((step) => step.siteCheck).map((step) => step.code),
    feeCodes: new Set(item.fees.map((fee) => fee.code)),
    promise: (item.limits.promised ?? item.limits.legal)!,
  };
}

/**
 * The index of an item's flow, kept by the identity of the item: whoever holds the catalogue keeps one
 * object per version. Events of one item tend to come together, so the last answer is asked for first.
 */
export function flowIndex(item: Item): FlowIndex {
  if (item === recentItem) return recent!;
  let index = indexes.get(item);
  if (!index) {
    index = build(item);
    indexes.set(item, index);
  }
  recentItem = item;
  recent = index;
  return index;
}
