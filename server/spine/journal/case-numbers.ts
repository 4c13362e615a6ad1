/** As many as the sequence `case_id_sequence` gives out at once. */
const blockSize = 1_000;

/** Keys for new cases, taken from the database a thousand at a time. What is left when the process ends is never used. */
export class CaseNumbers {
  #next = 0;
  #left = 0;

  /** Whether there are fewer left than a batch may need, so that a block must be fetched with its beginning. */
  isShortOf(openings: number): boolean {
    return openings > this.#left;
  }

  /** A block that begins with `first`; the rest of the one before is left out, so that keys ascend in each batch. */
  add(first: number): void {
    this.#next = first;
    this.#left = blockSize;
  }

  take(): number {
    if (this.#left === 0) throw new Error('no key is left for a new case');
    this.#left -= 1;
    return this.#next++;
  }
}
