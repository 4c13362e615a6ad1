import type { Pool } from 'pg';
import type { IntakeAnswer } from '#contract/events';
import type { FoldTools } from '#spine/cases/fold-context';
import { CorrectionBook } from '#spine/corrections/correction-book';
import { Batch, TookForGranted } from '#spine/journal/batch';
import { CityMemory } from '#spine/journal/city-memory';
import { beginInCity } from '#spine/journal/city-order';
import type { IncomingEvent } from '#spine/journal/incoming';

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
/** After a batch met a known id, the next ones of that city look first: whoever repeats one event repeats many. */
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

interface Lane {
  waiting: Waiting[];
  busy: boolean;
  checking: number;
  readonly memory: CityMemory;
}

/**
 * How many of those waiting make the next batch. Acts in cases and acts in corrections touch the same alerts by different
 * statements, so that only one kind stands in a batch: else the outcome would depend on how the batches were cut.
 */
function nextBatch(waiting: readonly Waiting[]): number {
  const kind = CorrectionBook.handles(waiting[0]!.event.type);
  let n = 1;
  while (n < waiting.length && n < batchSize && CorrectionBook.handles(waiting[n]!.event.type) === kind) n++;
  return n;
}

/**
 * The one way to write. Callers' events are gathered into batches of one city; a city is written by one connection
 * at a time, so that batches never wait for each other's rows. Every caller is answered after the commit.
 */
export class Journal {
  readonly #pool: Pool;
  readonly #tools: FoldTools;
  readonly #lanes = new Map<number, Lane>();
  readonly #mostBusy: number;
  #busy = 0;
  #accepted = 0;
  #awake = false;
  #closing = false;
  #idle: (() => void) | undefined;

  /** `connections`: batches of different cities written at the same time. */
  constructor(pool: Pool, tools: FoldTools, connections = 4) {
    this.#pool = pool;
    this.#tools = tools;
    this.#mostBusy = connections;
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
      for (let i = 0; i < events.length; i++) {
        const event = events[i]!;
        this.#laneOf(event.city).waiting.push({ event, call, i });
      }
      this.#wake();
    });
  }

  async appendOne(event: IncomingEvent): Promise<IntakeAnswer> {
    return (await this.append([event]))[0]!;
  }

  #laneOf(city: number): Lane {
    let lane = this.#lanes.get(city);
    if (!lane) {
      lane = { waiting: [], busy: false, checking: 0, memory: new CityMemory(city) };
      this.#lanes.set(city, lane);
    }
    return lane;
  }

  /** A microtask later, so that what several callers hand over at once becomes one batch. */
  #wake(): void {
    if (this.#awake) return;
    this.#awake = true;
    queueMicrotask(() => {
      this.#awake = false;
      this.#pump();
    });
  }

  #pump(): void {
    for (const [city, lane] of this.#lanes) {
      if (this.#busy >= this.#mostBusy) return;
      if (lane.busy || lane.waiting.length === 0) continue;
      lane.busy = true;
      this.#busy += 1;
      void this.#writeLane(lane).finally(() => {
        lane.busy = false;
        this.#busy -= 1;
        // A city that was just served goes to the end of the round.
        this.#lanes.delete(city);
        this.#lanes.set(city, lane);
        if (this.#busy === 0 && !this.#isWaiting()) this.#idle?.();
        this.#pump();
      });
    }
  }

  #isWaiting(): boolean {
    for (const lane of this.#lanes.values()) if (lane.waiting.length > 0) return true;
    return false;
  }

  async #writeLane(lane: Lane): Promise<void> {
    const batch = lane.waiting.splice(0, nextBatch(lane.waiting));
    try {
      const answers = await this.#write(
        lane,
        batch.map((one) => one.event),
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
    const { memory } = lane;
    const openings = events.reduce((n, { type }) => (type === 'case.opened' ? n + 1 : n), 0);
    for (let attempt = 1; ; attempt++) {
      const check = lane.checking > 0;
      const client = await this.#pool.connect();
      let broken: Error | undefined;
      try {
        const beginning = await beginInCity(client, memory.city, openings);
        const { answers, wrote } = await new Batch(client, this.#tools, memory, beginning, events).run(check);
        await client.query('COMMIT');
        memory.settle(wrote);
        if (check) lane.checking -= 1;
        for (const answer of answers) if (answer.outcome === 'accepted') this.#accepted += 1;
        return answers;
      } catch (error) {
        memory.forget();
        await client.query('ROLLBACK').catch((cause: Error) => {
          broken = cause;
        });
        const again = whatToDo(error);
        if (attempt >= tries || again === 'give up') throw error;
        if (again === 'look first') lane.checking = checkedBatches;
      } finally {
        client.release(broken);
      }
    }
  }

  /** Waits until everything handed over is written. */
  async drain(): Promise<void> {
    if (this.#busy === 0 && !this.#isWaiting()) return;
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
