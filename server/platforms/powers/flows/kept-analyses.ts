import type { Analysis } from './analysis.ts';

/** Cases that are told at most, the newest: some hundred thousand steps, a second or two. */
export const mostTold = 20_000;
/** How long an analysis may be looked through before it is made anew, in milliseconds. */
const keptFor = 60_000;
const mostKept = 24;

/** Analyses that were just made: pages of one list, and tabs of one page, ask for the same one. */
export class KeptAnalyses {
  readonly #kept = new Map<string, { at: number; analysis: Promise<Analysis> }>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** @param key what the analysis depends on, the reach of whoever asks included */
  get(key: unknown, make: () => Promise<Analysis>): Promise<Analysis> {
    const name = JSON.stringify(key);
    const known = this.#kept.get(name);
    if (known && Math.abs(this.#now() - known.at) < keptFor) return known.analysis;
    const analysis = make();
    this.#kept.delete(name);
    this.#kept.set(name, { at: this.#now(), analysis });
    analysis.catch(() => this.#kept.delete(name));
    const oldest = this.#kept.keys().next();
    if (this.#kept.size > mostKept && !oldest.done) this.#kept.delete(oldest.value);
    return analysis;
  }
}
