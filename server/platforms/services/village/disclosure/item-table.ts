import { Refusal } from '#base/errors';
import { money } from '#base/money';
import type { DisclosedItem } from '#contract/services/village';

/** Lines of a table of items at most. */
const mostItems = 200;

const separator = /\s*[\t|｜]\s*|\s*[,，]\s*(?=[^,，]*$)/;

function readLine(line: string, number: number): DisclosedItem {
  const refused = (expected: string) =>
    new Refusal('field-invalid', { field: 'values.items', expected, detail: `line ${number}` });
  const [name = '', given, ...more] = line.split(separator);
  if (!name || given === undefined || more.length > 0)
    throw refused('one line for each item: its name, a comma or tab, its amount');
  try {
    return { name, amount: money(given).toFixed(2) };
  } catch {
    throw refused('an amount in yuan with at most two places, e.g. 1234.50');
  }
}

/**
 * Reads a table of items and amounts, one item a line: `村道路灯维修, 12800.00`.
 * @throws Refusal field-invalid with the number of the line
 */
export function readItems(text: string): DisclosedItem[] {
  const lines = text
    .split('\n')
    .flatMap((line, index) => (line.trim() ? [{ line: line.trim(), number: index + 1 }] : []));
  if (lines.length > mostItems)
    throw new Refusal('field-invalid', { field: 'values.items', expected: `at most ${mostItems} items` });
  return lines.map(({ line, number }) => readLine(line, number));
}

/** The exact sum of a table. */
export function totalOf(items: readonly DisclosedItem[]): string {
  return items.reduce((sum, one) => sum.plus(money(one.amount)), money('0')).toFixed(2);
}
