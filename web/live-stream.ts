import type { z } from 'zod';
import { type liveEvents, livePath } from '#contract/live';
import { toQuery } from './address.ts';

type LiveEvents = { [K in keyof typeof liveEvents]: z.output<(typeof liveEvents)[K]> };
export type LiveState = 'connecting' | 'open' | 'broken';
export type LiveListener = { [K in keyof LiveEvents]?: (event: LiveEvents[K]) => void } & {
  state?: (state: LiveState) => void;
};
type Source = Pick<EventSource, 'addEventListener' | 'close' | 'readyState'>;

const names = ['alert', 'correction', 'counts', 'reset'] as const;
const closed = 2;
const longestWait = 30_000;
/** How long the browser may try by itself before a new connection is opened in its place. */
const patience = 15_000;

/**
 * One connection to the live events of a division, shared by everything on the page that listens.
 * The browser resumes a broken connection by itself; when it gives up (the server answered 503 while it
 * started), this opens a new one that names the last event it saw.
 */
export class LiveStream {
  state: LiveState = 'connecting';
  private readonly listeners = new Set<LiveListener>();
  private source: Source | null = null;
  private lastId = '';
  private failures = 0;
  private wasOpen = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly region: string | undefined,
    private readonly connect: (url: string) => Source = (url) => new EventSource(url),
  ) {}

  /** Listens until the returned function is called; the last one to leave closes the connection. */
  listen(listener: LiveListener): () => void {
    this.listeners.add(listener);
    if (!this.source) this.open();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.close();
    };
  }

  /** Begins anew with nothing seen yet: somebody else may be signed in now. */
  restart(): void {
    if (!this.source) return;
    this.close();
    this.lastId = '';
    this.wasOpen = false;
    this.failures = 0;
    for (const listener of this.listeners) listener.state?.(this.state);
    this.open();
  }

  private open(): void {
    const query = toQuery({ region: this.region, since: this.lastId });
    const source = this.connect(livePath + query);
    const blind = this.wasOpen && this.lastId === '';
    this.source = source;
    this.openLater(patience);
    source.addEventListener('open', () => {
      clearTimeout(this.timer);
      this.failures = 0;
      this.wasOpen = true;
      this.become('open');
      // No position to resume from: what happened meanwhile has to be read anew.
      if (blind) for (const listener of this.listeners) listener.reset?.({});
    });
    source.addEventListener('error', () => {
      this.become('broken');
      this.openLater(source.readyState === closed ? this.nextWait() : patience);
    });
    for (const name of names)
      source.addEventListener(name, (event) => this.tell(name, event as MessageEvent<string>));
  }

  private tell(name: (typeof names)[number], event: MessageEvent<string>): void {
    if (event.lastEventId) this.lastId = event.lastEventId;
    const data = JSON.parse(event.data) as never;
    for (const listener of this.listeners) listener[name]?.(data);
  }

  private nextWait(): number {
    const wait = Math.min(longestWait, 1000 * 2 ** this.failures);
    this.failures += 1;
    return wait;
  }

  /** Opens a new connection after a while, unless this one has opened by then. */
  private openLater(wait: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.source?.close();
      this.open();
    }, wait);
  }

  private close(): void {
    clearTimeout(this.timer);
    this.source?.close();
    this.source = null;
    this.state = 'connecting';
  }

  private become(state: LiveState): void {
    if (this.state === state) return;
    this.state = state;
    for (const listener of this.listeners) listener.state?.(state);
  }
}
