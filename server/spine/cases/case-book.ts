import type { ClientBase } from 'pg';
import { int8Array, int4Array, textArray } from '#base/pg-binary';
import type { Instant } from '#base/time';
import type { Clock } from '#contract/clock';
import type { CaseFold } from '#spine/cases/apply-event';
import { readState, stateColumns, type StoredState } from '#spine/cases/stored-state';
import type { Timetable, TimetableRung } from '#spine/clocks/timetable';

/** A case within a batch: its row, the fold so far, and what has to be written. */
export interface OpenCase {
  id: number;
  sourceId: number;
  number: string;
  itemId: number;
  itemVersion: number;
  organId: number;
  region: number;
  openedAt: Instant;
  fold: CaseFold | null;
  /** Not written yet. */
  isNew: boolean;
  changed: boolean;
  clocksMoved: boolean;
}

interface CaseRow extends StoredState {
  id: number;
  source_id: number;
  number: string;
  item_id: number;
  item_version: number;
  organ_id: number;
  region: number;
  seq: number;
  late: boolean;
}

const columns = `c.id, c.source_id, c.number, c.item_id, c.item_version, c.organ_id, c.region, c.seq, c.late, ${stateColumns}`;

function toOpenCase(row: CaseRow): OpenCase {
  return {
    id: row.id,
    sourceId: row.source_id,
    number: row.number,
    itemId: row.item_id,
    itemVersion: row.item_version,
    organId: row.organ_id,
    region: row.region,
    openedAt: row.opened_at,
    fold: { seq: row.seq, state: readState(row), late: row.late, timetable: undefined },
    isNew: false,
    changed: false,
    clocksMoved: false,
  };
}

/** Cases of one city that are kept between batches; about two kilobytes each. */
const mostKept = 2_048;

/**
 * The cases of one city that batches touch, by the number a source knows and by key. Kept from batch to batch, since
 * whoever touched a case often touches it again; whose copies are still the newest is for the caller to know.
 */
export class CaseBook {
  readonly #city: number;
  readonly #byNumber = new Map<string, OpenCase>();
  readonly #byId = new Map<number, OpenCase>();
  #changed: OpenCase[] = [];

  constructor(city: number) {
    this.#city = city;
  }

  static numberKey(sourceId: number, number: string): string {
    return `${sourceId}|${number}`;
  }

  /** Reads the cases that a batch names and that are not here; absent ones are simply absent. */
  async read(
    client: ClientBase,
    numbers: { sourceId: number; number: string }[],
    ids: number[],
  ): Promise<void> {
    if (numbers.length > 0) {
      const { rows } = await client.query<CaseRow>({
        name: 'cases-by-number',
        text: `SELECT ${columns} FROM unnest($2::int4[], $3::text[]) AS k (source_id, number)
                 JOIN cases c ON c.city = $1::int2 AND c.source_id = k.source_id AND c.number = k.number`,
        values: [
          this.#city,
          int4Array(numbers.map((one) => one.sourceId)),
          textArray(numbers.map((one) => one.number)),
        ],
      });
      for (const row of rows) this.#put(toOpenCase(row));
    }
    if (ids.length > 0) {
      const { rows } = await client.query<CaseRow>({
        name: 'cases-by-id',
        text: `SELECT ${columns} FROM cases c WHERE c.city = $1::int2 AND c.id = ANY($2::int8[])`,
        values: [this.#city, int8Array(ids)],
      });
      for (const row of rows) this.#put(toOpenCase(row));
    }
  }

  /** Reads the timetables of the cases whose clocks the batch moves. */
  async readTimetables(client: ClientBase, ids: number[]): Promise<void> {
    if (ids.length === 0) return;
    const { rows } = await client.query<{
      case_id: number;
      ledger: Record<string, Clock>;
      rungs: TimetableRung[];
      next_i: number;
      due_at: Instant | null;
    }>({
      name: 'timetables',
      text: 'SELECT case_id, ledger, rungs, next_i, due_at FROM clock WHERE city = $1::int2 AND case_id = ANY($2::int8[])',
      values: [this.#city, int8Array(ids)],
    });
    for (const row of rows) {
      const fold = this.#byId.get(row.case_id)?.fold;
      const timetable: Timetable = {
        clocks: row.ledger,
        rungs: row.rungs,
        nextI: row.next_i,
        dueAt: row.due_at,
      };
      if (fold) fold.timetable = timetable;
    }
  }

  #put(one: OpenCase): void {
    this.#byNumber.set(CaseBook.numberKey(one.sourceId, one.number), one);
    this.#byId.set(one.id, one);
  }
  byNumber(sourceId: number, number: string): OpenCase | undefined {
    return this.#byNumber.get(CaseBook.numberKey(sourceId, number));
  }
  byId(id: number): OpenCase | undefined {
    return this.#byId.get(id);
  }

  /** Notes what an event made of a case. */
  change(one: OpenCase, fold: CaseFold, clocksMoved: boolean): void {
    if (one.fold === null) this.#put(one);
    one.fold = fold;
    one.clocksMoved ||= clocksMoved;
    if (!one.changed) this.#changed.push(one);
    one.changed = true;
  }
  /** Since the last `settle`, in the order of their first change. */
  changed(): readonly OpenCase[] {
    return this.#changed;
  }

  /** What was changed is written. Timetables are not kept: the ticker moves them. */
  settle(): void {
    for (const one of this.#changed) {
      one.isNew = false;
      one.changed = false;
      one.clocksMoved = false;
      if (one.fold) one.fold.timetable = undefined;
    }
    this.#changed = [];
    if (this.#byId.size <= mostKept) return;
    for (const one of this.#byId.values()) {
      this.#byId.delete(one.id);
      this.#byNumber.delete(CaseBook.numberKey(one.sourceId, one.number));
      if (this.#byId.size <= mostKept) return;
    }
  }

  forget(): void {
    this.#byNumber.clear();
    this.#byId.clear();
    this.#changed = [];
  }
}
