import type { Pool } from 'pg';
import type { IntakeAnswer } from '#contract/events';
import type { FoldTools } from '#spine/cases/fold-context';
import { CorrectionBook } from '#spine/corrections/correction-book';
import { Batch } from '#spine/journal/batch';
import { beginInCity } from '#spine/journal/city-order';
import type { IncomingEvent } from '#spine/journal/incoming';

interface Waiting {
  event: IncomingEvent;
  done: (answer: IntakeAnswer) => void;
  failed: (error: unknown) => void;
}

/** Most events of one transaction; more brings no further speed and longer waits. */
const batchSize = 1_000;
/** After a batch met a known id, the next ones of that city look first: whoever repeats one event repeats many. */
const checkedBatches = 50;
const tries = 5;

const uniqueViolation = '23505';
/** Unique violation, serialization failure, deadlock: another writer was first, try again on what it left. */
const retryable = new Set([uniqueViolation, '40001', '40P01']);

interface Lane {
  waiting: Waiting[];
  busy: boolean;
  checking: number;
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
  async append(events: IncomingEvent[]): Promise<IntakeAnswer[]> {
    return Promise.all(events.map((event) => this.#enqueue(event)));
  }

  async appendOne(event: IncomingEvent): Promise<IntakeAnswer> {
    return this.#enqueue(event);
  }

  #enqueue(event: IncomingEvent): Promise<IntakeAnswer> {
    if (this.#closing) return Promise.reject(new Error('the journal is closed'));
    return new Promise((done, failed) => {
      let lane = this.#lanes.get(event.city);
      if (!lane) {
        lane = { waiting: [], busy: false, checking: 0 };
        this.#lanes.set(event.city, lane);
      }
      lane.waiting.push({ event, done, failed });
      // A microtask later, so that what one caller hands over at once becomes one batch.
      if (!lane.busy) queueMicrotask(() => this.#pump());
    });
  }

  #pump(): void {
    for (const [city, lane] of this.#lanes) {
      if (this.#busy >= this.#mostBusy) return;
      if (lane.busy || lane.waiting.length === 0) continue;
      lane.busy = true;
      this.#busy += 1;
      void this.#writeLane(city, lane).finally(() => {
        lane.busy = false;
        this.#busy -= 1;
        // A city that was just served goes to the end of the round.
        this.#lanes.delete(city);
        if (lane.waiting.length > 0) this.#lanes.set(city, lane);
        else if (lane.checking > 0) this.#lanes.set(city, lane);
        if (this.#busy === 0 && ![...this.#lanes.values()].some((one) => one.waiting.length > 0))
          this.#idle?.();
        this.#pump();
      });
    }
  }

  async #writeLane(city: number, lane: Lane): Promise<void> {
    const batch = lane.waiting.splice(0, nextBatch(lane.waiting));
    try {
      const answers = await this.#write(
        city,
        lane,
        batch.map((one) => one.event),
      );
      for (const [i, one] of batch.entries()) one.done(answers[i]!);
    } catch (error) {
      for (const one of batch) one.failed(error);
    }
  }

  async #write(city: number, lane: Lane, events: IncomingEvent[]): Promise<IntakeAnswer[]> {
    for (let attempt = 1; ; attempt++) {
      const check = lane.checking > 0;
      const client = await this.#pool.connect();
      let broken: Error | undefined;
      try {
        await client.query(beginInCity(city));
        const { answers } = await new Batch(client, this.#tools, city, events).run(check);
        await client.query('COMMIT');
        if (check) lane.checking -= 1;
        for (const answer of answers) if (answer.outcome === 'accepted') this.#accepted += 1;
        return answers;
      } catch (error) {
        const code = (error as { code?: string }).code ?? '';
        await client.query('ROLLBACK').catch((cause: Error) => {
          broken = cause;
        });
        if (attempt >= tries || !retryable.has(code)) throw error;
        if (code === uniqueViolation) lane.checking = checkedBatches;
      } finally {
        client.release(broken);
      }
    }
  }

  /** Waits until everything handed over is written. */
  async drain(): Promise<void> {
    if (this.#busy === 0 && ![...this.#lanes.values()].some((one) => one.waiting.length > 0)) return;
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
