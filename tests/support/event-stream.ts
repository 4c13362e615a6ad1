/** One message of a stream of server-sent events. */
export interface StreamMessage {
  event: string;
  data: unknown;
  /** Position after it, as a browser would send it when it comes back. */
  lastEventId: string;
}

/** A reader of server-sent events over a real connection, as a browser reads them (HTML standard, 9.2.6). */
export class EventStream {
  readonly messages: StreamMessage[] = [];
  readonly #abort = new AbortController();
  #lastEventId = '';
  #waiting: (() => void)[] = [];

  /** The position that it would resume from. */
  get lastEventId(): string {
    return this.#lastEventId;
  }

  /** @param cookie of whoever reads, where a session is asked for */
  static async open(url: string, lastEventId = '', cookie = ''): Promise<EventStream> {
    const stream = new EventStream();
    const headers = {
      ...(lastEventId && { 'last-event-id': lastEventId }),
      ...(cookie && { cookie }),
    };
    const response = await fetch(url, { headers, signal: stream.#abort.signal });
    if (response.status !== 200 || !response.headers.get('content-type')?.startsWith('text/event-stream'))
      throw new Error(`no stream of events: ${response.status} ${response.headers.get('content-type')}`);
    void stream.#read(response.body as unknown as AsyncIterable<Uint8Array>).catch(() => {});
    return stream;
  }

  async #read(body: AsyncIterable<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const bytes of body) {
      const blocks = (rest + decoder.decode(bytes, { stream: true })).split('\n\n');
      rest = blocks.pop()!;
      for (const block of blocks) this.#take(block);
      for (const wake of this.#waiting.splice(0)) wake();
    }
  }

  #take(block: string): void {
    let event = 'message';
    const data: string[] = [];
    for (const line of block.split('\n')) {
      const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/.exec(line)!;
      if (field === 'event') event = value;
      if (field === 'data') data.push(value);
      if (field === 'id') this.#lastEventId = value;
    }
    if (data.length > 0)
      this.messages.push({ event, data: JSON.parse(data.join('\n')), lastEventId: this.#lastEventId });
  }

  /** The data of all messages of a kind. */
  of<T>(event: string): T[] {
    return this.messages.filter((one) => one.event === event).map((one) => one.data as T);
  }

  /** Waits until what has come fulfils a condition. */
  async until(condition: (stream: EventStream) => boolean): Promise<void> {
    while (!condition(this)) await new Promise<void>((wake) => this.#waiting.push(wake));
  }

  close(): void {
    this.#abort.abort();
  }
}
