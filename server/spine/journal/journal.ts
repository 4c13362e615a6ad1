import { setImmediate as restOfTurn } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { sendTogether } from '#base/db';
import { observed } from '#base/observe';
import type { IntakeAnswer } from '#contract/events';
import type { FoldTools } from '#spine/cases/fold-context';
import { CorrectionBook } from '#spine/corrections/correction-book';
import { Batch, TookForGranted } from '#spine/journal/batch';
import { citiesOf } from '#spine/journal/batch-values';
import { CaseNumbers } from '#spine/journal/case-numbers';
import { type BatchBeginning, beginInCities } from '#spine/journal/city-order';
import type { IncomingEvent } from '#spine/journal/incoming';
import { BatchMemory, LaneMemory } from '#spine/journal/lane-memory';

/** A caller, to whom each of the events that were handed over together is answered. */
interface Call {
  /** `i`: the event's place among them. */
  answer: (i: number, answer: IntakeAnswer) => void;
  failed: (error: unknown) => void;
}

interface Waiting {
  event: IncomingEvent;
  call: Call;
  i: number;
}

/** Most events of one transaction; more brings no further speed and longer waits. */
const batchSize = 1_000;
/** Cases that a journal remembers, in all its lanes. */
const casesKept = 32_768;
/** After a batch met a known id, the next ones of that lane look first: whoever repeats one event repeats many. */
const checkedBatches = 50;
const tries = 5;

const uniqueViolation = '23505';
/** Serialization failure, deadlock: another writer was first, try again on what it left. */
const retryable = new Set(['40001', '40P01']);

function whatToDo(error: unknown): 'look first' | 'try again' | 'give up' {
  if (error instanceof TookForGranted) return 'look first';
  const { code = '' } = error as { code?: string };
  if (code === uniqueViolation) return 'look first';
  return retryable.has(code) ? 'try again' : 'give up';
}

/** How many of a batch had which outcome: what whoever watches is told. */
function countOutcomes(answers: readonly IntakeAnswer[]): Record<string, number> {
  const counts: Record<IntakeAnswer['outcome'], number> = {
    accepted: 0,
    duplicate: 0,
    conflict: 0,
    refused: 0,
  };
  for (const { outcome } of answers) counts[outcome] += 1;
  return counts;
}

/** Some cities that are always written together or one after the other. */
interface Lane {
  waiting: Waiting[];
  /** Who alone may take events from it: a batch of it is on its way, or the next one has begun. */
  holder: Writer | null;
  /** Number of the last batch that took events from it: whose turn it is. */
  served: number;
  checking: number;
  readonly memory: LaneMemory;
}

/** A transaction for a batch in some cities. */
interface Begun {
  readonly client: PoolClient;
  readonly cities: readonly number[];
  readonly beginning: Promise<BatchBeginning>;
}

/** Writes one batch after the other, of the lanes that fall to it. */
interface Writer {
  readonly index: number;
  busy: boolean;
  /** For the next batch, when the commit of the one before has taken the beginning along. */
  begun: (Begun & { readonly lanes: readonly Lane[] }) | undefined;
  readonly numbers: CaseNumbers;
}

const waits = ({ waiting }: Lane): boolean => waiting.length > 0;

/**
 * What stands in one batch with an event. Acts in cases and acts in corrections touch the same alerts by different statements, so
 * that only one kind does: else the outcome would depend on how the batches were cut. Acts in corrections are few, and read more: a
 * batch of them is of one city.
 */
function likeFirst(first: IncomingEvent): (one: Waiting) => boolean {
  const corrections = CorrectionBook.handles(first.type);
  return ({ event }) =>
    CorrectionBook.handles(event.type) === corrections && (!corrections || event.city === first.city);
}

/** As many as share out evenly among two writers and among three. */
const laneCount = 6;

/**
 * Two batches on their way keep this process and PostgreSQL busy: while one is being written, the other is folded. With more, the
 * batches of many callers are smaller, and each costs its messages and its roll-ups anew.
 */
const usualWriters = 2;
/** Where batches are large anyway, a third fills the time that a commit, an answer or the garbage collector takes. */
const mostWriters = 3;
/** So many events that wait are a large batch for each. */
const manyWaiting = 1_000;

/**
 * The one way to write. Callers' events are gathered into batches, and each caller is answered after the commit. A city is
 * always of the same lane, and of a lane one batch at a time is on its way, so that batches never wait for each other's rows;
 * the more lanes a batch has, the larger the batches of many callers are, and the fewer messages an event costs.
 */
