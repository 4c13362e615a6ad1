import type { Log } from '#base/log';
import type { RuleParameters } from '#spine/alerts/rules/rule-parameters';
import { idlePercentOf } from '#spine/alerts/rules/rule-settings';
import type { RegisteredItem, RegisteredOrgan, Registry } from '#spine/catalogue/registry';
import type { FoldContext } from '#spine/cases/apply-event';
import type { ClockContext } from '#spine/clocks/timetable';

/** What folding and judging need besides the events: the registry, the thresholds and the card policy by default. */
export interface FoldTools {
  registry: Registry;
  parameters: RuleParameters;
  /** Code of the card policy for items that name none. */
  defaultPolicy: string;
  log: Log;
  /** Supposes other thresholds than those of an edition: a trial of a rule on the past. */
  suppose?: (parameters: RuleParameters) => RuleParameters;
}

const toolsOfEditions = new WeakMap<Registry, FoldTools>();
const supposed = new WeakMap<NonNullable<FoldTools['suppose']>, WeakMap<Registry, FoldTools>>();

/** The tools with the reference data and thresholds of one edition. Always the same object, since contexts are kept by it. */
export function toolsAt(tools: FoldTools, edition: number): FoldTools {
  const registry = tools.registry.at(edition);
  const { suppose } = tools;
  if (suppose)
    return kept(
      kept(supposed, suppose, () => new WeakMap()),
      registry,
      () => ({ ...tools, registry, parameters: suppose(registry.rules()) }),
    );
  return kept(toolsOfEditions, registry, () => ({ ...tools, registry, parameters: registry.rules() }));
}

interface Place {
  itemId: number;
  itemVersion: number;
  organId: number;
}

const contexts = new WeakMap<FoldTools, WeakMap<RegisteredItem, WeakMap<RegisteredOrgan, FoldContext>>>();

/**
 * The world as the events of one case see it, with its own organ acting. Made once for each item version and organ and
 * kept as long as the registry keeps them: every event asks for it.
 */
export function foldContext(tools: FoldTools, one: Place): FoldContext {
  const item = tools.registry.itemVersion(one.itemId, one.itemVersion);
  const organ = tools.registry.organById(one.organId);
  const found = contexts.get(tools)?.get(item)?.get(organ);
  return found ?? keepContext(tools, item, organ);
}

/** The world as the clocks of one case see it. */
export function clockContext(tools: FoldTools, one: Place): ClockContext {
  return foldContext(tools, one);
}

function keepContext(tools: FoldTools, item: RegisteredItem, organ: RegisteredOrgan): FoldContext {
  const byItem = kept(contexts, tools, () => new WeakMap());
  const byOrgan = kept(byItem, item, () => new WeakMap());
  return kept(byOrgan, organ, () => makeContext(tools, item, organ));
}

function kept<K extends object, V>(map: WeakMap<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}

function makeContext(tools: FoldTools, item: RegisteredItem, organ: RegisteredOrgan): FoldContext {
  const { registry, parameters, defaultPolicy } = tools;
  return {
    item,
    organ,
    actingOrgan: organ,
    parameters,
    policy: registry.policy(item.policy ?? defaultPolicy),
    policyByCode: (code) => registry.policy(code),
    calendar: (code, version) => registry.calendar(code, version),
    idlePercent: idlePercentOf(parameters),
    silent: parameters.off,
  };
}
