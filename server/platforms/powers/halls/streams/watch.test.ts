import { describe, expect, test } from 'vitest';
import { judgeLook } from './watch.ts';

const now = Date.parse('2026-11-20T10:00:00+08:00');
const never = { state: null, since: null, lastSegmentAt: null, tail: null };

describe('a look at a stream', () => {
  const online = judgeLook(never, { tail: '7 a' }, now);

  test('given a first segment, then it is online from now on', () => {
    expect(online).toMatchObject({ state: 'online', since: now, lastSegmentAt: now, fault: null });
  });

  test('given the same segment for 40 seconds, then it is online still; for longer, it is offline since that segment', () => {
    expect(judgeLook(online, { tail: '7 a' }, now + 40_000)).toMatchObject({ state: 'online', since: now });
    expect(judgeLook(online, { tail: '7 a' }, now + 40_001)).toMatchObject({
      state: 'offline',
      since: now,
      fault: 'still',
    });
  });

  test('given that it cannot be had, then it is offline at once, says why, and keeps since when', () => {
    const away = judgeLook(online, { fault: 'refused' }, now + 20_000);
    expect(away).toMatchObject({ state: 'offline', since: now, fault: 'refused' });
    expect(judgeLook(away, { fault: 'refused' }, now + 60_000).since).toBe(now);
    expect(judgeLook(away, { tail: '9 c' }, now + 80_000)).toMatchObject({
      state: 'online',
      since: now + 80_000,
    });
  });

  test('given a stream that was never there, then it is offline since the first look', () => {
    expect(judgeLook(never, { fault: 'no-gateway' }, now)).toMatchObject({
      state: 'offline',
      since: now,
      lastSegmentAt: null,
    });
  });
});
