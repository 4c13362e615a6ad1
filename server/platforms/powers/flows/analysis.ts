import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { DeviationKind, FlowVariant } from '#contract/powers/flows';
import type { RegisteredItem, Registry } from '#spine/catalogue/registry';
import type { View } from '#spine/identity/view';
import { type FlowNet, flowNet } from './flow-net.ts';
import { Observed, type Variant } from './observed.ts';
import { type CaseChoice, chooseCases, readTraces } from './store.ts';
import { fitnessOf } from './token-replay.ts';
import type { Trace } from './trace.ts';

/** Cases that are read at once: few enough that nobody waits for the server meanwhile. */
const atOnce = 400;

/** What the cases of a choice show. */
export interface Analysis {
  observed: Observed;
  /** The cases told, the newest first. */
  keys: { city: number; id: number }[];
  /** Of which the newest were told. */
  total: number;
}

const nets = new WeakMap<RegisteredItem, FlowNet>();

/** The net of an item's flow; made once for each version. */
function netOfItem(item: RegisteredItem): FlowNet {
  let net = nets.get(item);
  if (!net) {
    net = flowNet(item.flow);
    nets.set(item, net);
  }
  return net;
}

/** Events that stand for a step only where the flow has a step of that code. */
const impliedSteps = ['accept', 'decide'];

/** Without the acceptance or the decision where the flow that judges the case has no step for them. */
function asFlowSees(trace: Trace, net: FlowNet): Trace {
  const extra = impliedSteps.filter((code) => !net.transitionOf.has(code));
  if (!trace.steps.some((code) => extra.includes(code))) return trace;
  const kept = [...trace.steps.keys()].filter((n) => !extra.includes(trace.steps[n]!));
  return { ...trace, steps: kept.map((n) => trace.steps[n]!), times: kept.map((n) => trace.times[n]!) };
}

/**
 * Tells the newest cases of a choice, as far as whoever asks sees them. Pages of cases, so that memory holds the steps of one
 * page besides what is gathered, and the server goes on with other work in between.
 * @param judge the item by whose flow all are judged; each by its own where absent
 */
export async function analyse(
  { db, reaches, registry }: View,
  choice: CaseChoice,
  most: number,
  judge?: RegisteredItem,
): Promise<Analysis> {
  const { cases, total } = await chooseCases(db, reaches.cases, choice, most);
  const netOf = (trace: Pick<Trace, 'itemId' | 'version'>) =>
    netOfItem(judge ?? registry.itemVersion(trace.itemId, trace.version));
  const observed = new Observed(netOf);
  const keys: Analysis['keys'] = [];
  for (let from = 0; from < cases.length; from += atOnce) {
    for (const trace of await readTraces(db, cases.slice(from, from + atOnce))) {
      observed.add(asFlowSees(trace, netOf(trace)));
      keys.push({ city: trace.city, id: trace.id });
    }
    await setImmediate();
  }
  return { observed, keys, total };
}

/** A short name of a sequence of steps, the same in every answer. */
export const variantId = ({ steps }: Pick<Variant, 'steps'>): string =>
  createHash('sha256').update(steps.join('\n')).digest('hex').slice(0, 16);

/** The variants, the most frequent first; deviations of a variant are those of any of its cases. */
export function variantsOf({ observed }: Analysis, most: number): FlowVariant[] {
  const deviations = new Map<Variant, Map<string, FlowVariant['deviations'][number]>>();
  for (const group of observed.groups) {
    const own = deviations.get(group.variant) ?? new Map();
    for (const one of group.deviations) own.set(`${one.kind} ${one.step}`, one);
    deviations.set(group.variant, own);
  }
  return observed.variants
    .toSorted((a, b) => b.cases - a.cases)
    .slice(0, most)
    .map((variant) => {
      const { median, p90 } = variant.spans.quantiles();
      return {
        id: variantId(variant),
        steps: variant.steps,
        cases: variant.cases,
        share: variant.cases / observed.cases,
        median,
        p90,
        deviations: [...(deviations.get(variant)?.values() ?? [])],
      };
    });
}

/** Keys of the cases of one variant, or with one deviation. */
export function casesWith(
  { observed, keys }: Analysis,
  wanted: { variant?: string; deviation?: DeviationKind; step?: string },
): Analysis['keys'] {
  const fits = observed.groups.map(
    ({ variant, deviations }) =>
      (wanted.variant === undefined || variantId(variant) === wanted.variant) &&
      (wanted.deviation === undefined ||
        deviations.some(
          ({ kind, step }) =>
            kind === wanted.deviation && (wanted.step === undefined || step === wanted.step),
        )),
  );
  return keys.filter((_, n) => fits[observed.groupOfCase[n]!]);
}

/** Names of the steps of every version of the items. */
export function stepNamesOf(registry: Registry, items: readonly RegisteredItem[]) {
  const versions = items.flatMap((item) => registry.itemVersions(item.code));
  return Object.fromEntries(
    versions.flatMap(({ flow }) => flow.steps.map(({ code, name }) => [code, name] as const)),
  );
}

/** Tokens and deviations as the interface has them. */
export function conformanceOf({ observed }: Analysis) {
  const { consumed, missing, fitting, deviations } = observed.conformance();
  const fitness = observed.cases > 0 ? fitnessOf({ consumed, missing }) : null;
  return { fitness, consumed, missing, fitting, deviations };
}
