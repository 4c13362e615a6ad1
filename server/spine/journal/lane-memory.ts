import { PaceBook } from '#spine/alerts/pace-book';
import { CaseBook } from '#spine/cases/case-book';

/**
 * What this process remembers of the cities of one lane between batches, so that it need not read again what it has just
 * written. It is true as long as nobody else has written to them: each batch counts up `city_write`, under the city's lock.
 */
export class LaneMemory {
  readonly cases: CaseBook;
  readonly pace = new PaceBook();
  readonly #writes = new Map<number, number>();

  /** `cases`: how many at most. */
  constructor(cases: number) {
    this.cases = new CaseBook(cases);
  }

  /** At the beginning of a batch, under the locks: forgets everything when another process has written since. */
  begin(cities: readonly number[], writes: readonly number[]): void {
    for (const [i, city] of cities.entries()) {
      const known = this.#writes.get(city);
      if (known !== undefined && known !== writes[i]) this.forget();
    }
    for (const [i, city] of cities.entries()) this.#writes.set(city, writes[i]!);
  }

  /** After the commit, with the cities that were written to. */
  settle(cities: readonly number[]): void {
    this.cases.settle();
    this.pace.settle();
    for (const city of cities) this.#writes.set(city, this.#writes.get(city)! + 1);
  }

  /** After a rollback: what was folded did not happen. */
  forget(): void {
    this.cases.forget();
    this.pace.forget();
    this.#writes.clear();
  }
}
