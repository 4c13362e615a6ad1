import { systemNow } from '#base/time';
import { clearClocks, fillClocks, sampleClock } from './due-clocks.ts';
import { median, type Result } from './result.ts';
import { openWorkbench } from './workbench-database.ts';

const open = 2_000_000;
const ticks = 500;
const warmUp = 50;
const month = 30 * 86_400_000;

/** What a tick costs while nothing is due: milliseconds, median, with two million clocks open in all cities. */
export async function benchIdle(count = open): Promise<Result[]> {
  const bench = await openWorkbench();
  try {
    const sample = await sampleClock(bench);
    await clearClocks(bench.owner);
    // Filled faster without a log; a tick that fires nothing writes nothing.
    await bench.owner.query('ALTER TABLE clock SET UNLOGGED');
    await fillClocks(bench.owner, sample, count, systemNow() + month);
    const took: number[] = [];
    for (let n = 0; n < warmUp + ticks; n++) {
      const began = performance.now();
      const fired = await bench.spine.ticker.tick(systemNow());
      if (n >= warmUp) took.push(performance.now() - began);
      if (fired !== 0) throw new Error(`an idle tick fired ${fired}`);
    }
    const p99 = took.toSorted((a, b) => a - b)[Math.floor(ticks * 0.99)]!;
    return [
      {
        name: `idle tick with ${count.toLocaleString('en')} open clocks`,
        unit: 'ms',
        ours: median(took),
        limit: { most: 1 },
        note: `median of ${ticks} ticks, p99 ${p99.toFixed(2)} ms`,
      },
    ];
  } finally {
    await bench.close();
  }
}
