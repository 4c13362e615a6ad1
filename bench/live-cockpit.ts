import type { AlertRow } from '#contract/alerts';
import { livePath } from '#contract/live';
import { overviewApi } from '#contract/overview';

/** An open cockpit over HTTP: reads the live events of its division, and its figures anew whenever counts change. */
export class LiveCockpit {
  /** When the alert came, by case number and rule. */
  readonly arrivals = new Map<string, number>();
  /** How long the figures took, each time they were read, in milliseconds. */
  readonly overviews: number[] = [];
  /** Why it reads no more. */
  failure: Error | undefined;
  readonly region: string;
  readonly #url: string;
  readonly #headers: { cookie: string };
  readonly #abort = new AbortController();
  #refreshing = false;

  private constructor(url: string, region: string, cookie: string) {
    this.#url = url;
    this.#headers = { cookie };
    this.region = region;
  }

  /** `cookie`: of the session of whoever sits before it. */
  static async open(url: string, region: string, cookie: string): Promise<LiveCockpit> {
    const cockpit = new LiveCockpit(url, region, cookie);
    const response = await fetch(`${url}${livePath}?region=${region}`, {
      headers: cockpit.#headers,
      signal: cockpit.#abort.signal,
    });
    if (response.status !== 200 || !response.body) throw new Error(`no live events: ${response.status}`);
    void cockpit
      .#read(response.body as unknown as AsyncIterable<Uint8Array>)
      .then(() => cockpit.#fail(new Error('the line was cut')))
      .catch((error: Error) => cockpit.#fail(error));
    return cockpit;
  }

  close(): void {
    this.#abort.abort();
  }

  #fail(error: Error): void {
    if (!this.#abort.signal.aborted) this.failure ??= error;
  }

  async #read(body: AsyncIterable<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const bytes of body) {
      const now = performance.now();
      const messages = (rest + decoder.decode(bytes, { stream: true })).split('\n\n');
      rest = messages.pop()!;
      for (const message of messages) this.#take(message, now);
    }
  }

  #take(message: string, now: number): void {
    const fields = new Map(message.split('\n').map((line) => line.split(/: (.*)/s, 2) as [string, string]));
    switch (fields.get('event')) {
      case 'alert': {
        const { caseNumber, rule } = JSON.parse(fields.get('data')!) as AlertRow;
        const key = `${caseNumber} ${rule}`;
        if (this.arrivals.has(key)) this.#fail(new Error(`${key} came twice`));
        this.arrivals.set(key, now);
        break;
      }
      case 'reset':
        this.#fail(new Error('the server gave up telling single alerts (reset)'));
        break;
      case 'counts':
        if (!this.#refreshing) void this.#refresh().catch((error: Error) => this.#fail(error));
        break;
    }
  }

  async #refresh(): Promise<void> {
    this.#refreshing = true;
    const began = performance.now();
    const response = await fetch(
      `${this.#url}${overviewApi.getOverview.path}?region=${this.region}&days=30`,
      {
        headers: this.#headers,
        signal: this.#abort.signal,
      },
    );
    await response.arrayBuffer();
    if (response.status !== 200) throw new Error(`no figures: ${response.status}`);
    this.overviews.push(performance.now() - began);
    this.#refreshing = false;
  }
}
