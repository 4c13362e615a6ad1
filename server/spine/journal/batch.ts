import type { ClientBase } from 'pg';
import { Refusal } from '#base/errors';
import type { Instant } from '#base/time';
import type { IntakeAnswer, CaseEvent } from '#contract/events';
import { applyEvent, type EventTime, type FoldContext } from '#spine/cases/apply-event';
import { CaseBook, type OpenCase } from '#spine/cases/case-book';
import { clockContext, type FoldTools, toolsAt } from '#spine/cases/fold-context';
import { openingOf } from '#spine/cases/opening';
import type { Settled } from '#spine/clocks/settled-warnings';
import { movesClocks } from '#spine/clocks/timetable';
import { CorrectionBook } from '#spine/corrections/correction-book';
import { PaceBook } from '#spine/alerts/pace-book';
import { type BatchWrite, findingAlert, rungAlert, writeBatch } from '#spine/journal/batch-statement';
import type { IncomingEvent } from '#spine/journal/incoming';
import { knownEvents, sameContent } from '#spine/journal/known-events';
import { type CounterName, dayOf, Tally } from '#spine/statistics/tally';

export interface BatchResult {
  answers: IntakeAnswer[];
  alerts: number;
}

const accepted = (event: IncomingEvent): IntakeAnswer => ({ id: event.id, outcome: 'accepted' });

/**
 * Folds and writes the events of one city in one transaction.
 * The caller has begun it and commits it; a unique violation means that a known id or another writer came first.
 */
export class Batch {
  readonly #client: ClientBase;
  /** Of the edition of the reference data that the batch began with. */
  #tools: FoldTools;
  readonly #city: number;
  readonly #events: IncomingEvent[];
  readonly #answers: (IntakeAnswer | undefined)[];
  readonly #book: CaseBook;
  readonly #corrections: CorrectionBook;
  readonly #pace: PaceBook;
  readonly #write: BatchWrite;
  #recordedAt: Instant = 0;
  #ids: number[] = [];

