import type { ClientBase } from 'pg';
import { int2Array, int4Array, int8Array, textArray } from '#base/pg-binary';
import type { Instant } from '#base/time';
import type { CaseFold } from '#spine/cases/apply-event';
import { readState, stateColumns, type StoredState } from '#spine/cases/stored-state';
import { mostTrailing } from '#spine/cases/trailing-entries';
import { readTimetable, type StoredTimetable } from '#spine/clocks/stored-clocks';
import type { PartFold } from '#spine/platform/apply-part';
import { getPart } from '#spine/platform/installed';
import type { PartState } from '#spine/platform/part';

/** A case within a batch: its row, the fold so far, and what has to be written. */
export interface OpenCase {
  id: number;
  city: number;
  sourceId: number;
  number: string;
  itemId: number;
  itemVersion: number;
  organId: number;
  region: number;
  /** The applicant, where this system knows who it is. */
  personId: number | null;
  openedAt: Instant;
  fold: CaseFold | null;
  /** The part of a platform that it belongs to, with its state; null for a case of the spine alone. */
  part: PartFold | null;
  /** Not written yet. */
  isNew: boolean;
  /** Up to which entry its row tells; 0 while it has none. */
  rowSeq: number;
  /** Whether its row has to be written; what changed otherwise trails behind it in the journal. */
  rowChanged: boolean;
  changed: boolean;
  clocksMoved: boolean;
}

interface CaseRow extends StoredState {
  city: number;
  id: number;
  source_id: number;
  number: string;
  item_id: number;
  item_version: number;
  organ_id: number;
  region: number;
  person_id: number | null;
  seq: number;
  late: boolean;
  part: string | null;
  part_state: PartState | null;
}

const columns = `c.city, c.id, c.source_id, c.number, c.item_id, c.item_version, c.organ_id, c.region, c.person_id, c.seq, c.late, ${stateColumns}, p.part, p.state AS part_state`;
/** Few cases are of a part; the others cost one look into an index. */
const withPart = 'LEFT JOIN part_state p ON p.city = c.city AND p.case_id = c.id';

function toOpenCase(row: CaseRow): OpenCase {
  return {
    id: row.id,
    city: row.city,
    sourceId: row.source_id,
    number: row.number,
    itemId: row.item_id,
    itemVersion: row.item_version,
    organId: row.organ_id,
    region: row.region,
    personId: row.person_id,
    openedAt: row.opened_at,
    fold: {
      seq: row.seq + (row.trailing?.length ?? 0),
      state: readState(row),
      late: row.late,
      timetable: undefined,
    },
    part: row.part === null ? null : { part: getPart(row.part), state: row.part_state },
    isNew: false,
    rowSeq: row.seq,
    rowChanged: false,
    changed: false,
    clocksMoved: false,
  };
}

/**
 * A city (four digits) and a source of it as one number: within them a case number, or an actor's name, is known. Below 2^31 for two
 * hundred thousand sources: V8 finds such a number in a map several times faster than a larger one.
 */
export const scopeOf = (city: number, sourceId: number): number => sourceId * 10_000 + city;

/** The case that a source knows by a number. */
export interface NumberedCase {
  city: number;
  sourceId: number;
  number: string;
}
/** The case with a key. */
export interface KeyedCase {
  city: number;
  id: number;
}

/** Reads cases by number and by key; absent ones are simply absent. */
export async function readCases(
  client: ClientBase,
  numbers: readonly NumberedCase[],
  keys: readonly KeyedCase[],
): Promise<OpenCase[]> {
  const read: CaseRow[] = [];
  if (numbers.length > 0) {
    const { rows } = await client.query<CaseRow>({
      // `+ 0`: found by the number alone, whatever the planner takes the tables for.
      name: 'cases-by-number',
      text: `SELECT ${columns} FROM unnest($1::int2[], $2::int4[], $3::text[]) AS k (city, source_id, number)
               JOIN cases c ON c.source_id = k.source_id AND c.number = k.number AND c.city + 0 = k.city ${withPart}`,
      values: [
        int2Array(numbers.map((one) => one.city)),
        int4Array(numbers.map((one) => one.sourceId)),
        textArray(numbers.map((one) => one.number)),
      ],
    });
    read.push(...rows);
  }
  if (keys.length > 0) {
    const { rows } = await client.query<CaseRow>({
      name: 'cases-by-id',
      text: `SELECT ${columns} FROM unnest($1::int2[], $2::int8[]) AS k (city, id) JOIN cases c ON c.city = k.city AND c.id = k.id ${withPart}`,
      values: keyArrays(keys),
    });
    read.push(...rows);
  }
  return read.map(toOpenCase);
}

