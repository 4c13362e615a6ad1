import type { Flow, Item } from '#contract/catalogue';
import type { RefusalCode } from '#contract/problem';
import { codeProblems } from '#spine/catalogue/base-code';
import { type Difference, differences, type PlacedEntry } from '#spine/catalogue/four-levels';
import { jointLimitProblem } from '#spine/catalogue/joint-limit';

/** What is wrong with an item although it has the right form. */
export interface ItemProblem {
  code: RefusalCode;
  field: string;
  expected: string;
  /** Of one of the four that have to be the same as in the parent catalogue. */
  difference?: Difference;
}

/** What an item may refer to, and what stands above it. */
export interface KnownToItems {
  hasOrgan(code: string): boolean;
  hasPolicy(code: string): boolean;
  /** How many parts an item of the catalogue has; undefined where there is no such item. */
  partsOf(code: string): number | undefined;
  /** The platform that an item has to stay with: its own of before, or that of the items with its base code. */
  platformOf(code: string): string | undefined;
  /** The entry of the parent catalogue, where there is one. */
  parentOf(item: Item): PlacedEntry | undefined;
}

type Add = (field: string, expected: string, code?: RefusalCode) => void;

function checkParts({ code, parts, jointLimit }: Item, known: KnownToItems, add: Add): void {
  for (const [n, part] of parts.entries()) {
    const inner = part.item === code ? undefined : known.partsOf(part.item);
    if (inner === undefined)
      add(`parts.${n}.item`, `another item of the catalogue, not ${part.item}`, 'item-unknown');
    else if (inner > 0) add(`parts.${n}.item`, 'an item that has no parts itself');
    if (part.organ !== undefined && !known.hasOrgan(part.organ))
      add(`parts.${n}.organ`, `a registered organ, not ${part.organ}`, 'organ-unknown');
  }
  const limit = jointLimitProblem(parts.length, jointLimit);
  if (limit) add('jointLimit', limit);
}

/** 四级四同: each of the four that differs from the parent catalogue, with both values. */
function parentProblems(item: Item, parent: PlacedEntry | undefined): ItemProblem[] {
  if (!parent) return [];
  return differences(item, parent.item).map((difference) => ({
    code: 'differs-from-parent',
    field: difference.field,
    expected: `“${difference.parent}” as in ${parent.item.code} above, not “${difference.own}”`,
    difference,
  }));
}

/** Places of the steps that can never come, because each of the steps they wait for waits for them in turn. */
function unreachable({ steps }: Flow): number[] {
  const reached = new Set<string>();
  for (let before = -1; before < reached.size; ) {
    before = reached.size;
    for (const { code, after } of steps)
      if (after.length === 0 || after.some((one) => reached.has(one))) reached.add(code);
  }
  return [...steps.keys()].filter((n) => !reached.has(steps[n]!.code));
}

/** Every problem of an item: with its dates, its flow, its codes, what it refers to, and the parent catalogue. */
export function itemProblems(item: Item, known: KnownToItems): ItemProblem[] {
  const problems: ItemProblem[] = [];
  const add: Add = (field, expected, code = 'field-invalid') => problems.push({ code, field, expected });
  if (!known.hasOrgan(item.organ)) add('organ', `a registered organ, not ${item.organ}`, 'organ-unknown');
  // Sums are kept by platform, and lists and figures of the past go by it: what was counted would have to move.
  const platform = known.platformOf(item.code);
  if (platform !== undefined && item.platform !== platform)
    add('platform', `${platform}, as before: the platform of an item and of its base code never changes`);
  if (item.policy !== undefined && !known.hasPolicy(item.policy))
    add('policy', `a card policy of this installation, not ${item.policy}`);
  if (item.cancelledFrom !== undefined && item.cancelledFrom <= item.effectiveFrom)
    add('cancelledFrom', `a day after ${item.effectiveFrom}`);
  for (const n of unreachable(item.flow))
    add(`flow.steps.${n}.after`, 'at least one step that can come before this one has come');
  for (const name of ['materials', 'fees'] as const) {
    const codes = item[name].map((one) => one.code);
    const n = codes.findIndex((code, i) => codes.indexOf(code) < i);
    if (n >= 0) add(`${name}.${n}.code`, `${codes[n]} once`);
  }
  for (const [field, expected] of codeProblems(item)) add(field, expected);
  checkParts(item, known, add);
  return [...problems, ...parentProblems(item, known.parentOf(item))];
}
