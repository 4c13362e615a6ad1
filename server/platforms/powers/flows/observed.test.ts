import { describe, expect, it } from 'vitest';
import { flow as flowShape } from '#contract/catalogue';
import { flowNet } from './flow-net.ts';
import { Observed } from './observed.ts';
import { Spans } from './quantiles.ts';
import type { Trace } from './trace.ts';

const hour = 3_600_000;
const flows = [['a'], ['a', 'b']].map((mandatory) =>
  flowNet(
    flowShape.parse({
      version: 1,
      steps: ['a', 'b'].map((code, n) => ({
        code,
        name: { zh: code, en: code },
        after: n > 0 ? ['a'] : [],
        mandatory: mandatory.includes(code),
      })),
    }),
  ),
);
let id = 0;
/** A case of steps given as `a1`: step a after one hour; closed an hour after its last step. */
function caseOf(told: string, given: Partial<Trace> = {}): Trace {
  const steps = told.split(' ').filter(Boolean);
  const times = steps.map((one) => Number(one.slice(1)) * hour);
  return {
    city: 3701,
    id: ++id,
    itemId: 1,
    version: 1,
    closed: true,
    openedAt: 0,
    endedAt: (times.at(-1) ?? 0) + hour,
    steps: steps.map((one) => one[0]!),
    times,
    ...given,
  };
}
function observe(...traces: Trace[]): Observed {
  const observed = new Observed(({ version }) => flows[version - 1]!);
  for (const trace of traces) observed.add(trace);
  return observed;
}

describe('what the cases of an item show', () => {
  it('given cases with the same steps in the same order, then they are one variant with its times', () => {
    const observed = observe(caseOf('a1 b2'), caseOf('a1 b4'), caseOf('b1 a2'));
    const variants = observed.variants;
    expect(variants.map(({ steps, cases }) => [steps.join(''), cases])).toEqual([
      ['ab', 2],
      ['ba', 1],
    ]);
    expect(variants[0]!.spans.quantiles()).toMatchObject({ median: 4 * hour });
  });

  it('given which step follows which, then edges begin with the opening and end with the end', () => {
    const observed = observe(caseOf('a1 b3'), caseOf('a2'), caseOf('a2', { endedAt: null, closed: false }));
    expect(observed.edges()).toEqual([
      { from: null, to: 'a', times: 3, median: 2 * hour, p90: 2 * hour },
      { from: 'a', to: null, times: 1, median: hour, p90: hour },
      { from: 'a', to: 'b', times: 1, median: 2 * hour, p90: 2 * hour },
      { from: 'b', to: null, times: 1, median: hour, p90: hour },
    ]);
  });

  it('given a step that is waited for long, then it stands first, with its share of all waiting', () => {
    const steps = observe(caseOf('a1 b10'), caseOf('a1 b10 b11')).steps();
    expect(steps.map(({ step, cases, times }) => [step, cases, times])).toEqual([
      ['b', 2, 3],
      ['a', 2, 2],
    ]);
    expect(steps[0]!.waiting).toBeCloseTo(19 / 21);
  });

  it('given the same steps under two versions of the flow, then each is judged by its own', () => {
    const observed = observe(caseOf('a1'), caseOf('a1', { version: 2 }));
    expect(observed.variants.length).toBe(1);
    const { fitting, deviations } = observed.conformance();
    expect(fitting).toBe(1);
    expect(deviations).toEqual([{ kind: 'skipped', step: 'b', cases: 1, times: 1 }]);
  });

  it('given a step at the same moment as the one before it, or recorded before it, then the time between is none', () => {
    expect(observe(caseOf('a2 b2')).edges()).toContainEqual(
      expect.objectContaining({ from: 'a', to: 'b', median: 0 }),
    );
  });
});

describe('median and 90th percentile', () => {
  it('given an even number of spans, then the median lies between the two in the middle', () => {
    const spans = new Spans();
    for (let n = 20; n > 0; n--) spans.add(n);
    expect(spans.quantiles()).toMatchObject({ median: 10.5, p90: 18.1, sum: 210 });
  });

  it('given nothing, then there is none', () => {
    expect(new Spans().quantiles()).toEqual({ median: null, p90: null, sum: 0 });
  });
});
