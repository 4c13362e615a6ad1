import { idlePercentOf } from '#spine/alerts/rules/rule-settings';
import type { ClientBase } from 'pg';
import { Refusal } from '#base/errors';
import type { Instant } from '#base/time';
import type { CaseEvent, IntakeAnswer } from '#contract/events';
import { applyEvent, type EventTime, type FoldContext } from '#spine/cases/apply-event';
import {
  type KeyedCase,
  type NumberedCase,
  type OpenCase,
  readCases,
  readTimetables,
  scopeOf,
} from '#spine/cases/case-book';
import { foldContext, type FoldTools, toolsAt } from '#spine/cases/fold-context';
import { openingOf } from '#spine/cases/opening';
import { mayTrail } from '#spine/cases/trailing-entries';
import { readPace } from '#spine/alerts/pace-book';
import type { Settled } from '#spine/clocks/settled-warnings';
import { ledgerText } from '#spine/clocks/stored-clocks';
import { movesClocks } from '#spine/clocks/timetable';
import { CorrectionBook } from '#spine/corrections/correction-book';
import {
  type BatchWrite,
  emptyWrite,
  findingAlert,
  rungAlert,
  writeBatch,
} from '#spine/journal/batch-statement';
import { citiesOf } from '#spine/journal/batch-values';
import type { CaseNumbers } from '#spine/journal/case-numbers';
import type { BatchBeginning } from '#spine/journal/city-order';
import type { BatchMemory } from '#spine/journal/lane-memory';
import { endCounts } from '#spine/journal/end-counts';
import { digestOf, type IncomingEvent } from '#spine/journal/incoming';
import { knownEvents, sameContent } from '#spine/journal/known-events';
import { meaningOf, partOfEvent } from '#spine/platform/installed';
import { PartBook } from '#spine/platform/part-book';
import { type CounterName, dayOf } from '#spine/statistics/tally';

/** The batch took something for granted that is not so: it has to be done again, looking first. */
export class TookForGranted extends Error {}

const accepted = (event: IncomingEvent): IntakeAnswer => ({ id: event.id, outcome: 'accepted' });

/**
 * Folds and writes events in one transaction.
 * The caller has begun it; a unique violation means that a known id or another writer came first.
 */
export class Batch {
  readonly #client: ClientBase;
  /** Of the edition of the reference data that the batch began with. */
  #tools: FoldTools;
  readonly #events: IncomingEvent[];
  readonly #answers: (IntakeAnswer | undefined)[];
  /** The case of each event, as far as it is known before the first one is folded. */
  readonly #cases: (OpenCase | undefined)[];
  readonly #memory: BatchMemory;
  readonly #corrections: CorrectionBook;
  readonly #parts = new PartBook();
  readonly #write: BatchWrite;
  readonly #recordedAt: Instant;
  readonly #numbers: CaseNumbers;
  /** A case that is opened by its first event here was taken for new without looking. */
  #granted = false;

  /** `beginning`: what `beginInCities` said; `numbers`: with as many keys as the events open cases. */
  constructor(
    client: ClientBase,
    tools: FoldTools,
    { memory, numbers }: { memory: BatchMemory; numbers: CaseNumbers },
    beginning: BatchBeginning,
    events: IncomingEvent[],
  ) {
    this.#client = client;
    this.#tools = tools;
    this.#events = events;
    this.#answers = Array.from({ length: events.length });
    this.#cases = Array.from({ length: events.length });
    this.#memory = memory;
    this.#corrections = new CorrectionBook(events[0]!.city);
    this.#recordedAt = beginning.at;
    this.#numbers = numbers;
    this.#write = emptyWrite(beginning.edition);
  }

