import { readFileSync } from 'node:fs';
import type { Limit } from '#contract/catalogue';
import { lawFile } from '#contract/law';

const licensing = new URL('../../../reference/laws/licensing.json', import.meta.url);

/** The longest limit of licences that organs handle jointly, in working days (Administrative Licensing Law art. 42). */
function longest(): { n: number; unit: Limit['unit'] } {
  const { deadlines } = lawFile.parse(JSON.parse(readFileSync(licensing, 'utf8')));
  const found = deadlines.find(({ id }) => id === 'licensing.decide-jointly');
  if (!found?.n || !found.unit) throw new Error('reference/laws/licensing.json: no licensing.decide-jointly');
  return { n: found.n, unit: found.unit };
}
let known: ReturnType<typeof longest> | undefined;

/** What is wrong with the joint limit of an item; undefined when nothing is. */
export function jointLimitProblem(parts: number, limit: Limit | undefined): string | undefined {
  if (parts === 0) return limit ? 'no joint limit without parts' : undefined;
  if (!limit) return 'a joint limit, because the item has parts';
  known ??= longest();
  return limit.unit === known.unit && limit.n > known.n
    ? `at most ${known.n} working days (行政许可法 art. 42)`
    : undefined;
}
