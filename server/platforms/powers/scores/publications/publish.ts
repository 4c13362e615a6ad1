import { createHash, randomUUID } from 'node:crypto';
import { workbenchSource } from '#spine/installation';
import { incoming } from '#spine/journal/incoming';
import { checkWritten } from '#spine/journal/written';
import { computeScores, type OrganScore } from '#spine/scores/compute';
import { insertRecords, latestRecords, type NewRecord } from '#spine/scores/records';
import { bytesOf, sha256Of } from '#spine/scores/score-bytes';
import type { Spine } from '#spine/spine';
import { scoreItems, scoresOrgan } from '../items.ts';

/** How what was published of a month compares with what the journal comes to now. */
export interface Comparison {
  month: string;
  organs: number;
  /** Not published yet. */
  missing: string[];
  same: number;
  /** Another calculation than the one that was published last. */
  differing: { organ: string; published: string; computed: string }[];
  /** Published, and nothing is left to score. */
  gone: string[];
  /** SHA-256 over all of the calculations as they come to now. */
  sha256: string;
}

interface Computed {
  score: OrganScore;
  bytes: string;
  sha256: string;
}

const rootOf = (all: readonly Computed[]): string =>
  createHash('sha256')
    .update(all.map(({ score, sha256 }) => `${score.organ} ${sha256}\n`).join(''))
    .digest('hex');

async function computeMonth(spine: Spine, month: string, organId?: number): Promise<Computed[]> {
  const scores = await computeScores(spine.pool, spine.registry, [month], organId);
  return scores.map((score) => {
    const bytes = bytesOf(score.organ, score.months[0]!);
    return { score, bytes, sha256: sha256Of(bytes) };
  });
}

/** Recomputes a month and compares; writes nothing. */
export async function compareMonth(spine: Spine, month: string): Promise<Comparison> {
  const computed = await computeMonth(spine, month);
  const latest = await latestRecords(spine.pool, [month]);
  const published = new Map(latest.map((record) => [record.organ, record]));
  const comparison: Comparison = {
    month,
    organs: computed.length,
    missing: [],
    same: 0,
    differing: [],
    gone: [],
    sha256: rootOf(computed),
  };
  for (const { score, sha256 } of computed) {
    const record = published.get(score.organ);
    published.delete(score.organ);
    if (!record) comparison.missing.push(score.organ);
    else if (record.sha256 === sha256) comparison.same += 1;
    else comparison.differing.push({ organ: score.organ, published: record.total, computed: score.total });
  }
  comparison.gone.push(...published.keys());
  return comparison;
}

/**
 * Publishes a month: every calculation that is not published, or is another than the one published last, as a new revision.
 * What was published before stays. The journal keeps the hash of all of them. Again it publishes nothing.
 * @param organId one organ alone
 * @returns how many were published
 */
export async function publishMonth(
  spine: Spine,
  month: string,
  by: string,
  organId?: number,
): Promise<number> {
  const computed = await computeMonth(spine, month, organId);
  const latest = new Map((await latestRecords(spine.pool, [month])).map((record) => [record.organ, record]));
  const fresh = computed.filter(({ score, sha256 }) => latest.get(score.organ)?.sha256 !== sha256);
  if (fresh.length === 0) return 0;
  const records = fresh.map(({ score, bytes, sha256 }): NewRecord => {
    const { total, grade, version } = score.months[0]!;
    const revision = (latest.get(score.organ)?.revision ?? 0) + 1;
    const { organId: id, scheme } = score;
    const region = spine.registry.organById(id).regionCode;
    return { organId: id, region, month, scheme, version, revision, bytes, sha256, total, grade };
  });
  const published = await insertRecords(spine.pool, records, { by, at: spine.now() });
  if (published > 0) await noteInJournal(spine, month, by, fresh);
  return published;
}

async function noteInJournal(spine: Spine, month: string, by: string, fresh: readonly Computed[]) {
  const source = spine.registry.source(workbenchSource.code)!;
  const number = `scores-${month}-${randomUUID()}`;
  const common = {
    region: Number(scoresOrgan.region),
    occurredAt: spine.now(),
    reference: { number },
  };
  const opened = incoming(source, {
    ...common,
    id: `${number}-opened`,
    type: 'powers.score-publication-opened',
    data: {
      item: scoreItems.publication,
      organ: scoresOrgan.code,
      title: `${month} 绩效评估结果发布`,
      month,
      actor: by,
    },
  });
  const closed = incoming(source, {
    ...common,
    id: `${number}-published`,
    type: 'powers.scores-published',
    data: { month, organs: fresh.length, sha256: rootOf(fresh), actor: by },
  });
  for (const answer of await spine.journal.append([opened, closed])) checkWritten(answer);
}
