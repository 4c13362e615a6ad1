import { describe, expect, it } from 'vitest';
import { flow as flowShape } from '#contract/catalogue';
import { flowNet } from './flow-net.ts';
import { fitnessOf, replaySteps } from './token-replay.ts';

const step = (code: string, given: object = {}) => ({ code, name: { zh: code, en: code }, ...given });
const licence = flowShape.parse({
  version: 1,
  steps: [
    step('accept', { mandatory: true, repeatable: false }),
    step('review', { after: ['accept'], mandatory: true }),
    step('visit', { after: ['accept'] }),
    step('decide', { after: ['review', 'visit'], mandatory: true }),
    step('deliver', { after: ['decide'], mandatory: true, afterEnd: true }),
  ],
});
const net = flowNet(licence);
const deviations = (steps: string[], closed = true) => replaySteps(net, steps, closed).deviations;

describe('a case replayed on the flow of its item', () => {
  it('given the steps in their order, when replayed, then every token is there', () => {
    const told = replaySteps(net, ['accept', 'review', 'visit', 'review', 'decide'], true);
    expect(told.deviations).toEqual([]);
    expect(told.missing).toBe(0);
    expect(fitnessOf(told)).toBe(1);
  });

  it('given one of the steps that it waits for, then a step is in order', () => {
    expect(deviations(['accept', 'visit', 'decide'], false)).toEqual([]);
  });

  it('given a step before all that it waits for, then it is out of order, and told once', () => {
    expect(deviations(['review', 'accept', 'review', 'decide'])).toEqual([
      { kind: 'out-of-order', step: 'review' },
    ]);
  });

  it('given a case closed without a mandatory step, then it is skipped; while the case is open nothing is', () => {
    expect(deviations(['accept', 'visit', 'decide'])).toEqual([{ kind: 'skipped', step: 'review' }]);
    expect(deviations(['accept'], false)).toEqual([]);
  });

  it('given a mandatory step that belongs after the closing, then the closing does not wait for it', () => {
    expect(deviations(['accept', 'review', 'decide'])).toEqual([]);
  });

  it('given a step twice that may be done once, then the second is a repetition', () => {
    expect(deviations(['accept', 'accept'], false)).toEqual([{ kind: 'repeated', step: 'accept' }]);
  });

  it('given a step that the flow does not know, then each time a token is missing', () => {
    const told = replaySteps(net, ['accept', 'stamp', 'stamp'], false);
    expect(told.deviations.map(({ kind }) => kind)).toEqual(['unknown', 'unknown']);
    expect(told).toMatchObject({ consumed: 5, missing: 2 });
    expect(fitnessOf(told)).toBeCloseTo(0.6);
  });

  it('given nothing but the opening, then nothing can be missing', () => {
    expect(fitnessOf(replaySteps(net, [], false))).toBe(1);
  });
});