  constructor(client: ClientBase, tools: FoldTools, city: number, events: IncomingEvent[]) {
    this.#client = client;
    this.#tools = tools;
    this.#city = city;
    this.#events = events;
    this.#answers = events.map(() => undefined);
    this.#book = new CaseBook(city);
    this.#corrections = new CorrectionBook(city, tools.registry);
    this.#pace = new PaceBook(city);
    this.#write = {
      city,
      edition: 0,
      journal: [],
      opened: [],
      changed: [],
      clocks: [],
      alerts: [],
      settled: [],
      tally: new Tally(),
      pace: [],
    };
  }

  /** `check`: look for ids that are known already, instead of finding out by a unique violation. */
  async run(check: boolean): Promise<BatchResult> {
    this.#dropRepeats();
    await this.#begin();
    if (check) await this.#answerKnown();
    await this.#readCases();
    for (let i = 0; i < this.#events.length; i++) this.#answers[i] ??= this.#take(this.#events[i]!);
    if (!check) await this.#lookAgain();
    const { alerts } = await this.#flush();
    return { answers: this.#answers as IntakeAnswer[], alerts };
  }

  /** The same id twice in one batch: the later one is a duplicate or a conflict. */
  #dropRepeats(): void {
    const first = new Map<string, IncomingEvent>();
    for (const [i, event] of this.#events.entries()) {
      const key = `${event.source.id}|${event.id}`;
      const before = first.get(key);
      if (!before) first.set(key, event);
      else this.#answers[i] = known(event, sameContent(before, event));
    }
  }

  async #begin(): Promise<void> {
    const opening = this.#events.filter((event) => event.type === 'case.opened').length;
    const { rows } = await this.#client.query<{ at: Instant; edition: number; ids: number[] | null }>({
      name: 'begin-batch',
      text: `SELECT now() AS at, (SELECT n FROM edition) AS edition, (SELECT array_agg(nextval('case_id_sequence')) FROM generate_series(1, $1::int)) AS ids`,
      values: [opening],
    });
    const { at, edition, ids } = rows[0]!;
    this.#recordedAt = at;
    this.#ids = ids ?? [];
    this.#write.edition = edition;
    const { registry } = this.#tools;
    if (edition > registry.edition) await registry.refresh(this.#client);
    this.#tools = toolsAt(this.#tools, edition);
  }

  /** What was refused may be known (an opening sent again finds its own case): then it is a duplicate or a conflict. */
  async #lookAgain(): Promise<void> {
    const refused = this.#events.filter((_, i) => this.#answers[i]!.outcome === 'refused');
    if (refused.length === 0) return;
    const found = await knownEvents(this.#client, refused);
    for (const [i, event] of this.#events.entries()) {
      const before = found.get(`${event.source.id}|${event.id}`);
      if (before && this.#answers[i]!.outcome === 'refused')
        this.#answers[i] = known(event, sameContent(before, event));
    }
  }

  async #answerKnown(): Promise<void> {
    const found = await knownEvents(this.#client, this.#events);
    for (const [i, event] of this.#events.entries()) {
      const before = found.get(`${event.source.id}|${event.id}`);
      if (before) this.#answers[i] ??= known(event, sameContent(before, event));
    }
  }

  async #readCases(): Promise<void> {
    const numbers = new Map<string, { sourceId: number; number: string }>();
    const ids = new Set<number>();
    const opening = new Set<string>();
    for (const [i, event] of this.#events.entries()) {
      if (this.#answers[i]) continue;
      if ('id' in event.reference) ids.add(event.reference.id);
      else {
        const key = CaseBook.numberKey(event.source.id, event.reference.number);
        if (event.type === 'case.opened') opening.add(key);
        numbers.set(key, { sourceId: event.source.id, number: event.reference.number });
      }
    }
    await this.#book.read(this.#client, [...numbers.values()], [...ids]);
    const waiting = this.#events.filter((_, i) => !this.#answers[i]);
    await this.#book.readTimetables(this.#client, this.#movedCases(waiting));
    await this.#corrections.read(this.#client, waiting);
    await this.#pace.read(this.#client, waiting);
  }

  #find(event: IncomingEvent): OpenCase | undefined {
    return 'id' in event.reference
      ? this.#book.byId(event.reference.id)
      : this.#book.byNumber(event.source.id, event.reference.number);
  }

  #movedCases(events: IncomingEvent[]): number[] {
    const ids = new Set<number>();
    for (const event of events) {
      const one = this.#find(event);
      if (!one || ids.has(one.id)) continue;
      const { registry, parameters } = this.#tools;
      const item = registry.itemVersion(one.itemId, one.itemVersion);
      const idlePercent = parameters.numbers.INACTION!.percent!;
      const lastAt = one.fold?.state.lastAt ?? null;
      const { at } = this.#timeOf(event);
      if (
        CorrectionBook.handles(event.type) ||
        movesClocks(event as unknown as CaseEvent, lastAt, at, { item, idlePercent })
      )
        ids.add(one.id);
    }
    return [...ids];
  }

  /** One event; what is refused changes nothing, and a fault in one event does not touch the others. */
  #take(event: IncomingEvent): IntakeAnswer {
    try {
      if (CorrectionBook.handles(event.type)) this.#correct(event);
      else this.#apply(event);
      return accepted(event);
    } catch (error) {
      if (error instanceof Refusal)
        return {
          id: event.id,
          outcome: 'refused',
          code: error.code,
          field: error.about.field,
          expected: error.about.expected,
        };
      this.#tools.log.error('an event could not be folded', error, {
        source: event.source.code,
        id: event.id,
      });
      return { id: event.id, outcome: 'refused', code: 'incident' };
    }
  }

  #apply(event: IncomingEvent): void {
    const time = this.#timeOf(event);
    const existing = this.#find(event);
    if (event.type === 'case.opened' && existing)
      throw new Refusal('case-exists', { field: 'subject', expected: 'a case number that is not in use' });
    const one = existing ?? this.#open(event, time.at);
    if (event.from && !event.from.includes(one.fold!.state.status))
      throw new Refusal('action-not-allowed', { field: 'action' });
    const context = this.#contextOf(one, event);
    const effect = applyEvent(one.fold, event as unknown as CaseEvent, time, context);
    const endedNow = one.fold?.state.endedAt == null && effect.fold.state.endedAt !== null;
    const where = { caseId: one.id, itemId: one.itemId, organId: one.organId, region: one.region };
    one.fold = effect.fold;
    one.changed = true;
    one.clocksMoved ||= effect.clocksMoved;
    if (!existing) {
      this.#book.put(one);
      this.#count('opened', where, time.at);
    }
    if (endedNow) {
      this.#count('closed', where, time.at);
      if (effect.fold.late) this.#count('closed_late', where, time.at);
    }
    this.#journal(event, one, effect.fold.seq);
    for (const rung of effect.rungs) this.#write.alerts.push(rungAlert(rung, where, effect.settled));
    for (const settled of effect.settled) this.#settle(one.id, settled);
    for (const finding of effect.findings) this.#write.alerts.push(findingAlert(finding, where));
    const pace = this.#pace.take(event, effect.fold.seq, time.at, this.#tools.parameters);
    if (pace) this.#write.alerts.push(findingAlert(pace, where));
  }

  /**
   * Warnings that stand in the database are settled there; one that an earlier event of this batch gave, here. What is
   * settled stays as it was settled first.
   */
  #settle(caseId: number, settled: Settled): void {
    const { settled: earlier, alerts } = this.#write;
    if (!earlier.some((one) => one.caseId === caseId && one.prefix === settled.prefix))
      earlier.push({ caseId, ...settled });
    for (const alert of alerts)
      if (
        alert.caseId === caseId &&
        alert.status === 0 &&
        alert.rule === 'EXPIRING' &&
        alert.key.startsWith(settled.prefix)
      )
        alert.status = settled.status;
  }

  #correct(event: IncomingEvent): void {
    const one = this.#find(event);
    if (!one?.fold) throw new Refusal('case-unknown', { field: 'subject' });
    const time = this.#timeOf(event);
    const effect = this.#corrections.take(event, one, time.at, this.#contextOf(one, event));
    const seq = one.fold.seq + 1;
    one.fold = { ...one.fold, seq, timetable: effect.timetable };
    one.changed = true;
    one.clocksMoved = true;
    const where = { caseId: one.id, itemId: one.itemId, organId: one.organId, region: one.region };
    for (const counter of effect.counters) this.#count(counter, where, time.at);
    for (const rung of effect.rungs) this.#write.alerts.push(rungAlert(rung, where));
    this.#journal(event, one, seq);
  }

  #timeOf(event: IncomingEvent): EventTime {
    const historic = event.source.mode === 'replay';
    return {
      at: historic ? event.occurredAt : this.#recordedAt,
      occurredAt: event.occurredAt,
      recordedAt: this.#recordedAt,
      historic,
    };
  }

  #open(event: IncomingEvent, at: Instant): OpenCase {
    if (event.type !== 'case.opened' || !('number' in event.reference))
      throw new Refusal('case-unknown', {
        field: 'subject',
        expected: 'a case that was opened in this division',
      });
    const data = event.data as { item: string; organ?: string };
    const { item, organ } = openingOf(this.#tools.registry, data, at);
    return {
      id: this.#ids.pop()!,
      sourceId: event.source.id,
      number: event.reference.number,
      itemId: item.id,
      itemVersion: item.version,
      organId: organ.id,
      region: event.region,
      openedAt: at,
      fold: null,
      isNew: true,
      changed: true,
      clocksMoved: false,
    };
  }

  #contextOf(one: OpenCase, event: IncomingEvent): FoldContext {
    const clocks = clockContext(this.#tools, one);
    const acting = event.data.organ as string | undefined;
    const actingOrgan = acting === undefined ? clocks.organ : this.#tools.registry.organ(acting);
    if (!actingOrgan)
      throw new Refusal('organ-unknown', {
        field: 'data.organ',
        expected: `a registered organ, not ${acting}`,
      });
    return { ...clocks, actingOrgan, parameters: this.#tools.parameters };
  }

  #count(
    counter: CounterName,
    where: { itemId: number; organId: number; region: number },
    at: Instant,
  ): void {
    const { itemId, organId, region } = where;
    this.#write.tally.add({ city: this.#city, day: dayOf(at), region, organId, itemId, counter });
  }

  #journal(event: IncomingEvent, one: OpenCase, caseSeq: number): void {
    this.#write.journal.push({
      caseId: one.id,
      caseSeq,
      sourceId: event.source.id,
      historic: event.source.mode === 'replay',
      eventId: event.id,
      type: event.type,
      occurredAt: event.occurredAt,
      payload: event.payload,
      digest: event.digest,
    });
  }

  async #flush(): Promise<{ alerts: number }> {
    if (this.#write.journal.length === 0) return { alerts: 0 };
    for (const one of this.#book.all()) this.#collect(one);
    this.#write.pace = this.#pace.changed();
    const result = await writeBatch(this.#client, this.#write);
    await this.#corrections.write(this.#client);
    return result;
  }

  #collect(one: OpenCase): void {
    const { fold } = one;
    if (!one.changed || !fold) return;
    const { id, sourceId, number, itemId, itemVersion, organId, region, openedAt } = one;
    const { state } = fold;
    (one.isNew ? this.#write.opened : this.#write.changed).push({
      id,
      sourceId,
      number,
      itemId,
      itemVersion,
      organId,
      region,
      openedAt,
      status: state.status,
      seq: fold.seq,
      late: fold.late,
      lastAt: state.lastAt,
      endedAt: state.endedAt,
      state: JSON.stringify(state),
    });
    if (!one.clocksMoved || !fold.timetable) return;
    const { clocks, rungs, nextI, dueAt } = fold.timetable;
    const live = this.#tools.registry.sourceById(sourceId).mode === 'live';
    this.#write.clocks.push({
      caseId: id,
      sourceId,
      live,
      itemId,
      organId,
      region,
      nextI,
      dueAt,
      ledger: JSON.stringify(clocks),
      rungs: JSON.stringify(rungs),
      nextAt: rungs[nextI]?.[0] ?? null,
    });
  }
}

function known(event: IncomingEvent, same: boolean): IntakeAnswer {
  return same
    ? { id: event.id, outcome: 'duplicate' }
    : {
        id: event.id,
        outcome: 'conflict',
        code: 'conflict',
        field: 'id',
        expected: 'an id that has not been used for other content',
      };
}
