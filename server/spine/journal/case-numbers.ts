import type { ClientBase } from 'pg';

/** As many as the sequence `case_id_sequence` gives out at once, and as a batch has events at most. */
const blockSize = 1_000;

/** Keys for new cases, taken from the database a thousand at a time. What is left when the process ends is never used. */
export class CaseNumbers {
  #next = 0;
  #left = 0;

  /**
   * Sees to it that there are enough for so many openings, a thousand at most. What is left of the block before is left out, so that
   * keys ascend in each batch.
   */
  async provide(client: ClientBase, openings: number): Promise<void> {
    if (openings <= this.#left) return;
    const { rows } = await client.query<{ first: number }>({
      name: 'case-numbers',
      text: `SELECT nextval('case_id_sequence') AS first`,
    });
    this.#next = rows[0]!.first;
    this.#left = blockSize;
  }

  take(): number {
    if (this.#left === 0) throw new Error('no key is left for a new case');
    this.#left -= 1;
    return this.#next++;
  }
}
