import { describe, expect, test } from 'vitest';
import { judge, type ProcessReading, type Readings, worstOf } from './judge.ts';
import { watchLimits } from './limits.ts';

const now = Date.UTC(2026, 2, 2, 2);
const ago = (seconds: number) => now - seconds * 1_000;
const serving = (given: Partial<ProcessReading> = {}): ProcessReading => ({
  name: 'one:3000',
  startedAt: ago(3_600),
  seenAt: ago(2),
  stoppedAt: null,
  diskFree: 50,
  diskTotal: 100,
  ...given,
});
const allFine: Readings = {
  now,
  processes: [serving()],
  loops: Object.keys(watchLimits.loops).map((name) => ({ name, succeededAt: ago(1), failures: 0 })),
  queues: Object.keys(watchLimits.queues).map((name) => ({ name, waiting: 0, since: null })),
};
const judged = (given: Partial<Readings>) =>
  judge({ ...allFine, ...given }, watchLimits).map(({ subject, level }) => `${subject} ${level}`);
const asleep = (name: string, succeededAt: number | null) =>
  allFine.loops.map((one) => (one.name === name ? { ...one, succeededAt } : one));

describe('what is not as it should be', () => {
  test('given everything runs, then nothing is found', () => {
    expect(judged({})).toEqual([]);
    expect(worstOf([])).toBe('fine');
  });

  test('given a loop that succeeded just within its limit, then nothing; a second later it sleeps', () => {
    const { limitSeconds } = watchLimits.loops.ticker!;
    expect(judged({ loops: asleep('ticker', ago(limitSeconds)) })).toEqual([]);
    expect(judged({ loops: asleep('ticker', ago(limitSeconds + 1)) })).toEqual(['loop:ticker red']);
  });

  test('given a loop that never succeeded, then it counts from when somebody serves', () => {
    expect(judged({ loops: asleep('ticker', null), processes: [serving({ startedAt: ago(30) })] })).toEqual(
      [],
    );
    expect(judged({ loops: asleep('ticker', null) })).toEqual(['loop:ticker red']);
  });

  test('given a process that has just started after a long pause, then its loops are given their time', () => {
    const since = ago(86_400);
    const loops = allFine.loops.map((one) => ({ ...one, succeededAt: since }));
    expect(judged({ loops, processes: [serving({ startedAt: ago(5) })] })).toEqual([]);
  });

  test('given a queue whose oldest waits too long, then it is found; one without a limit is only shown', () => {
    const queues = [
      { name: 'rungs', waiting: 1, since: ago(61) },
      { name: 'reactions', waiting: 3, since: ago(301) },
      { name: 'follower', waiting: 900, since: ago(9_999) },
    ];
    expect(judged({ queues })).toEqual(['queue:rungs red', 'queue:reactions yellow']);
  });

  test('given a queue that filled while nobody served, then it counts from when somebody serves', () => {
    const queues = [{ name: 'rungs', waiting: 1, since: ago(86_400) }];
    expect(judged({ queues, processes: [serving({ startedAt: ago(60) })] })).toEqual([]);
    expect(judged({ queues, processes: [serving({ startedAt: ago(61) })] })).toEqual(['queue:rungs red']);
    expect(judged({ queues, processes: [] })).toEqual(['queue:rungs red']);
  });

  test('given a process that went silent, then it is found; one that stopped in order is not, nor its disk', () => {
    const full = { diskFree: 1, diskTotal: 100 };
    const silent = serving({ name: 'two:3000', seenAt: ago(61), ...full });
    const stopped = serving({ name: 'three:3000', seenAt: ago(999), stoppedAt: ago(999), ...full });
    expect(judged({ processes: [serving(), silent, stopped] })).toEqual(['process:two:3000 yellow']);
  });

  test('given little disk space, then a warning; given almost none, then it is grave', () => {
    const withFree = (diskFree: number) => judged({ processes: [serving({ diskFree, diskTotal: 1_000 })] });
    expect(withFree(150)).toEqual([]);
    expect(withFree(149)).toEqual(['disk:one:3000 yellow']);
    expect(withFree(49)).toEqual(['disk:one:3000 red']);
  });

  test('given nobody serves, then loops are not blamed: whoever asks from outside says that nobody is there', () => {
    expect(judged({ processes: [], loops: asleep('ticker', ago(99_999)) })).toEqual([]);
  });
});
