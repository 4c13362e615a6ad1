import { describe, expect, test } from 'vitest';
import { Kept } from './kept.ts';

describe('answers that are kept for a moment', () => {
  let now = 0;
  let made = 0;
  const make = async () => ++made;

  test('given the same question within the time, then it is answered once; later it is made anew', async () => {
    const kept = new Kept<number>(() => now, 1000, 2);
    expect(await Promise.all([kept.get(['a'], make), kept.get(['a'], make)])).toEqual([1, 1]);
    now = 999;
    expect(await kept.get(['a'], make)).toBe(1);
    now = 1000;
    expect(await kept.get(['a'], make)).toBe(2);
  });

  test('given another reach, then it is another question', async () => {
    const kept = new Kept<string>(() => now, 1000, 2);
    expect(await kept.get({ reach: '3701' }, async () => 'one')).toBe('one');
    expect(await kept.get({ reach: '3702' }, async () => 'two')).toBe('two');
  });

  test('given an answer that failed, then the next who asks does not get it', async () => {
    const kept = new Kept<string>(() => now, 1000, 2);
    await expect(kept.get('x', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await kept.get('x', async () => 'there')).toBe('there');
  });
});
