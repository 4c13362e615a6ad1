import type { IntakeAnswer } from '#contract/events';
import { systemNow, toRfc3339 } from '#base/time';
import type { SeededRandom } from '#spine/demonstration/seeded-random';
import { Broken, patience, until } from './bounded.ts';
import { cities, item, organOf, regionOf, source, token } from './furnish.ts';

/** How many tell of loans at the same time, the same number in each city: what holds up one city leaves the others busy. */
const callers = 24;
/** The time that is given to a loan: short, so that it falls due while the round goes on. */
const dueMs = 400;
/** An answer that takes longer is no answer; the event is sent again. */
const answerWithin = 30_000;

interface SentEvent {
  id: string;
  type: string;
  time: string;
  data: Record<string, unknown>;
}

type Expected = 'accepted' | 'duplicate' | 'conflict';

/**
 * Callers of the door for systems who tell of loans, one event after the other, and send again what was not answered, as a
 * department's system would. Now and then one tells what was acknowledged before, or another thing under the same id.
 */
export class Callers {
  /** Ids of all events that were acknowledged. */
  readonly acknowledged = new Set<string>();
  /** Requests that had to be sent again. */
  again = 0;
  readonly #url: () => string;
  readonly #random: SeededRandom;
  #loans = 0;
  #stopping = false;
  #running: Promise<void> | undefined;
  #broken: Error | undefined;
  /** Loans that nobody has closed; some of them are closed later, often after they fell due. */
  readonly #open = new Map<number, string[]>(cities.map((city) => [city, []]));

  constructor(url: () => string, random: SeededRandom) {
    this.#url = url;
    this.#random = random;
  }

  start(): void {
    this.#stopping = false;
    this.#running = Promise.all(
      Array.from({ length: callers }, (_, i) => this.#lend(cities[i % cities.length]!)),
    ).then(() => {});
    this.#running.catch((error: Error) => {
      this.#broken ??= error;
    });
  }

  /** Waits until so many more were acknowledged. */
  async tell(more: number): Promise<void> {
    const wanted = this.acknowledged.size + more;
    await until(
      'progress',
      () => `${wanted - this.acknowledged.size} of ${more} events are still not acknowledged`,
      () => {
        this.mustGoOn();
        return this.acknowledged.size >= wanted;
      },
    );
  }

  /** @throws what made one of them stop */
  mustGoOn(): void {
    if (this.#broken) throw this.#broken;
  }

  /** Nobody sends anything any more: there is nobody who could answer. */
  abandon(): void {
    this.#broken ??= new Error('abandoned');
  }

  /** Everybody ends the loan that he is telling of; everything that was sent is acknowledged then. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#running;
  }

  async #lend(city: number): Promise<void> {
    while (!this.#stopping) {
      const n = this.#loans++;
      const number = `loan-${n}`;
      const event = (what: string, type: string, data: SentEvent['data']): SentEvent => ({
        id: `${number}:${what}`,
        type,
        time: toRfc3339(systemNow()),
        data,
      });
      const due = { promised: toRfc3339(systemNow() + dueMs) };
      const opened = event('open', 'case.opened', { item, organ: organOf(city), due });
      const fetched = event('fetch', 'case.step-done', { step: 'fetch', actor: `Desk ${n % 24}` });
      await this.#send(number, city, opened, 'accepted');
      await this.#send(number, city, fetched, 'accepted');
      if (this.#random.chance(0.25)) await this.#send(number, city, fetched, 'duplicate');
      if (this.#random.chance(0.05))
        await this.#send(number, city, { ...fetched, data: { step: 'fetch', actor: 'Another' } }, 'conflict');
      this.#open.get(city)!.push(number);
      if (this.#random.chance(0.6)) await this.#close(city);
    }
  }

  /** One of the city's loans that are open, of this round or an earlier one. */
  async #close(city: number): Promise<void> {
    const open = this.#open.get(city)!;
    const [number] = open.splice(this.#random.integer(0, open.length - 1), 1);
    if (!number) return;
    const closed = { id: `${number}:close`, type: 'case.closed', time: toRfc3339(systemNow()), data: {} };
    await this.#send(number, city, closed, 'accepted');
  }

  /** Until it is answered. @throws Broken where the answer is not the one that is due */
  async #send(number: string, city: number, event: SentEvent, expected: Expected): Promise<void> {
    const body = JSON.stringify({
      specversion: '1.0',
      source,
      subject: number,
      region: regionOf(city),
      ...event,
    });
    let answer: IntakeAnswer | undefined;
    let sent = 0;
    await until(
      'progress',
      () => `${event.id} was sent ${sent} times and never answered`,
      async () => {
        this.mustGoOn();
        sent += 1;
        answer = await this.#post(body);
        return answer !== undefined;
      },
      // As long as everything takes that may have to come back first.
      3 * patience,
    );
    if (sent > 1) this.again += 1;
    const { outcome } = answer!;
    // What was not answered may have been written all the same.
    if (outcome !== expected && !(expected === 'accepted' && outcome === 'duplicate' && sent > 1))
      throw new Broken(
        'answers',
        `${event.id}, sent ${sent} times, was ${JSON.stringify(answer)} where "${expected}" is due`,
      );
    if (expected === 'accepted') this.acknowledged.add(event.id);
  }

  /** Undefined where nobody answers, or with what says that it is to be tried again. */
  async #post(body: string): Promise<IntakeAnswer | undefined> {
    try {
      const response = await fetch(`${this.#url()}/api/events`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/cloudevents+json' },
        body,
        signal: AbortSignal.timeout(answerWithin),
      });
      if (!response.ok) {
        const problem = await response.text();
        if (response.status < 500)
          throw new Broken('answers', `the door said ${response.status}: ${problem}`);
        return undefined;
      }
      const { answers } = (await response.json()) as { answers: IntakeAnswer[] };
      return answers[0];
    } catch (error) {
      if (error instanceof Broken) throw error;
      return undefined;
    }
  }
}