export class Journal {
  readonly #pool: Pool;
  readonly #tools: FoldTools;
  readonly #lanes: readonly Lane[];
  readonly #writers: readonly Writer[];
  #waiting = 0;
  #batches = 0;
  #accepted = 0;
  #closing = false;
  #idle: (() => void) | undefined;

  /** `writers`: batches on their way at the same time at most, each by a connection of its own. */
  constructor(pool: Pool, tools: FoldTools, writers = mostWriters) {
    this.#pool = pool;
    this.#tools = tools;
    this.#lanes = Array.from({ length: laneCount }, () => ({
      waiting: [],
      holder: null,
      served: 0,
      checking: 0,
      memory: new LaneMemory(casesKept / laneCount),
    }));
    this.#writers = Array.from({ length: writers }, (_, index) => ({
      index,
      busy: false,
      begun: undefined,
      numbers: new CaseNumbers(),
    }));
  }

  /** Events accepted since the start of this process. */
  get accepted(): number {
    return this.#accepted;
  }

  /** Writes events; answers stand in the order of the events. Rejects only when the database cannot be written. */
  append(events: IncomingEvent[]): Promise<IntakeAnswer[]> {
    if (this.#closing) return Promise.reject(new Error('the journal is closed'));
    if (events.length === 0) return Promise.resolve([]);
    return new Promise((done, failed) => {
      const answers: IntakeAnswer[] = [];
      let left = events.length;
      const answer = (i: number, one: IntakeAnswer): void => {
        answers[i] = one;
        if (--left === 0) done(answers);
      };
      const call = { answer, failed };
      for (let i = 0; i < events.length; i++) this.#queue({ event: events[i]!, call, i });
      this.#wake();
    });
  }

  /** As `append`. Not by way of it: single events are many, and each would be handed on twice. */
  appendOne(event: IncomingEvent): Promise<IntakeAnswer> {
    if (this.#closing) return Promise.reject(new Error('the journal is closed'));
    return new Promise((done, failed) => {
      this.#queue({ event, call: { answer: (_, one) => done(one), failed }, i: 0 });
      this.#wake();
    });
  }

  #laneOf(city: number): Lane {
    return this.#lanes[city % laneCount]!;
  }

  #queue(one: Waiting): void {
    this.#laneOf(one.event.city).waiting.push(one);
    this.#waiting += 1;
  }

  #wake(): void {
    for (const writer of this.#writers)
      if (!writer.busy && this.#lanesOf(writer).some(waits)) void this.#writeOn(writer);
  }

  /** The lanes that fall to a writer at present and that no other one holds. */
  #lanesOf(writer: Writer): Lane[] {
    const most = this.#waiting < manyWaiting ? usualWriters : mostWriters;
    const writers = Math.min(most, this.#writers.length);
    return this.#lanes.filter(
      ({ holder }, i) => i % writers === writer.index && (holder === null || holder === writer),
    );
  }

  /**
   * Each batch begins at the end of a turn of the event loop: what all connections brought in it becomes one batch, and
   * whoever has just been answered and has more to tell is in the next one.
   */
  async #writeOn(writer: Writer): Promise<void> {
    writer.busy = true;
    for (;;) {
      await restOfTurn();
      const lanes = writer.begun?.lanes ?? this.#lanesOf(writer);
      if (!lanes.some(waits)) break;
      for (const lane of lanes) lane.holder = writer;
      await this.#writeNext(writer, lanes);
      for (const lane of this.#lanes)
        if (lane.holder === writer && !writer.begun?.lanes.includes(lane)) lane.holder = null;
      // What this one has left may fall to another by now.
      this.#wake();
    }
    writer.busy = false;
    this.#wake();
    if (this.#isIdle()) this.#idle?.();
  }

  #isIdle(): boolean {
    return this.#waiting === 0 && this.#writers.every((writer) => !writer.busy);
  }

  /** Takes the events of the next batch out of the lanes; that which has waited longest comes first. */
  #take(lanes: readonly Lane[]): Waiting[] {
    const inTurn = lanes.filter(waits).sort((a, b) => a.served - b.served);
    const like = likeFirst(inTurn[0]!.waiting[0]!.event);
    const batch: Waiting[] = [];
    this.#batches += 1;
    for (const lane of inTurn) {
      const { waiting } = lane;
      const most = Math.min(waiting.length, batchSize - batch.length);
      let n = 0;
      while (n < most && like(waiting[n]!)) n++;
      if (n === 0) continue;
      batch.push(...waiting.splice(0, n));
      lane.served = this.#batches;
    }
    this.#waiting -= batch.length;
    return batch;
  }

  async #writeNext(writer: Writer, lanes: readonly Lane[]): Promise<void> {
    const batch = this.#take(lanes);
    try {
      const answers = await observed(
        'journal.batch',
        () =>
          this.#write(
            writer,
            lanes,
            batch.map((one) => one.event),
          ),
        countOutcomes,
      );
      for (let n = 0; n < batch.length; n++) {
        const { call, i } = batch[n]!;
        call.answer(i, answers[n]!);
      }
    } catch (error) {
      for (const one of batch) one.call.failed(error);
    }
  }

  async #write(writer: Writer, lanes: readonly Lane[], events: IncomingEvent[]): Promise<IntakeAnswer[]> {
    const { numbers } = writer;
    const memory = new BatchMemory(
      lanes.map((lane) => lane.memory),
      (city) => this.#laneOf(city).memory,
    );
    const openings = events.reduce((n, { opens }) => (opens ? n + 1 : n), 0);
    for (let attempt = 1; ; attempt++) {
      const check = lanes.some((lane) => lane.checking > 0);
      const { client, cities, beginning: begins } = await this.#begin(writer, citiesOf(events));
      let broken: Error | undefined;
      try {
        const beginning = await begins;
        await numbers.provide(client, openings);
        memory.begin(cities, beginning);
        const batch = new Batch(client, this.#tools, { memory, numbers }, beginning, events);
        const answers = await batch.fold(check);
        await sendTogether(client, () => {
          const done = batch.commit();
          if (batch.isOneStatement) this.#beginNext(writer, client, cities);
          return done;
        });
        memory.settle(batch.cities);
        if (check) for (const lane of lanes) lane.checking = Math.max(0, lane.checking - 1);
        for (const answer of answers) if (answer.outcome === 'accepted') this.#accepted += 1;
        return answers;
      } catch (error) {
        memory.forget();
        // Ends what the commit took along too.
        writer.begun = undefined;
        await client.query('ROLLBACK').catch((cause: Error) => {
          broken = cause;
        });
        const again = whatToDo(error);
        if (attempt >= tries || again === 'give up') throw error;
        if (again === 'look first') for (const lane of lanes) lane.checking = checkedBatches;
      } finally {
        if (writer.begun?.client !== client) client.release(broken);
      }
    }
  }

  /** The transaction that the batch before has begun, if the cities are among its own; else a new one. */
  async #begin(writer: Writer, cities: readonly number[]): Promise<Begun> {
    const { begun } = writer;
    writer.begun = undefined;
    if (begun && cities.every((city) => begun.cities.includes(city))) return begun;
    // If it fails, the connection is broken, and so does what follows on it.
    begun?.client.query('ROLLBACK').catch(() => {});
    const client = begun?.client ?? (await this.#pool.connect());
    return { client, cities, beginning: beginInCities(client, cities) };
  }

  /**
   * Begins the next batch right behind the commit, in the same turn, where events are waiting for it: they need not wait for a
   * round trip more, and neither side for the other. In the cities of both batches, since those who are answered go on there.
   */
  #beginNext(writer: Writer, client: PoolClient, cities: readonly number[]): void {
    const next = this.#lanesOf(writer);
    if (!next.some(waits)) return;
    for (const lane of next) lane.holder = writer;
    const among = citiesOf([
      ...cities.filter((city) => next.includes(this.#laneOf(city))).map((city) => ({ city })),
      ...next.flatMap((lane) => lane.waiting.map(({ event }) => event)),
    ]);
    const beginning = beginInCities(client, among);
    // Told when it is awaited.
    beginning.catch(() => {});
    writer.begun = { client, cities: among, lanes: next, beginning };
  }

  /** Waits until everything handed over is written. */
  async drain(): Promise<void> {
    if (this.#isIdle()) return;
    await new Promise<void>((resolve) => {
      this.#idle = resolve;
    });
    this.#idle = undefined;
  }

  async close(): Promise<void> {
    const drained = this.drain();
    this.#closing = true;
    await drained;
  }
}