  /** `check`: look for ids that are known already, instead of finding out by a unique violation. */
  async fold(check: boolean): Promise<IntakeAnswer[]> {
    await this.#useEdition();
    if (check) {
      this.#answerRepeats();
      await this.#answerKnown();
    }
    await this.#readCases(check);
    for (let i = 0; i < this.#events.length; i++) this.#answers[i] ??= this.#take(this.#events[i]!, i);
    if (!check) await this.#lookAgain();
    for (const one of this.#memory.changedCases()) this.#collect(one);
    this.#write.pace = this.#memory.changedPace();
    return this.#answers as IntakeAnswer[];
  }

  /** The same id twice in one batch: the later one is a duplicate or a conflict. Returns whether there is one. */
  #answerRepeats(): boolean {
    const first = new Map<number, Map<string, IncomingEvent>>();
    let found = false;
    for (let i = 0; i < this.#events.length; i++) {
      const event = this.#events[i]!;
      const ids = mapIn(first, event.source.id);
      const before = ids.get(event.id);
      found ||= before !== undefined;
      if (!before) ids.set(event.id, event);
      else this.#answers[i] = known(event, sameContent({ ...before, digest: digestOf(before) }, event));
    }
    return found;
  }

  async #useEdition(): Promise<void> {
    const { registry } = this.#tools;
    const { edition } = this.#write;
    if (edition > registry.edition) await registry.refresh(this.#client);
    this.#tools = toolsAt(this.#tools, edition);
  }

  /** What was refused may be known (an opening sent again finds its own case): then it is a duplicate or a conflict. */
  async #lookAgain(): Promise<void> {
    const refused = this.#events.filter((_, i) => this.#answers[i]!.outcome === 'refused');
    if (refused.length === 0) return;
    if (this.#granted || this.#answerRepeats()) throw new TookForGranted();
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

  /** Where nothing is checked, a case whose first event here opens it is new: if not, the unique number says so. */
  async #readCases(check: boolean): Promise<void> {
    const numbers = new Map<number, Map<string, NumberedCase | null>>();
    const keys = new Map<number, KeyedCase>();
    const wanted: NumberedCase[] = [];
    for (let i = 0; i < this.#events.length; i++) {
      const event = this.#events[i]!;
      if (this.#answers[i]) continue;
      this.#cases[i] = this.#find(event);
      if (this.#cases[i]) continue;
      const { city, reference } = event;
      if ('id' in reference) {
        keys.set(reference.id, { city, id: reference.id });
        continue;
      }
      const known = mapIn(numbers, scopeOf(city, event.source.id));
      if (known.has(reference.number)) continue;
      const granted = !check && event.opens;
      const one = granted ? null : { city, sourceId: event.source.id, number: reference.number };
      known.set(reference.number, one);
      if (one) wanted.push(one);
      else this.#granted = true;
    }
    for (const one of await readCases(this.#client, wanted, [...keys.values()]))
      this.#memory.of(one.city).cases.put(one);
    await readTimetables(this.#client, this.#movedCases());
    const waiting = this.#events.filter((_, i) => !this.#answers[i]);
    await this.#corrections.read(this.#client, waiting);
    const unread = waiting.map((event) => this.#memory.of(event.city).pace.meet(event));
    await readPace(
      this.#client,
      unread.filter((one) => one !== undefined),
    );
  }

  #find({ city, source, reference }: IncomingEvent): OpenCase | undefined {
    const { cases } = this.#memory.of(city);
    return 'id' in reference
      ? cases.byKey(city, reference.id)
      : cases.byNumber(city, source.id, reference.number);
  }

  #movedCases(): OpenCase[] {
    const moved = new Set<OpenCase>();
    const { registry, parameters } = this.#tools;
    const idlePercent = idlePercentOf(parameters);
    for (let i = 0; i < this.#events.length; i++) {
      const event = this.#events[i]!;
      if (this.#answers[i]) continue;
      const one = (this.#cases[i] ??= this.#find(event));
      if (!one || moved.has(one) || this.#knowsTimetable(one)) continue;
      const item = registry.itemVersion(one.itemId, one.itemVersion);
      const lastAt = one.fold?.state.lastAt ?? null;
      const { at } = this.#timeOf(event);
      if (
        one.part !== null ||
        CorrectionBook.handles(event.type) ||
        movesClocks(event as unknown as CaseEvent, lastAt, at, { item, idlePercent })
      )
        moved.add(one);
    }
    return [...moved];
  }

  /** Whether the timetable is remembered, and as it is stored. */
  #knowsTimetable(one: OpenCase): boolean {
    if (!one.fold?.timetable) return false;
    const { mode } = this.#tools.registry.sourceById(one.sourceId);
    return mode === 'replay' || !this.#memory.of(one.city).hasTicked(one);
  }

  /** One event; what is refused changes nothing, and a fault in one event does not touch the others. */
  #take(event: IncomingEvent, i: number): IntakeAnswer {
    try {
      if (CorrectionBook.handles(event.type)) this.#correct(event);
      else this.#apply(event, this.#cases[i] ?? this.#find(event));
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

  #apply(event: IncomingEvent, existing: OpenCase | undefined): void {
    const time = this.#timeOf(event);
    if (event.opens && existing)
      throw new Refusal('case-exists', { field: 'subject', expected: 'a case number that is not in use' });
    const one = existing ?? this.#open(event, time.at);
    if (event.from && !event.from.includes(one.fold!.state.status))
      throw new Refusal('action-not-allowed', { field: 'action' });
    if (event.about !== undefined && !one.fold!.state.held.some(({ seq }) => seq === event.about))
      throw new Refusal('action-not-allowed', {
        field: 'values.entry',
        expected: 'an entry that still waits for a second person',
      });
    if (event.after !== undefined && event.after !== one.fold?.seq)
      throw new Refusal('case-moved', { field: 'subject' });
    const context = this.#contextOf(one, event);
    const effect =
      one.part === null
        ? applyEvent(one.fold, event as unknown as CaseEvent, time, context)
        : this.#parts.take(one, one.part, event, time, context);
    const ends = endCounts(one.fold, effect.fold, time.at);
    const where = placeOf(one);
    const { clocksMoved } = effect;
    const trails = one.part === null && mayTrail(event.type, one.fold, clocksMoved);
    this.#memory.of(one.city).cases.change(one, effect.fold, { clocksMoved, trails });
    if (!existing) this.#count('opened', where, time.at);
    for (const { counter, at, n } of ends) this.#count(counter, where, at, n);
    this.#journal(event, one, effect.fold.seq);
    for (const rung of effect.rungs) this.#write.alerts.push(rungAlert(rung, where, effect.settled));
    for (const settled of effect.settled) this.#settle(one, settled);
    for (const finding of effect.findings) this.#write.alerts.push(findingAlert(finding, where));
    const pace = this.#memory
      .of(event.city)
      .pace.take(event, effect.fold.seq, time.at, this.#tools.parameters);
    if (pace) this.#write.alerts.push(findingAlert(pace, where));
  }

  /**
   * Warnings that stand in the database are settled there; one that an earlier event of this batch gave, here. What is
   * settled stays as it was settled first.
   */
  #settle({ city, id: caseId }: OpenCase, settled: Settled): void {
    const { settled: earlier, alerts } = this.#write;
    if (!earlier.some((one) => one.caseId === caseId && one.prefix === settled.prefix))
      earlier.push({ city, caseId, ...settled });
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
    const fold = { ...one.fold, seq, timetable: effect.timetable };
    this.#memory.of(one.city).cases.change(one, fold, { clocksMoved: true, trails: false });
    const where = placeOf(one);
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
    if (!event.opens || !('number' in event.reference))
      throw new Refusal('case-unknown', {
        field: 'subject',
        expected: 'a case that was opened in this division',
      });
    const data = meaningOf(event.type, event.data)!.data as {
      item: string;
      organ?: string;
      personId?: number;
    };
    const { item, organ } = openingOf(this.#tools.registry, data, at);
    const part = partOfEvent(event.type);
    return {
      id: this.#numbers.take(),
      city: event.city,
      sourceId: event.source.id,
      number: event.reference.number,
      itemId: item.id,
      itemVersion: item.version,
      organId: organ.id,
      region: event.region,
      personId: data.personId ?? null,
      openedAt: at,
      fold: null,
      part: part && { part, state: null },
      isNew: true,
      rowSeq: 0,
      rowChanged: true,
      changed: false,
      clocksMoved: false,
    };
  }

  #contextOf(one: OpenCase, event: IncomingEvent): FoldContext {
    const context = foldContext(this.#tools, one);
    const acting = event.data.organ as string | undefined;
    if (acting === undefined || acting === context.organ.code) return context;
    const actingOrgan = this.#tools.registry.organ(acting);
    if (!actingOrgan)
      throw new Refusal('organ-unknown', {
        field: 'data.organ',
        expected: `a registered organ, not ${acting}`,
      });
    return { ...context, actingOrgan };
  }

  #count(
    counter: CounterName,
    { itemId, organId, region }: ReturnType<typeof placeOf>,
    at: Instant,
    n = 1,
  ): void {
    this.#write.counts.push({ day: dayOf(at), region, organId, itemId, counter, n });
  }

  #journal(event: IncomingEvent, one: OpenCase, caseSeq: number): void {
    this.#write.journal.push({ city: one.city, caseId: one.id, caseSeq, event });
  }

  /** Whether its statement and its commit are sent together, so that something may be sent right behind; known once it is folded. */
  get isOneStatement(): boolean {
    return this.#corrections.isEmpty && this.#parts.isEmpty;
  }

  /** Cities that it writes to; known once it is folded. */
  get cities(): number[] {
    return citiesOf(this.#write.journal);
  }

  /**
   * Writes what was folded and commits it. Where it is one statement the commit is sent along: if the statement fails,
   * PostgreSQL makes a rollback of it. With corrections or parts of platforms there are more, and the one must stand before
   * the other is sent.
   */
  async commit(): Promise<void> {
    if (this.isOneStatement)
      await Promise.all([writeBatch(this.#client, this.#write), this.#client.query('COMMIT')]);
    else {
      await writeBatch(this.#client, this.#write);
      if (!this.#corrections.isEmpty) await this.#corrections.write(this.#client);
      if (!this.#parts.isEmpty) await this.#parts.write(this.#client);
      await this.#client.query('COMMIT');
    }
  }

  #collect(one: OpenCase): void {
    if (!one.fold) return;
    const { opened, changed, started, moved } = this.#write;
    if (one.rowChanged) (one.isNew ? opened : changed).push(one);
    const { timetable, state } = one.fold;
    if (!one.clocksMoved || !timetable) return;
    const ledger = ledgerText(timetable.clocks);
    const clocks = { city: one.city, caseId: one.id, ledger, timetable, endedAt: state.endedAt };
    if (!one.isNew) moved.push(clocks);
    else {
      const live = this.#tools.registry.sourceById(one.sourceId).mode === 'live';
      started.push({ ...clocks, of: one, live });
    }
  }
}

const placeOf = ({ city, id, itemId, organId, region }: OpenCase) => ({
  city,
  caseId: id,
  itemId,
  organId,
  region,
});

/** The map under a key of a map of maps. */
function mapIn<K, I, V>(maps: Map<K, Map<I, V>>, key: K): Map<I, V> {
  let map = maps.get(key);
  if (!map) {
    map = new Map();
    maps.set(key, map);
  }
  return map;
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
