import type { Flow, Item } from '#contract/catalogue';
import type { RefusalCode } from '#contract/problem';

/** What is wrong with an item although it has the right form. */
export interface ItemProblem {
  code: RefusalCode;
  field: string;
  expected: string;
}

/** What an item may refer to. */
export interface KnownToItems {
  hasOrgan(code: string): boolean;
  hasPolicy(code: string): boolean;
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

/** Every problem of an item: with its dates, its flow, and what it refers to. */
export function itemProblems(item: Item, known: KnownToItems): ItemProblem[] {
  const problems: ItemProblem[] = [];
  const add = (field: string, expected: string, code: RefusalCode = 'field-invalid') =>
    problems.push({ code, field, expected });
  if (!known.hasOrgan(item.organ)) add('organ', `a registered organ, not ${item.organ}`, 'organ-unknown');
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
  return problems;
}
