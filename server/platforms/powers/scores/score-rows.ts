import type { Queries } from '#base/db';
import type { Publication, ScoreRow } from '#contract/powers/scores';
import type { Bilingual } from '#contract/text';
import type { Spine } from '#spine/spine';
import type { OrganScore } from '#spine/scores/compute';
import { gradeOf } from '#spine/scores/score';
import { latestRecords, type ScoreRecord } from '#spine/scores/records';
import { bytesOf, sha256Of } from '#spine/scores/score-bytes';
import { monthsOf } from '#spine/scores/periods';
import { schemeIn } from '#spine/scores/schemes';
import { wilson } from '#spine/scores/wilson';
import { levelOf } from '#spine/regions/region-codes';
import { rankingOf, type Place } from './ranking.ts';

/** Percent with one place. */
const percent = (share: number): number => Math.round(share * 1000) / 10;

/** Cases that ended in time and stayed ended; one that was worked on after its closing is not. */
function onTimeOf({ volume, late, reopened }: OrganScore): ScoreRow['onTime'] {
  const good = Math.max(0, volume - late - reopened);
  const interval = wilson(good, volume);
  if (!interval) return null;
  return { share: percent(good / volume), low: percent(interval.low), high: percent(interval.high) };
}

/** Whether the months of a score are published as they come to now. */
export function publicationOf(
  score: OrganScore,
  records: ReadonlyMap<string, ScoreRecord>,
): { all: Publication; months: Map<string, { sha256: string; publication: Publication }> } {
  const months = new Map<string, { sha256: string; publication: Publication }>();
  for (const month of score.months) {
    const sha256 = sha256Of(bytesOf(score.organ, month));
    const record = records.get(`${score.organ} ${month.month}`);
    const publication = !record ? 'draft' : record.sha256 === sha256 ? 'published' : 'differs';
    months.set(month.month, { sha256, publication });
  }
  const each = [...months.values()].map(({ publication }) => publication);
  if (each.includes('differs')) return { all: 'differs', months };
  if (each.every((one) => one === 'published')) return { all: 'published', months };
  return { all: each.includes('published') ? 'partly' : 'draft', months };
}

export const recordsByMonth = async (
  db: Queries,
  months: readonly string[],
): Promise<Map<string, ScoreRecord>> =>
  new Map((await latestRecords(db, months)).map((record) => [`${record.organ} ${record.month}`, record]));

async function regionNames(db: Queries): Promise<Map<number, Bilingual>> {
  const { rows } = await db.query<{ code: number; zh: string; en: string }>(
    'SELECT code, name_zh AS zh, name_en AS en FROM region WHERE code IN (SELECT region FROM organ)',
  );
  return new Map(rows.map(({ code, zh, en }) => [Number(code), { zh, en }]));
}

/** The scheme that a score is judged by: that of its last month. */
export const schemeOf = (score: OrganScore) => schemeIn(score.scheme, score.months.at(-1)!.month);

/** Rows of all organs with their places; who may see which is for the caller. */
export async function scoreRows(
  spine: Spine,
  period: string,
  scores: readonly OrganScore[],
): Promise<ScoreRow[]> {
  const { pool, registry } = spine;
  const records = await recordsByMonth(pool, monthsOf(period));
  const regions = await regionNames(pool);
  const places = rankingOf(
    scores.map((score) => ({
      score,
      group: `${score.scheme} ${levelOf(registry.organById(score.organId).region)}`,
      leastCases: schemeOf(score).leastCases,
    })),
  );
  return scores.map((score) => toRow(spine, score, places.get(score.organ)!, regions, records));
}

function toRow(
  { registry }: Spine,
  score: OrganScore,
  place: Place,
  regions: ReadonlyMap<number, Bilingual>,
  records: ReadonlyMap<string, ScoreRecord>,
): ScoreRow {
  const organ = registry.organById(score.organId);
  const scheme = schemeOf(score);
  return {
    organ: organ.code,
    organName: organ.name,
    region: organ.region,
    regionName: regions.get(organ.regionCode) ?? { zh: organ.region, en: organ.region },
    scheme: scheme.code,
    schemeName: scheme.name,
    total: score.total,
    grade: gradeOf(scheme, score.total),
    months: score.months.length,
    volume: score.volume,
    late: score.late,
    onTime: onTimeOf(score),
    ...place,
    leastCases: scheme.leastCases,
    publication: publicationOf(score, records).all,
    demonstration: organ.demonstration,
  };
}
