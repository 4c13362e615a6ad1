import type { ClientBase, QueryResultRow } from 'pg';
import type { Instant } from '#base/time';
import { rowColumns, type StoredState } from '#spine/cases/stored-state';

/** One entry of the journal, as a replay reads it. */
export interface JournalEntry {
  city: number;
  case_id: number;
  case_seq: number;
  source_id: number;
  historic: boolean;
  event_id: string;
  type: string;
  occurred_at: Instant;
  recorded_at: Instant;
  data: Record<string, unknown>;
  /** Hexadecimal. */
  digest: string;
  edition: number;
}

/** Without what trails behind it: that is among the entries. */
export interface StoredCaseRow extends Omit<StoredState, 'trailing'> {
  city: number;
  case_id: number;
  source_id: number;
  number: string;
  item_id: number;
  item_version: number;
  organ_id: number;
  region: number;
  person_id: number | null;
  seq: number;
  late: boolean;
}

export interface StoredClockRow {
  city: number;
  case_id: number;
  source_id: number;
  live: boolean;
  item_id: number;
  organ_id: number;
  region: number;
  ledger: string;
  rungs: string;
  next_i: number;
  next_at: Instant | null;
  due_at: Instant | null;
  ended_at: Instant | null;
}

export interface StoredAlertRow {
  city: number;
  case_id: number;
  id: number;
  key: string;
  rule: string;
  level: number;
  status: number;
  item_id: number;
  organ_id: number;
  region: number;
  fired_at: Instant;
  evidence: string | null;
}

export interface StoredCorrectionRow {
  city: number;
  case_id: number;
  id: number;
  status: string;
  level: number;
  organ_id: number;
  region: number;
  issued_at: Instant;
  ended_at: Instant | null;
  due_at: Instant | null;
  state: string;
}

export interface StoredPartRow {
  city: number;
  case_id: number;
  part: string;
  state: unknown;
  organ_id: number;
  region: number;
  opened_at: Instant;
}

/** Everything that the database holds about one case. */
export interface Dossier {
  city: number;
  caseId: number;
  entries: JournalEntry[];
  cases: StoredCaseRow[];
  clocks: StoredClockRow[];
  alerts: StoredAlertRow[];
  corrections: StoredCorrectionRow[];
  parts: StoredPartRow[];
}

const texts = {
  entries: `SELECT city, case_id, case_seq, source_id, historic, event_id, type, occurred_at, recorded_at, data,
    encode(digest, 'hex') AS digest, edition FROM journal ORDER BY city, case_id, case_seq`,
  cases: `SELECT city, id AS case_id, source_id, number, item_id, item_version, organ_id, region, person_id, seq, late,
    ${rowColumns} FROM cases c ORDER BY city, id`,
  clocks: `SELECT city, case_id, source_id, live, item_id, organ_id, region, ledger, rungs,
    next_i, next_at, due_at, ended_at FROM clock ORDER BY city, case_id`,
  alerts: `SELECT city, case_id, id, key, rule, level, status, item_id, organ_id, region, fired_at, evidence::text AS evidence
    FROM alert ORDER BY city, case_id, key`,
  corrections: `SELECT city, case_id, id, status, level, organ_id, region, issued_at, ended_at, due_at, state::text AS state
    FROM correction ORDER BY city, case_id, id`,
  parts: `SELECT city, case_id, part, state, organ_id, region, opened_at FROM part_state ORDER BY city, case_id`,
};

const fetchSize = 2_000;

type Keyed = QueryResultRow & { city: number; case_id: number };

const before = (a: { city: number; case_id: number }, b: { city: number; case_id: number }) =>
  a.city < b.city || (a.city === b.city && a.case_id < b.case_id);

/** Rows of one query in the order of cases, read ahead by a cursor in the caller's transaction. */
class Cursor<T extends Keyed> {
  readonly #client: ClientBase;
  readonly #name: string;
  #rows: T[] = [];
  #next = 0;
  #ended = false;

  constructor(client: ClientBase, name: string) {
    this.#client = client;
    this.#name = name;
  }

  async open(text: string): Promise<this> {
    await this.#client.query(`DECLARE ${this.#name} NO SCROLL CURSOR FOR ${text}`);
    return this;
  }

  async peek(): Promise<T | undefined> {
    if (this.#next >= this.#rows.length && !this.#ended) {
      const { rows } = await this.#client.query<T>(`FETCH ${fetchSize} FROM ${this.#name}`);
      this.#rows = rows;
      this.#next = 0;
      this.#ended = rows.length < fetchSize;
    }
    return this.#rows[this.#next];
  }

  /** The rows of a case; those of earlier ones must have been taken. */
  async take(key: { city: number; case_id: number }): Promise<T[]> {
    const taken: T[] = [];
    for (;;) {
      const row = await this.peek();
      if (!row || before(key, row)) return taken;
      taken.push(row);
      this.#next += 1;
    }
  }
}

/**
 * The whole database case by case, merged from cursors that go along the keys, so that memory holds one case at a time.
 * Also cases that only some of the tables know.
 */
export async function* readDossiers(client: ClientBase): AsyncGenerator<Dossier> {
  const entries = await new Cursor<JournalEntry & Keyed>(client, 'replay_entries').open(texts.entries);
  const cases = await new Cursor<StoredCaseRow & Keyed>(client, 'replay_cases').open(texts.cases);
  const clocks = await new Cursor<StoredClockRow & Keyed>(client, 'replay_clocks').open(texts.clocks);
  const alerts = await new Cursor<StoredAlertRow & Keyed>(client, 'replay_alerts').open(texts.alerts);
  const corrections = await new Cursor<StoredCorrectionRow & Keyed>(client, 'replay_corrections').open(
    texts.corrections,
  );
  const parts = await new Cursor<StoredPartRow & Keyed>(client, 'replay_parts').open(texts.parts);
  for (;;) {
    let first: { city: number; case_id: number } | undefined;
    for (const cursor of [entries, cases, clocks, alerts, corrections, parts]) {
      const row = await cursor.peek();
      if (row && (!first || before(row, first))) first = { city: row.city, case_id: row.case_id };
    }
    if (!first) return;
    yield {
      city: first.city,
      caseId: first.case_id,
      entries: await entries.take(first),
      cases: await cases.take(first),
      clocks: await clocks.take(first),
      alerts: await alerts.take(first),
      corrections: await corrections.take(first),
      parts: await parts.take(first),
    };
  }
}
