import { describe, expect, it } from 'vitest';
import { flowNet } from './flow-net.ts';
import { hasRealLogs, realLogs, tracesOf } from './logs.fixture.ts';
import { Observed } from './observed.ts';
import { fitnessOf } from './token-replay.ts';

describe.skipIf(!hasRealLogs)('given the real logs (needs ../shared/data/eventlogs)', () => {
  async function observe(log: { file: string; map: string }) {
    const { traces, item } = await tracesOf(log);
    const net = flowNet(item.flow);
    const observed = new Observed(() => net);
    for (const trace of traces) observed.add(trace);
    return observed;
  }

  it('when the receipt log is told, then it has the 116 variants that are published', async () => {
    const observed = await observe(realLogs.receipt);
    expect(observed.cases).toBe(1_434);
    expect(observed.variants.length).toBe(116);
    const most = Math.max(...observed.variants.map(({ cases }) => cases));
    expect(most).toBe(713);
  });

  it('when the fines are told, then they have the 231 variants that are published, one case each', async () => {
    const observed = await observe(realLogs.fines);
    expect(observed.cases).toBe(231);
    expect(observed.variants.length).toBe(231);
  });

  it('when either is judged by the flow of its item, then it differs somewhere and follows it mostly', async () => {
    for (const log of Object.values(realLogs)) {
      const observed = await observe(log);
      const told = observed.conformance();
      expect(told.fitting).toBeGreaterThan(0);
      expect(told.fitting).toBeLessThan(observed.cases);
      expect(fitnessOf(told)).toBeGreaterThan(0.8);
    }
  });
});
