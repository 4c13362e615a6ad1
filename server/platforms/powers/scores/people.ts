import { Decimal } from 'decimal.js';
import type { RegisteredOrgan } from '#spine/catalogue/registry';
import { monthsOf } from '#spine/scores/periods';
import { type CountRow, factsOf, readCounts } from '#spine/scores/read-facts';
import { gradeOf, isEmpty, meanOf, score } from '#spine/scores/score';
import { schemeIn } from '#spine/scores/schemes';
import type { Spine } from '#spine/spine';

/**
 * Scores of the posts or the persons of an organ by the scheme of the organ: each case counts for who acted last on it, as the
 * journal says. Adjustments are the organ's and are not shared out. Highest first.
 */
export async function peopleScores(
  spine: Spine,
  organ: RegisteredOrgan & { scheme: string },
  period: string,
  by: 'post' | 'person',
) {
  const months = monthsOf(period);
  const rows = await readCounts(spine.pool, months, { by, organId: organ.id });
  const byKey = new Map<string, CountRow[]>();
  for (const row of rows) {
    const own = byKey.get(row.key);
    if (own) own.push(row);
    else byKey.set(row.key, [row]);
  }
  const last = schemeIn(organ.scheme, months.at(-1)!);
  const found = [...byKey].flatMap(([key, own]) => {
    const totals = own.flatMap((row) => {
      const scheme = schemeIn(organ.scheme, row.month);
      const facts = factsOf(scheme, row, []);
      return isEmpty(facts) ? [] : [score(scheme, row.month, facts).total];
    });
    const total = meanOf(totals);
    if (total === null) return [];
    const volume = own.reduce((sum, row) => sum + row.volume, 0);
    const late = own.reduce((sum, row) => sum + row.late, 0);
    const post = by === 'post' ? organ.posts.find(({ code }) => code === key)?.name : undefined;
    return [
      {
        key,
        name: post ?? { zh: key || '未记载', en: key || 'Not recorded' },
        total,
        grade: gradeOf(last, total),
        volume,
        late,
        few: volume < last.leastCases,
      },
    ];
  });
  return {
    rows: found.sort((a, b) => new Decimal(b.total).cmp(a.total) || (a.key < b.key ? -1 : 1)),
    leastCases: last.leastCases,
  };
}
