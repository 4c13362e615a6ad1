import { describe, expect, test, vi } from 'vitest';
import { repeat } from './repeat.ts';

describe('repeat', () => {
  test('given a round that fails, then the next one comes and the failure is told', async () => {
    vi.useFakeTimers();
    const work = vi.fn().mockRejectedValueOnce(new Error('broken')).mockResolvedValue(undefined);
    const failed = vi.fn();
    const stop = repeat({ name: 'rounds', pauseMs: 100, work, failed });
    expect(work).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(250);
    expect([work.mock.calls.length, failed.mock.calls.length]).toEqual([2, 1]);
    await stop();
    await vi.advanceTimersByTimeAsync(1000);
    expect(work).toHaveBeenCalledTimes(2);
    vi.useRealTimers();
  });

  test('given a round that runs, when it is stopped, then stopping waits for it and no other begins', async () => {
    let resolve = (): void => {};
    const promise = new Promise<void>((done) => {
      resolve = done;
    });
    let rounds = 0;
    const work = () => {
      rounds += 1;
      return promise;
    };
    const stopping = repeat({ name: 'rounds', pauseMs: 0, atOnce: true, work, failed: () => {} })();
    let stopped = false;
    void stopping.then(() => {
      stopped = true;
    });
    await Promise.resolve();
    expect([rounds, stopped]).toEqual([1, false]);
    resolve();
    await stopping;
    expect(rounds).toBe(1);
  });
});
