/** A growing list of spans of time, packed, with its median and 90th percentile. */
export class Spans {
  #values = new Float64Array(16);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(span: number): void {
    if (this.#count === this.#values.length) this.#widen(this.#count * 2);
    this.#values[this.#count++] = span;
  }

  addAll(other: Spans): void {
    const count = this.#count + other.#count;
    if (count > this.#values.length) this.#widen(count);
    this.#values.set(other.#values.subarray(0, other.#count), this.#count);
    this.#count = count;
  }

  #widen(room: number): void {
    const wider = new Float64Array(room);
    wider.set(this.#values);
    this.#values = wider;
  }

  /** Between the two nearest, as `percentile_cont` of PostgreSQL does; null of nothing. */
  quantiles(): { median: number | null; p90: number | null; sum: number } {
    if (this.#count === 0) return { median: null, p90: null, sum: 0 };
    const sorted = this.#values.slice(0, this.#count).sort();
    const at = (p: number) => {
      const place = (sorted.length - 1) * p;
      const below = sorted[Math.floor(place)]!;
      return below + (sorted[Math.ceil(place)]! - below) * (place % 1);
    };
    return { median: at(0.5), p90: at(0.9), sum: sorted.reduce((sum, one) => sum + one, 0) };
  }
}