/** Reads the timetables of cases into them. */
export async function readTimetables(client: ClientBase, cases: readonly OpenCase[]): Promise<void> {
  if (cases.length === 0) return;
  const byId = new Map(cases.map((one) => [one.id, one]));
  const { rows } = await client.query<StoredTimetable & { case_id: number }>({
    name: 'timetables',
    text: `SELECT c.case_id, c.ledger, c.rungs, c.next_i, c.due_at FROM unnest($1::int2[], $2::int8[]) AS k (city, id)
             JOIN clock c ON c.city = k.city AND c.case_id = k.id`,
    values: keyArrays(cases),
  });
  for (const row of rows) {
    const fold = byId.get(row.case_id)?.fold;
    if (fold) fold.timetable = readTimetable(row);
  }
}

/**
 * The cases that batches touch, by the number a source knows and by key. Kept from batch to batch, since whoever touched
 * a case often touches it again; whether the copies are still the newest is for the caller to know.
 */
export class CaseBook {
  readonly #byNumber = new Map<number, Map<string, OpenCase>>();
  readonly #byId = new Map<number, OpenCase>();
  readonly #most: number;
  #changed: OpenCase[] = [];

  /** `most`: cases that are kept between batches. */
  constructor(most: number) {
    this.#most = most;
  }

  /** Keeps a case. */
  put(one: OpenCase): void {
    const scope = scopeOf(one.city, one.sourceId);
    let numbers = this.#byNumber.get(scope);
    if (!numbers) {
      numbers = new Map();
      this.#byNumber.set(scope, numbers);
    }
    numbers.set(one.number, one);
    this.#byId.set(one.id, one);
  }
  byNumber(city: number, sourceId: number, number: string): OpenCase | undefined {
    return this.#byNumber.get(scopeOf(city, sourceId))?.get(number);
  }
  byKey(city: number, id: number): OpenCase | undefined {
    const one = this.#byId.get(id);
    return one?.city === city ? one : undefined;
  }

  /** Notes what an event made of a case; `trails`: its row need not be written for it. */
  change(
    one: OpenCase,
    fold: CaseFold,
    { clocksMoved, trails }: { clocksMoved: boolean; trails: boolean },
  ): void {
    if (one.fold === null) this.put(one);
    one.fold = fold;
    one.clocksMoved ||= clocksMoved;
    one.rowChanged ||= !trails || fold.seq - one.rowSeq > mostTrailing;
    if (!one.changed) this.#changed.push(one);
    one.changed = true;
  }
  /** Since the last `settle`, in the order of their first change. */
  changed(): readonly OpenCase[] {
    return this.#changed;
  }

  /** What was changed is written. A case that has ended is seldom told of again, and makes room for those that run. */
  settle(): void {
    for (const one of this.#changed) {
      if (one.rowChanged && one.fold) one.rowSeq = one.fold.seq;
      one.rowChanged = false;
      one.isNew = false;
      one.changed = false;
      one.clocksMoved = false;
      if (one.fold && one.fold.state.endedAt !== null) this.#drop(one);
    }
    this.#changed = [];
    if (this.#byId.size <= this.#most) return;
    for (const one of this.#byId.values()) {
      this.#drop(one);
      if (this.#byId.size <= this.#most) return;
    }
  }

  #drop({ id, city, sourceId, number }: OpenCase): void {
    this.#byId.delete(id);
    this.#byNumber.get(scopeOf(city, sourceId))?.delete(number);
  }

  forget(): void {
    this.#byNumber.clear();
    this.#byId.clear();
    this.#changed = [];
  }
}

const keyArrays = (keys: readonly KeyedCase[]) => [
  int2Array(keys.map((one) => one.city)),
  int8Array(keys.map((one) => one.id)),
];
