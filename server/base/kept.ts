import type { Now } from '#base/time';

/** Answers that were just made: several who ask the same within a moment get the same one, made once. */
export class Kept<T> {
  readonly #kept = new Map<string, { at: number; answer: Promise<T> }>();
  readonly #now: Now;
  readonly #keptMs: number;
  readonly #most: number;

  /**
   * @param keptMs how long an answer is given again, in milliseconds
   * @param most how many are kept; the oldest give way
   */
  constructor(now: Now, keptMs: number, most: number) {
    this.#now = now;
    this.#keptMs = keptMs;
    this.#most = most;
  }

  /** @param key what the answer depends on, the reach of whoever asks included */
  get(key: unknown, make: () => Promise<T>): Promise<T> {
    const name = JSON.stringify(key);
    const known = this.#kept.get(name);
    if (known && Math.abs(this.#now() - known.at) < this.#keptMs) return known.answer;
    const answer = make();
    this.#kept.delete(name);
    this.#kept.set(name, { at: this.#now(), answer });
    answer.catch(() => this.#kept.delete(name));
    const oldest = this.#kept.keys().next();
    if (this.#kept.size > this.#most && !oldest.done) this.#kept.delete(oldest.value);
    return answer;
  }
}
