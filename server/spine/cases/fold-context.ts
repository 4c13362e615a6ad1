import type { Log } from '#base/log';
import type { RuleParameters } from '#spine/alerts/rules/rule-parameters';
import type { Registry } from '#spine/catalogue/registry';
import type { ClockContext } from '#spine/clocks/timetable';

/** What folding and judging need besides the events: the registry, the thresholds and the card policy by default. */
export interface FoldTools {
  registry: Registry;
  parameters: RuleParameters;
  /** Code of the card policy for items that name none. */
  defaultPolicy: string;
  log: Log;
}

/** The world as the clocks of one case see it. */
export function clockContext(
  tools: FoldTools,
  one: { itemId: number; itemVersion: number; organId: number },
): ClockContext {
  const { registry, parameters, defaultPolicy } = tools;
  const item = registry.itemVersion(one.itemId, one.itemVersion);
  return {
    item,
    organ: registry.organById(one.organId),
    policy: registry.policy(item.policy ?? defaultPolicy),
    policyByCode: (code) => registry.policy(code),
    calendar: (code, version) => registry.calendar(code, version),
    idlePercent: parameters.numbers.INACTION!.percent!,
  };
}
