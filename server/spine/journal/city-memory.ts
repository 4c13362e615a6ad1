import { PaceBook } from '#spine/alerts/pace-book';
import { CaseBook } from '#spine/cases/case-book';

/**
 * What this process remembers of one city between batches, so that it need not read again what it has just written.
 * It is true as long as nobody else has written to the city: each batch counts up `city_write`, under the city's lock.
 */
export class CityMemory {
  readonly city: number;
  readonly cases: CaseBook;
  readonly pace: PaceBook;
  #writes = -1;

  constructor(city: number) {
    this.city = city;
    this.cases = new CaseBook(city);
    this.pace = new PaceBook(city);
  }

  /** At the beginning of a batch, under the lock: forgets everything when another process has written since. */
  begin(writes: number): void {
    if (writes !== this.#writes) this.forget();
    this.#writes = writes;
  }

  /** After the commit. */
  settle(wrote: boolean): void {
    this.cases.settle();
    this.pace.settle();
    if (wrote) this.#writes += 1;
  }

  /** After a rollback: what was folded did not happen. */
  forget(): void {
    this.cases.forget();
    this.pace.forget();
    this.#writes = -1;
  }
}
