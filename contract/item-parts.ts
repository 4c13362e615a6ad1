import { z } from 'zod';
import { code } from '#contract/text';

/** One item that a joint item (一件事) is made of. */
export const itemPart = z.object({
  /** Code of the item, which is the code of the part as well. */
  item: code,
  /** Organ that handles it; that of the item when absent. */
  organ: code.optional(),
  /** Parts, by their items, that must be decided before this one can begin. */
  after: z.array(code).default([]),
});
export type ItemPart = z.infer<typeof itemPart>;

/** Places of the parts that can never begin, because in the end they wait for themselves. */
function waitingForever(parts: readonly ItemPart[]): number[] {
  const done = new Set<string>();
  for (let before = -1; before < done.size; ) {
    before = done.size;
    for (const { item, after } of parts) if (after.every((one) => done.has(one))) done.add(item);
  }
  return [...parts.keys()].filter((n) => !done.has(parts[n]!.item));
}

/** The parts of a joint item: each item once, waiting for others of the list, and never in a circle. */
export const itemParts = z
  .array(itemPart)
  .max(50)
  .superRefine((parts, context) => {
    const known = new Set<string>();
    const add = (n: number, part: string, message: string) =>
      context.addIssue({ code: 'custom', path: [n, part], message });
    for (const [n, { item }] of parts.entries()) {
      if (known.has(item)) add(n, 'item', `${item} once`);
      known.add(item);
    }
    if (parts.length === 1) add(0, 'item', 'at least two parts, or none');
    const strangers = parts.flatMap(({ item, after }, n) =>
      after.filter((one) => one === item || !known.has(one)).map((one) => [n, one] as const),
    );
    for (const [n, one] of strangers) add(n, 'after', `no other part ${one} in this item`);
    if (strangers.length > 0) return;
    for (const n of waitingForever(parts)) add(n, 'after', 'parts that do not wait for this one in turn');
  });
