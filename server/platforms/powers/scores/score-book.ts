import { computeScores, type OrganScore } from '#spine/scores/compute';
import { monthsOf } from '#spine/scores/periods';
import type { Spine } from '#spine/spine';

const keptMs = 15_000;
const mostKept = 12;

/**
 * Scores of all organs over a period, computed when somebody looks and kept for a few seconds: paging, filters and the places
 * of a ranking come from one computation.
 */
export class ScoreBook {
  readonly #kept = new Map<string, { at: number; scores: Promise<OrganScore[]> }>();

  constructor(private readonly spine: Pick<Spine, 'pool' | 'registry' | 'now'>) {}

  scores(period: string): Promise<OrganScore[]> {
    const now = this.spine.now();
    const kept = this.#kept.get(period);
    if (kept && now - kept.at < keptMs) return kept.scores;
    const scores = computeScores(this.spine.pool, this.spine.registry, monthsOf(period));
    this.#kept.delete(period);
    this.#kept.set(period, { at: now, scores });
    const oldest = this.#kept.keys().next().value;
    if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest);
    // What failed is tried again by the next who asks.
    scores.catch(() => this.#kept.delete(period));
    return scores;
  }

  /** After a decision: whoever looks next sees it. */
  forget(): void {
    this.#kept.clear();
  }
}
