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
import { LaneMemory } from '#spine/journal/lane-memory';

/** The events that one caller handed over together. */
interface Call {
  answers: IntakeAnswer[];
  left: number;
  done: (answers: IntakeAnswer[]) => void;
  failed: (error: unknown) => void;
}

interface Waiting {
  event: IncomingEvent;
  call: Call;
  /** Its place among the answers of the call. */
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

/** A transaction for a batch in some cities. */
interface Begun {
  readonly client: PoolClient;
  readonly cities: readonly number[];
  readonly beginning: Promise<BatchBeginning>;
}

/** Some cities whose events are written one batch after the other. */
interface Lane {
  waiting: Waiting[];
  busy: boolean;
  /** For the next batch, when the commit of the one before has taken the beginning along. */
  begun: Begun | undefined;
  checking: number;
  readonly memory: LaneMemory;
  readonly numbers: CaseNumbers;
}

/**
 * How many of those waiting make the next batch. Acts in cases and acts in corrections touch the same alerts by different
 * statements, so that only one kind stands in a batch: else the outcome would depend on how the batches were cut. Acts in
 * corrections are few, and read more: a batch of them is of one city.
 */
function nextBatch(waiting: readonly Waiting[]): number {
  const first = waiting[0]!.event;
  const corrections = CorrectionBook.handles(first.type);
  const fits = ({ event }: Waiting) =>
    CorrectionBook.handles(event.type) === corrections && (!corrections || event.city === first.city);
  let n = 1;
  while (n < waiting.length && n < batchSize && fits(waiting[n]!)) n++;
  return n;
}

/**
 * Two batches on their way keep this process and PostgreSQL busy: while one is being written, the other is folded; the third fills
 * the time that a commit or an answer takes. With more, the batches of many callers are smaller, and each costs its messages and
 * its roll-ups anew.
 */
const usualLanes = 3;

/**
 * The one way to write. Callers' events are gathered into batches, and each caller is answered after the commit. A city is
 * always of the same lane, and a lane writes one batch at a time, so that batches never wait for each other's rows; the
 * more cities a lane has, the larger the batches of many callers are, and the fewer messages an event costs.
 */
export class Journal {
  readonly #pool: Pool;
  readonly #tools: FoldTools;
  readonly #lanes: readonly Lane[];
  #accepted = 0;
  #closing = false;
  #idle: (() => void) | undefined;

  /** `lanes`: batches written at the same time, each by a connection of its own. */
  constructor(pool: Pool, tools: FoldTools, lanes = usualLanes) {
    this.#pool = pool;
    this.#tools = tools;
    this.#lanes = Array.from({ length: lanes }, () => ({
      waiting: [],
      busy: false,
      begun: undefined,
      checking: 0,
      memory: new LaneMemory(casesKept / lanes),
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
      const call: Call = { answers: [], left: events.length, done, failed };
      for (let i = 0; i < events.length; i++) this.#queue({ event: events[i]!, call, i });
      this.#wake();
    });
  }

  /** As `append`. Not by way of it: single events are many, and each would be handed on twice. */
  appendOne(event: IncomingEvent): Promise<IntakeAnswer> {
    if (this.#closing) return Promise.reject(new Error('the journal is closed'));
    return new Promise((resolve, failed) => {
      const done = ([answer]: IntakeAnswer[]) => resolve(answer!);
      this.#queue({ event, call: { answers: [], left: 1, done, failed }, i: 0 });
      this.#wake();
    });
  }

  #queue(one: Waiting): void {
    this.#lanes[one.event.city % this.#lanes.length]!.waiting.push(one);
  }

  #wake(): void {
    for (const lane of this.#lanes) if (!lane.busy && lane.waiting.length > 0) void this.#writeLane(lane);
  }

  /**
   * Each batch begins at the end of a turn of the event loop: what all connections brought in it becomes one batch, and
   * whoever has just been answered and has more to tell is in the next one.
   */
  async #writeLane(lane: Lane): Promise<void> {
    lane.busy = true;
    for (await restOfTurn(); lane.waiting.length > 0; await restOfTurn()) await this.#writeNext(lane);
    lane.busy = false;
    if (this.#isIdle()) this.#idle?.();
  }

  #isIdle(): boolean {
    return this.#lanes.every((lane) => !lane.busy && lane.waiting.length === 0);
  }

  async #writeNext(lane: Lane): Promise<void> {
    const batch = lane.waiting.splice(0, nextBatch(lane.waiting));
    try {
      const answers = await observed(
        'journal.batch',
        () =>
          this.#write(
            lane,
            batch.map((one) => one.event),
          ),
        countOutcomes,
      );
      for (let n = 0; n < batch.length; n++) {
        const { call, i } = batch[n]!;
        call.answers[i] = answers[n]!;
        if (--call.left === 0) call.done(call.answers);
      }
    } catch (error) {
      for (const one of batch) one.call.failed(error);
    }
  }

  async #write(lane: Lane, events: IncomingEvent[]): Promise<IntakeAnswer[]> {
    const { memory, numbers } = lane;
    const openings = events.reduce((n, { opens }) => (opens ? n + 1 : n), 0);
    for (let attempt = 1; ; attempt++) {
      const check = lane.checking > 0;
      const { client, cities, beginning: begins } = await this.#begin(lane, citiesOf(events));
      let broken: Error | undefined;
      try {
        const beginning = await begins;
        await numbers.provide(client, openings);
        memory.begin(cities, beginning);
        const batch = new Batch(client, this.#tools, { memory, numbers }, beginning, events);
        const answers = await batch.fold(check);
        const committed = sendTogether(client, () => {
          const done = batch.commit();
          if (batch.isOneStatement) this.#beginNext(lane, client, cities);
          return done;
        });
        await committed;
        memory.settle(batch.cities);
        if (check) lane.checking -= 1;
        for (const answer of answers) if (answer.outcome === 'accepted') this.#accepted += 1;
        return answers;
      } catch (error) {
        memory.forget();
        // Ends what the commit took along too.
        lane.begun = undefined;
        await client.query('ROLLBACK').catch((cause: Error) => {
          broken = cause;
        });
        const again = whatToDo(error);
        if (attempt >= tries || again === 'give up') throw error;
        if (again === 'look first') lane.checking = checkedBatches;
      } finally {
        if (lane.begun?.client !== client) client.release(broken);
      }
    }
  }

  /** The transaction that the batch before has begun, if the cities are among its own; else a new one. */
  async #begin(lane: Lane, cities: readonly number[]): Promise<Begun> {
    const { begun } = lane;
    lane.begun = undefined;
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
  #beginNext(lane: Lane, client: PoolClient, cities: readonly number[]): void {
    const { waiting } = lane;
    if (waiting.length === 0) return;
    const next = citiesOf([...cities.map((city) => ({ city })), ...waiting.map(({ event }) => event)]);
    const beginning = beginInCities(client, next);
    // Told when it is awaited.
    beginning.catch(() => {});
    lane.begun = { client, cities: next, beginning };
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
