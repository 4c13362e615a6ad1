import type { ClientBase } from 'pg';
import { Refusal } from '#base/errors';
import { int8Array } from '#base/pg-binary';
import type { Instant } from '#base/time';
import {
  type CorrectionEvent,
  correctionEvents,
  type CorrectionEventType,
} from '#contract/correction-events';
import { firstIssue } from '#contract/fault';
import type { FoldContext } from '#spine/cases/apply-event';
import type { OpenCase } from '#spine/cases/case-book';
import { levelNumber, type Timetable, type TimetableRung } from '#spine/clocks/timetable';
import { applyCorrection, type CorrectionFold } from '#spine/corrections/apply-correction';
import { type CorrectionWrite, writeCorrections } from '#spine/corrections/correction-statement';
import { checkIssuable } from '#spine/corrections/issue-correction';
import type { IncomingEvent } from '#spine/journal/incoming';
import type { CounterName } from '#spine/statistics/tally';

interface AlertRow {
  id: number;
  case_id: number;
  key: string;
  rule: string;
  level: number;
  status: number;
}

/** A correction within a batch. */
interface OpenCorrection {
  caseId: number;
  fold: CorrectionFold;
}

function isCorrectionType(type: string): type is CorrectionEventType {
  return Object.hasOwn(correctionEvents, type);
}

/** The event in its schema. @throws Refusal field-invalid */
function readEvent(event: IncomingEvent): CorrectionEvent {
  const type = event.type as CorrectionEventType;
  const data = correctionEvents[type].safeParse(event.data);
  if (!data.success) throw new Refusal('field-invalid', firstIssue(data.error, 'data'));
  return { type, data: data.data } as CorrectionEvent;
}

/** The corrections that one batch of one city touches: read before, folded event by event, written after. */
export class CorrectionBook {
  readonly #city: number;
  readonly #open = new Map<string, OpenCorrection>();
  readonly #alerts = new Map<string, AlertRow>();
  readonly #writes = new Map<string, CorrectionWrite>();

  constructor(city: number) {
    this.#city = city;
  }

  static handles(type: string): boolean {
    return isCorrectionType(type);
  }

  /** Reads the corrections and, for those to be issued, the alerts that the events name. */
  async read(client: ClientBase, events: IncomingEvent[]): Promise<void> {
    const ids = new Set<number>();
    for (const { type, data } of events) {
      const id = Number(data.correction);
      if (isCorrectionType(type) && Number.isSafeInteger(id)) ids.add(id);
    }
    if (ids.size === 0) return;
    const values = [this.#city, int8Array([...ids])];
    const corrections = await client.query<{ id: number; case_id: number; state: CorrectionFold }>({
      name: 'corrections-by-id',
      text: 'SELECT id, case_id, state FROM correction WHERE city = $1::int2 AND id = ANY($2::int8[])',
      values,
    });
    for (const row of corrections.rows)
      this.#open.set(String(row.id), { caseId: row.case_id, fold: row.state });
    const alerts = await client.query<AlertRow>({
      name: 'alerts-by-id',
      text: 'SELECT id, case_id, key, rule, level, status FROM alert WHERE city = $1::int2 AND id = ANY($2::int8[])',
      values,
    });
    for (const row of alerts.rows) this.#alerts.set(String(row.id), row);
  }

  /**
   * One event on the correction that it names. What is refused changes nothing.
   * @throws Refusal field-invalid, not-found, action-not-allowed
   */
  take(
    event: IncomingEvent,
    one: OpenCase,
    at: Instant,
    context: FoldContext,
  ): { timetable: Timetable; rungs: TimetableRung[]; counters: CounterName[] } {
    const read = readEvent(event);
    const { correction } = read.data;
    const before = this.#open.get(correction);
    if (read.type === 'correction.issued') this.#checkAlert(read, one);
    else if (!before || before.caseId !== one.id)
      throw new Refusal('not-found', { field: 'data.correction', expected: 'a correction of this case' });
    const effect = applyCorrection(before?.fold ?? null, read, at, one.fold?.timetable, context);
    const { fold, alertStatus, endedKeys, timetable, rungs, counters } = effect;
    this.#open.set(correction, { caseId: one.id, fold });
    this.#writes.set(correction, {
      id: Number(correction),
      caseId: one.id,
      organId: one.organId,
      region: one.region,
      fold,
      alertStatus,
      endedKeys,
    });
    return { timetable, rungs, counters };
  }

  #checkAlert({ data }: Extract<CorrectionEvent, { type: 'correction.issued' }>, one: OpenCase): void {
    const alert = this.#alerts.get(data.correction);
    if (!alert || alert.case_id !== one.id)
      throw new Refusal('not-found', { field: 'data.correction', expected: 'an alert of this case' });
    // A correction that an earlier event of the same batch issued is refused by the fold.
    checkIssuable(alert);
    if (alert.key !== data.alertKey || alert.rule !== data.rule || alert.level !== levelNumber[data.level])
      throw new Refusal('field-invalid', {
        field: 'data.alertKey',
        expected: `key, rule and level of alert ${alert.id}`,
      });
  }

  /** Whether no event touched a correction. */
  get isEmpty(): boolean {
    return this.#writes.size === 0;
  }

  /** Writes the corrections and what becomes of their alerts, in the caller's transaction, after the batch. */
  async write(client: ClientBase): Promise<void> {
    await writeCorrections(client, this.#city, [...this.#writes.values()]);
  }
}
