import { Decimal } from 'decimal.js';
import type { z } from 'zod';
import { type ScoreGrade, scoreGrades } from '#contract/score-schemes';
import type { ScoreRow, scoresApi } from '#contract/powers/scores';
import { covers, type Reach } from '#spine/identity/permission';
import { isWithin } from '#spine/regions/region-codes';
import { lastMonth } from '#spine/scores/periods';
import { schemes } from '#spine/scores/schemes';
import type { Spine } from '#spine/spine';
import type { ScoreBook } from './score-book.ts';
import { scoreRows } from './score-rows.ts';

type Query = z.output<NonNullable<typeof scoresApi.listScores.query>>;

const byPoints = (a: ScoreRow, b: ScoreRow) =>
  new Decimal(a.total).cmp(b.total) || (a.organ < b.organ ? -1 : 1);
const orders: Record<Query['sort'], (a: ScoreRow, b: ScoreRow) => number> = {
  // Those that are not ranked stand behind those that are.
  highest: (a, b) => Number(a.rank === null) - Number(b.rank === null) || byPoints(b, a),
  lowest: byPoints,
  organ: (a, b) => a.organName.zh.localeCompare(b.organName.zh, 'zh'),
};

/** One page of the scores within a reach. Places are among all organs, whoever looks. */
export async function listScores(spine: Spine, book: ScoreBook, reach: Reach, query: Query) {
  const period = query.period ?? lastMonth(spine.now(), 0);
  const all = await scoreRows(spine, period, await book.scores(period));
  const search = query.search?.trim().toLowerCase();
  const found = all.filter(
    (row) =>
      covers(reach, { organId: spine.registry.organ(row.organ)!.id, region: Number(row.region) }) &&
      (!query.region || isWithin(row.region, query.region)) &&
      (!query.scheme || row.scheme === query.scheme) &&
      (!search || `${row.organName.zh} ${row.organName.en} ${row.organ}`.toLowerCase().includes(search)),
  );
  const counts = Object.fromEntries(
    scoreGrades.map((grade) => [grade, found.filter((row) => row.grade === grade).length]),
  ) as Record<ScoreGrade, number>;
  const rows = found
    .filter((row) => !query.grade?.length || query.grade.includes(row.grade))
    .sort(orders[query.sort]);
  const from = (query.page - 1) * query.pageSize;
  const names = new Map(schemes.map(({ code, name }) => [code, { code, name }]));
  return {
    period,
    counts,
    schemes: [...names.values()],
    rows: rows.slice(from, from + query.pageSize),
    total: rows.length,
    page: query.page,
    pageSize: query.pageSize,
  };
}
