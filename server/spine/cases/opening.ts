import { Refusal } from '#base/errors';
import type { Instant } from '#base/time';
import type { RegisteredItem, RegisteredOrgan, Registry } from '#spine/catalogue/registry';

/**
 * The item, in the version that is in force, and the organ that a case is opened with: the one that the event names,
 * else the one that implements the item. Refusals: organ-unknown, item-unknown.
 */
export function openingOf(
  registry: Registry,
  data: { item: string; organ?: string },
  at: Instant,
): { item: RegisteredItem; organ: RegisteredOrgan } {
  const code = data.organ ?? registry.itemVersions(data.item).at(-1)?.organ;
  const organ = code === undefined ? undefined : registry.organ(code);
  if (code !== undefined && !organ)
    throw new Refusal('organ-unknown', { field: 'data.organ', expected: `a registered organ, not ${code}` });
  const item = registry.itemInForce(data.item, at, organ?.timeZone ?? 'Asia/Shanghai');
  return { item, organ: organ! };
}
