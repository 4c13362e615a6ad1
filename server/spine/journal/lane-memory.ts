import { PaceBook } from '#spine/alerts/pace-book';
import type { Instant } from '#base/time';
import { CaseBook, type OpenCase } from '#spine/cases/case-book';
import type { BatchBeginning } from '#spine/journal/city-order';

/**
 * What this process remembers of the cities of one lane between batches, so that it need not read again what it has just
 * written. It is true as long as nobody else has written to them: each batch, and each tick of a replayed source, counts up
 * `city_write`, under the city's lock. The tick of live sources comes every second and moves on only what has fallen due:
 * `hasTicked` says of which timetables that may be so.
 */
export class LaneMemory {
  readonly cases: CaseBook;
  readonly pace = new PaceBook();
  readonly #writes = new Map<number, number>();
  readonly #ticked = new Map<number, Instant>();

  /** `cases`: how many at most. */
  constructor(cases: number) {
    this.cases = new CaseBook(cases);
  }

  /** At the beginning of a batch, under the locks: forgets everything when another process has written since. */
  begin(cities: readonly number[], { writes, ticked }: Pick<BatchBeginning, 'writes' | 'ticked'>): void {
    for (const [i, city] of cities.entries()) {
      const known = this.#writes.get(city);
      if (known !== undefined && known !== writes[i]) this.forget();
    }
    for (const [i, city] of cities.entries()) {
      this.#writes.set(city, writes[i]!);
      this.#ticked.set(city, ticked[i]!);
    }
  }

  /** Whether the ticker of live sources may have moved on the timetable of a case since it was remembered. */
  hasTicked({ city, fold }: OpenCase): boolean {
    const next = fold?.timetable?.rungs[fold.timetable.nextI];
    return next !== undefined && next[0] <= this.#ticked.get(city)!;
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
