import type { Instant } from '#base/time';
import { type Pace, PaceBook } from '#spine/alerts/pace-book';
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

  /** Whether nobody else has written to the city; also where nothing of it is remembered. */
  isNewest(city: number, writes: number): boolean {
    const known = this.#writes.get(city);
    return known === undefined || known === writes;
  }

  /** How often was written to the city, and up to when its live clocks were run. */
  note(city: number, writes: number, ticked: Instant): void {
    this.#writes.set(city, writes);
    this.#ticked.set(city, ticked);
  }

  /** Whether the ticker of live sources may have moved on the timetable of a case since it was remembered. */
  hasTicked({ city, fold }: OpenCase): boolean {
    const next = fold?.timetable?.rungs[fold.timetable.nextI];
    return next !== undefined && next[0] <= this.#ticked.get(city)!;
  }

  /** A batch of its own has written to the city. */
  countWrite(city: number): void {
    this.#writes.set(city, this.#writes.get(city)! + 1);
  }

  settle(): void {
    this.cases.settle();
    this.pace.settle();
  }

  forget(): void {
    this.cases.forget();
    this.pace.forget();
    this.#writes.clear();
  }
}

/** What is remembered of the lanes of one batch. */
export class BatchMemory {
  readonly #lanes: readonly LaneMemory[];
  /** The memory of the lane that a city is of. */
  readonly of: (city: number) => LaneMemory;

  constructor(lanes: readonly LaneMemory[], of: (city: number) => LaneMemory) {
    this.#lanes = lanes;
    this.of = of;
  }

  /** At the beginning of a batch, under the locks: a lane forgets everything when another process has written since. */
  begin(cities: readonly number[], { writes, ticked }: Pick<BatchBeginning, 'writes' | 'ticked'>): void {
    for (const [i, city] of cities.entries())
      if (!this.of(city).isNewest(city, writes[i]!)) this.of(city).forget();
    for (const [i, city] of cities.entries()) this.of(city).note(city, writes[i]!, ticked[i]!);
  }

  /** Since the last `settle`, lane by lane in the order of their first change. */
  changedCases(): OpenCase[] {
    return this.#lanes.flatMap(({ cases }) => cases.changed());
  }
  changedPace(): Pace[] {
    return this.#lanes.flatMap(({ pace }) => pace.changed());
  }

  /** After the commit, with the cities that were written to. */
  settle(cities: readonly number[]): void {
    for (const lane of this.#lanes) lane.settle();
    for (const city of cities) this.of(city).countWrite(city);
  }

  /** After a rollback: what was folded did not happen. */
  forget(): void {
    for (const lane of this.#lanes) lane.forget();
  }
}
