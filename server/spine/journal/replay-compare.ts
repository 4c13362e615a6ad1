import { isDeepStrictEqual } from 'node:util';
import { type Instant, toRfc3339 } from '#base/time';
import { readState } from '#spine/cases/stored-state';
import { mostTrailing, type TrailingEntry, trailingType } from '#spine/cases/trailing-entries';
import { ledgerText, readLedger, readRungs } from '#spine/clocks/stored-clocks';
import { levelNumber, type TimetableRung } from '#spine/clocks/timetable';
import type {
  Dossier,
  StoredAlertRow,
  StoredCaseRow,
  StoredClockRow,
  StoredCorrectionRow,
} from '#spine/journal/replay-rows';
import { type CaseHorizon, type RetoldAlert, type RetoldCase, timeOf } from '#spine/journal/retell-case';
import { formatKey } from '#spine/keys';

/** Something that is stored otherwise than the journal tells it. */
export interface Difference {
  /** Key of the case, or the name of a roll-up. */
  case: string;
  what: string;
  expected: string;
  stored: string;
}

/** What comparing a case found; `given`: the alerts that stand, for the roll-ups. */
export interface Comparison {
  differences: Difference[];
  given: RetoldAlert[];
}

export const nothing = '-';

function show(value: unknown): string {
  if (value === null || value === undefined) return nothing;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const instant = (at: Instant | null | undefined) => (at == null ? null : toRfc3339(at));

/** Equal texts, or equal content with its fields in another order. */
function sameJson(a: string | null, b: string | null): boolean {
  if (a === b) return true;
  return a !== null && b !== null && isDeepStrictEqual(JSON.parse(a), JSON.parse(b));
}

/** Compares one case with what its journal tells. */
export class CaseComparison {
  readonly #name: string;
  readonly #dossier: Dossier;
  readonly #told: RetoldCase;
  readonly #horizon: CaseHorizon;
  readonly #live: boolean;
  readonly differences: Difference[] = [];

  constructor(dossier: Dossier, told: RetoldCase, horizon: CaseHorizon, live: boolean) {
    this.#name = formatKey(dossier.city, dossier.caseId);
    this.#dossier = dossier;
    this.#told = told;
    this.#horizon = horizon;
    this.#live = live;
  }

  run(): Comparison {
    const { cases, clocks, corrections } = this.#dossier;
    this.#exactlyOne('case', cases, (row) => this.#compareCase(row));
    this.#exactlyOne('clock', clocks, (row) => this.#compareClock(row));
    const given = this.#compareAlerts();
    this.#compareCorrections(corrections);
    this.#comparePart();
    return { differences: this.differences, given };
  }

  #differs(what: string, expected: unknown, stored: unknown): void {
    this.differences.push({ case: this.#name, what, expected: show(expected), stored: show(stored) });
  }

  #equal(what: string, expected: unknown, stored: unknown): void {
    if (!Object.is(expected, stored)) this.#differs(what, expected, stored);
  }

  #exactlyOne<T>(what: string, rows: T[], compare: (row: T) => void): void {
    if (rows.length === 1) compare(rows[0]!);
    else this.#differs(what, 'one row', `${rows.length} rows`);
  }

  #compareCase(row: StoredCaseRow): void {
    const { fold } = this.#told;
    const { state } = fold;
    this.#equal('case.source', this.#told.sourceId, row.source_id);
    this.#equal('case.item', this.#told.itemId, row.item_id);
    this.#equal('case.item version', this.#told.itemVersion, row.item_version);
    this.#equal('case.organ', this.#told.organId, row.organ_id);
    this.#equal('case.applicant', this.#told.personId, row.person_id);
    this.#equal('case.status', state.status, row.status);
    const trailing = this.#trailing(row);
    this.#equal('case.seq', fold.seq, row.seq + trailing.length);
    this.#equal('case.late', fold.late, row.late);
    this.#equal('case.opened', instant(this.#told.openedAt), instant(row.opened_at));
    this.#equal('case.ended', instant(state.endedAt), instant(row.ended_at));
    // Columns that are compared above do not differ a second time here.
    const { status, endedAt: ended_at, openedAt: opened_at } = state;
    const { lastAt, ...stored } = readState({ ...row, status, ended_at, opened_at, trailing });
    this.#equal('case.last', instant(state.lastAt), instant(lastAt));
    if (!isDeepStrictEqual(state, { ...stored, lastAt: state.lastAt }))
      this.#differs('case.state', state, stored);
  }

  /** What the journal holds beyond the row. More than the pipeline leaves there, or of another kind, is a difference by its number. */
  #trailing({ seq, ended_at }: StoredCaseRow): TrailingEntry[] {
    const after = this.#dossier.entries.filter((one) => one.case_seq > seq);
    if (ended_at !== null || after.length > mostTrailing) return [];
    return after.flatMap((entry) =>
      entry.type === trailingType ? [[timeOf(entry).at, entry.type, entry.data] as TrailingEntry] : [],
    );
  }

  #comparePart(): void {
    const { part } = this.#told;
    const row = this.#dossier.parts[0];
    this.#equal('part', part?.part.name ?? nothing, row?.part ?? nothing);
    if (!part || !row) return;
    this.#comparePlace('part', row);
    this.#equal('part.opened', instant(this.#told.openedAt), instant(row.opened_at));
    // As JSON keeps it: what is undefined is not there.
    if (!sameJson(JSON.stringify(part.state), JSON.stringify(row.state)))
      this.#differs('part.state', part.state, row.state);
  }

  #place(): Pick<StoredCaseRow, 'item_id' | 'organ_id' | 'region'> {
    const { itemId, organId } = this.#told;
    return { item_id: itemId, organ_id: organId, region: this.#dossier.cases[0]?.region ?? 0 };
  }

  #comparePlace(what: string, row: Partial<Pick<StoredCaseRow, 'item_id' | 'organ_id' | 'region'>>): void {
    const place = this.#place();
    if (row.item_id !== undefined) this.#equal(`${what}.item`, place.item_id, row.item_id);
    this.#equal(`${what}.organ`, place.organ_id, row.organ_id);
    this.#equal(`${what}.region`, place.region, row.region);
  }

  /** The rung of inaction is set lazily and so compared by its alerts alone; where the index points is checked against them. */
  #compareClock(row: StoredClockRow): void {
    const { timetable, state } = this.#told.fold;
    this.#comparePlace('clock', row);
    this.#equal('clock.source', this.#told.sourceId, row.source_id);
    this.#equal('clock.live', this.#live, row.live);
    this.#equal('clock.due', instant(timetable?.dueAt), instant(row.due_at));
    this.#equal('clock.ended', instant(state.endedAt), instant(row.ended_at));
    const ledger = ledgerText(timetable?.clocks ?? {});
    // An older installation wrote the same clocks with the office hours of each.
    if (ledger !== row.ledger && !isDeepStrictEqual(readLedger(ledger), readLedger(row.ledger)))
      this.#differs('clock.ledger', ledger, row.ledger);
    const fires = (rung: TimetableRung) => rung[2] !== 'INACTION';
    const told = (timetable?.rungs ?? []).filter(fires);
    const stored = readRungs(row.rungs);
    if (!isDeepStrictEqual(told, stored.filter(fires))) this.#differs('clock.rungs', told, row.rungs);
    this.#equal('clock.next', instant(stored[row.next_i]?.[0]), instant(row.next_at));
    const keys = new Set(this.#dossier.alerts.map((alert) => alert.key));
    for (const [i, rung] of stored.entries())
      if (i < row.next_i && fires(rung) && !keys.has(rung[1]))
        this.#differs('clock.next', `${rung[1]} has not fired`, 'gone by');
    if (row.next_at !== null && row.next_at <= this.#horizon.certain)
      this.#differs('clock.next', `nothing due by ${instant(this.#horizon.certain)}`, instant(row.next_at));
  }

  #compareAlerts(): RetoldAlert[] {
    const given: RetoldAlert[] = [];
    const stored = new Map(this.#dossier.alerts.map((alert) => [alert.key, alert]));
    const adopted = this.#adopted(stored);
    for (const told of this.#told.alerts.values()) {
      const row = stored.get(told.key);
      const form = row && adopted.get(told.key);
      given.push(form ?? this.#withStatusOf(told, row, adopted.size > 0));
      if (!row) this.#differs(`alert ${told.key}`, alertText(told), nothing);
      else if (!form) this.#compareAlert(given.at(-1)!, row);
    }
    for (const row of stored.values()) {
      if (this.#told.alerts.has(row.key)) continue;
      const form = adopted.get(row.key);
      if (form) given.push(form);
      else this.#differs(`alert ${row.key}`, nothing, rowText(row));
    }
    return given;
  }

  /** Stored alerts in a form that is possible although it need not be. What became of them is taken as it stands. */
  #adopted(stored: Map<string, StoredAlertRow>): Map<string, RetoldAlert> {
    const adopted = new Map<string, RetoldAlert>();
    for (const [key, forms] of this.#told.possible) {
      const row = stored.get(key);
      const told = this.#told.alerts.get(key);
      if (!row || (told && sameForm(told, row))) continue;
      const form = forms.find((one) => sameForm(one, row));
      if (form)
        adopted.set(key, {
          ...form,
          status: row.status,
          settled: form.rule === 'EXPIRING' && row.status > 1 && !this.#isCorrected(key),
        });
    }
    return adopted;
  }

  #isCorrected(key: string): boolean {
    return [...this.#told.corrections.values()].some((fold) => fold.state.alertKey === key);
  }

  /** A card that was given in a form that need not be may have lifted the warnings before it. */
  #withStatusOf(told: RetoldAlert, row: StoredAlertRow | undefined, adopting: boolean): RetoldAlert {
    if (!row || !adopting || told.rule !== 'EXPIRING' || this.#isCorrected(told.key)) return told;
    return { ...told, status: row.status, settled: row.status > 1 };
  }

  #compareAlert(told: RetoldAlert, row: StoredAlertRow): void {
    const what = `alert ${told.key}`;
    if (!sameForm(told, row)) this.#differs(what, alertText(told), rowText(row));
    this.#equal(`${what} status`, told.status, row.status);
    this.#comparePlace(what, row);
  }

  #compareCorrections(rows: StoredCorrectionRow[]): void {
    const stored = new Map(rows.map((row) => [String(row.id), row]));
    for (const [id, told] of this.#told.corrections) {
      const row = stored.get(id);
      const what = `correction ${id}`;
      if (!row) {
        this.#differs(what, told.state.status, nothing);
        continue;
      }
      stored.delete(id);
      const { state } = told;
      this.#equal(`${what} status`, state.status, row.status);
      this.#equal(`${what} level`, levelNumber[state.level], row.level);
      this.#equal(`${what} issued`, instant(state.issuedAt), instant(row.issued_at));
      this.#equal(`${what} ended`, instant(state.endedAt), instant(row.ended_at));
      this.#equal(`${what} due`, instant(told.due?.at), instant(row.due_at));
      const fold = JSON.stringify(told);
      if (!sameJson(fold, row.state)) this.#differs(`${what} state`, fold, row.state);
      this.#comparePlace(what, row);
      const alert = this.#dossier.alerts.find((one) => String(one.id) === id);
      this.#equal(`${what} alert`, state.alertKey, alert?.key);
    }
    for (const [id, row] of stored) this.#differs(`correction ${id}`, nothing, row.status);
  }
}

function sameForm(told: RetoldAlert, row: StoredAlertRow): boolean {
  return (
    told.rule === row.rule &&
    told.level === row.level &&
    told.firedAt === row.fired_at &&
    sameJson(told.evidence, row.evidence)
  );
}

const alertText = ({ rule, level, firedAt, evidence }: RetoldAlert) =>
  [rule, `level ${level}`, instant(firedAt), evidence].filter(Boolean).join(' ');
const rowText = (row: StoredAlertRow) =>
  [row.rule, `level ${row.level}`, instant(row.fired_at), row.evidence].filter(Boolean).join(' ');
