import type { z } from 'zod';
import { Refusal } from '#base/errors';
import type { scoresApi } from '#contract/powers/scores';
import type { ScoreSelector } from '#contract/score-schemes';
import type { Bilingual } from '#contract/text';
import { listCasesByKeys } from '#spine/cases/case-queries';
import type { RegisteredOrgan } from '#spine/catalogue/registry';
import type { View } from '#spine/identity/view';
import { formatKey } from '#spine/keys';
import { casesBehind } from '#spine/scores/case-lines';
import { monthsOf } from '#spine/scores/periods';
import { linesOf, schemeIn } from '#spine/scores/schemes';
import type { Spine } from '#spine/spine';

type Query = z.output<NonNullable<typeof scoresApi.listScoreCases.query>>;

/** The figures beside the score, whatever the scheme has for lines. */
const figures: Record<string, { name: Bilingual; counts: ScoreSelector | 'volume' }> = {
  volume: { name: { zh: '办结', en: 'Ended' }, counts: 'volume' },
  late: { name: { zh: '逾期办结', en: 'Ended late' }, counts: { of: 'cases', are: 'late' } },
};

/** The cases that a line counts. Refusal: not-found, for a line that the scheme does not have. */
export async function scoreCases(
  spine: Spine,
  view: View,
  organ: RegisteredOrgan & { scheme: string },
  { period, line: code, by, key, page, pageSize }: Query,
) {
  const months = monthsOf(period);
  const line = linesOf(schemeIn(organ.scheme, months.at(-1)!)).find((one) => one.code === code);
  const figure = line ?? (Object.hasOwn(figures, code) ? figures[code] : undefined);
  if (!figure) throw new Refusal('not-found', { field: 'line', expected: 'a line of the scheme' });
  const { rows, total } = await casesBehind(
    spine.pool,
    months,
    {
      organId: organ.id,
      counts: figure.counts,
      ...(by !== undefined && { by, key: key ?? '' }),
    },
    { page, pageSize },
  );
  const found = new Map((await listCasesByKeys(view.db, rows, spine.now())).map((row) => [row.id, row]));
  const seen = rows.flatMap(({ city, id, month }) => {
    const row = found.get(formatKey(city, id));
    return row ? [{ ...row, month }] : [];
  });
  return {
    rows: seen,
    total,
    page,
    pageSize,
    organName: organ.name,
    lineName: figure.name,
    hidden: rows.length - seen.length,
  };
}
