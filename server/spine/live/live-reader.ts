import type { LiveBatch, LiveFeed, LiveMessage } from '#spine/live/live-feed';
import { covers } from '#spine/identity/permission';
import type { Reaches } from '#spine/identity/reach-setting';
import { isWithin } from '#spine/regions/region-codes';

/** What a reader is written to: a response of node's HTTP server. */
export interface Line {
  write(text: string): unknown;
  destroy(): unknown;
  readonly writableLength: number;
}

/** A reader that takes nothing for so long that this much waits is cut off; it comes back and resumes. */
const mostWaiting = 4 * 1024 * 1024;

/**
 * One open cockpit: writes what happens from its position on, each message once, in order. Follows the feed that all
 * readers share, and reads by itself what lies between its own position and where the feed is.
 */
export class LiveReader {
  readonly #feed: LiveFeed;
  readonly #line: Line;
  readonly #region: string | undefined;
  readonly #reaches: Reaches;
  readonly #unsubscribe: () => void;
  #position: string;
  #work: Promise<void>;
  #closed = false;

  /** @param region only what concerns it and those below, and of that what lies within the reaches */
  constructor(feed: LiveFeed, line: Line, from: string, region: string | undefined, reaches: Reaches) {
    this.#feed = feed;
    this.#line = line;
    this.#region = region;
    this.#reaches = reaches;
    this.#position = from;
    this.#work = this.#do(async () => this.#write(await feed.since(from)));
    this.#unsubscribe = feed.subscribe((batch) => {
      this.#work = this.#work.then(() => this.#do(() => this.#take(batch)));
    });
  }

  /** Keeps the line open and the position fresh: whoever saw nothing for hours need not look through all of it. */
  keepAlive(): void {
    this.#line.write(`id: ${this.#position}\n\n`);
  }

  close(): void {
    this.#closed = true;
    this.#unsubscribe();
  }

  /** A line that cannot be served is cut: the reader comes back with its position and misses nothing. */
  async #do(work: () => Promise<void>): Promise<void> {
    if (this.#closed) return;
    try {
      await work();
    } catch {
      this.#line.destroy();
    }
  }

  async #take(batch: LiveBatch): Promise<void> {
    if (BigInt(batch.position) <= BigInt(this.#position)) return;
    const mine = batch.from === this.#position;
    // Up to where the feed is, so that from then on its batches are enough.
    this.#write(mine ? batch : await this.#feed.since(this.#position, batch.position));
  }

  #write({ position, messages }: LiveBatch): void {
    this.#position = position;
    const mine = messages.filter((message) => this.#concerns(message));
    if (this.#closed || mine.length === 0) return;
    // The position stands in the last one, so that a reader that breaks off in the middle gets the whole batch again.
    const text = mine.map(({ kind, data }, i) => {
      const id = i === mine.length - 1 ? `id: ${position}\n` : '';
      return `event: ${kind}\n${id}data: ${JSON.stringify(data)}\n\n`;
    });
    this.#line.write(text.join(''));
    if (this.#line.writableLength > mostWaiting) this.#line.destroy();
  }

  #concerns(message: LiveMessage): boolean {
    if (message.kind === 'reset') return true;
    if (this.#region !== undefined && !isWithin(String(message.region), this.#region)) return false;
    const { alerts, corrections } = this.#reaches;
    return covers(message.kind === 'alert' ? alerts : corrections, message);
  }
}
