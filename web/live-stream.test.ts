import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LiveStream } from './live-stream.ts';

/** Stands for the browser's EventSource; the test plays the server. */
class FakeSource extends EventTarget {
  readyState = 0;
  constructor(readonly url: string) {
    super();
  }
  close(): void {
    this.readyState = 2;
  }
  opens(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
  }
  fails(readyState: number): void {
    this.readyState = readyState;
    this.dispatchEvent(new Event('error'));
  }
  sends(name: string, id: string, data: unknown): void {
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data), lastEventId: id }));
  }
}

function given(region?: string) {
  const sources: FakeSource[] = [];
  const stream = new LiveStream(region, (url) => {
    const source = new FakeSource(url);
    sources.push(source);
    return source as never;
  });
  return { sources, stream, newest: () => sources.at(-1) as FakeSource };
}

describe('the live stream', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('given two listeners, when an event comes, then both hear it over one connection', () => {
    const { sources, stream, newest } = given('370100000000');
    const heard: string[] = [];
    stream.listen({ correction: ({ id }) => heard.push(`a${id}`) });
    stream.listen({ correction: ({ id }) => heard.push(`b${id}`) });
    newest().sends('correction', '7', { id: '1', status: 'signed', level: 'red' });
    expect(heard).toEqual(['a1', 'b1']);
    expect(sources.map(({ url }) => url)).toEqual(['/api/live?region=370100000000']);
  });

  it('given a short break, when the browser reconnects by itself, then no second connection is opened', () => {
    const { sources, stream, newest } = given();
    const states: string[] = [];
    stream.listen({ state: (state) => states.push(state) });
    newest().opens();
    newest().fails(0);
    vi.advanceTimersByTime(10_000);
    newest().opens();
    vi.advanceTimersByTime(60_000);
    expect(states).toEqual(['open', 'broken', 'open']);
    expect(sources).toHaveLength(1);
  });

  it('given the browser gave up, when time passes, then a new connection names the last event seen', () => {
    const { sources, stream, newest } = given();
    stream.listen({});
    newest().opens();
    newest().sends('counts', '41', { asOf: '2026-01-01T00:00:00Z', eventsPerSecond: 1 });
    newest().fails(2);
    vi.advanceTimersByTime(1000);
    expect(sources.at(-1)?.url).toBe('/api/live?since=41');
    newest().fails(2);
    vi.advanceTimersByTime(1999);
    expect(sources).toHaveLength(2);
    vi.advanceTimersByTime(1);
    expect(sources).toHaveLength(3);
  });

  it('given the browser tries in vain or hangs, when patience ends, then a new connection takes its place', () => {
    const { sources, stream, newest } = given();
    stream.listen({});
    newest().opens();
    newest().fails(0);
    vi.advanceTimersByTime(15_000);
    expect(sources).toHaveLength(2);
    expect(sources[0]?.readyState).toBe(2);
    vi.advanceTimersByTime(15_000);
    expect(sources).toHaveLength(3);
    newest().opens();
    vi.advanceTimersByTime(60_000);
    expect(sources).toHaveLength(3);
  });

  it('given a break before any event was seen, when a new connection opens, then everything is read anew', () => {
    const { stream, newest } = given();
    let resets = 0;
    stream.listen({ reset: () => (resets += 1) });
    newest().opens();
    newest().fails(2);
    vi.advanceTimersByTime(1000);
    newest().opens();
    expect(resets).toBe(1);
  });

  it('given the last listener leaves, when the server would answer, then the connection is closed for good', () => {
    const { sources, stream, newest } = given();
    const leave = stream.listen({});
    newest().fails(2);
    leave();
    vi.advanceTimersByTime(120_000);
    expect(sources).toHaveLength(1);
    expect(newest().readyState).toBe(2);
  });

  it('given somebody else signs in, when it begins anew, then it names no former event and tells of no gap', () => {
    const { sources, stream, newest } = given();
    let resets = 0;
    stream.listen({ reset: () => resets++ });
    newest().opens();
    newest().sends('correction', '7', { id: '1', status: 'signed', level: 'red' });
    stream.restart();
    newest().opens();
    expect(sources.map(({ url }) => url)).toEqual(['/api/live', '/api/live']);
    expect(sources[0]?.readyState).toBe(2);
    expect(resets).toBe(0);
  });

  it('given nobody listens, when it is to begin anew, then no connection is opened', () => {
    const { sources, stream } = given();
    stream.restart();
    expect(sources).toHaveLength(0);
  });
});
