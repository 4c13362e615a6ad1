import { describe, expect, it } from 'vitest';
import { isHistory, timelineFacts } from './timeline-facts.ts';

describe('the facts of a record', () => {
  it('given keys for machines and an actor, then they are left to the headline and the record', () => {
    const data = {
      actor: 'Li',
      alertKey: 'legal:red',
      limits: { sign: {} },
      demand: '请核实',
      materials: ['a', 'b'],
    };
    expect(timelineFacts(data)).toEqual([
      { name: 'demand', value: '请核实' },
      { name: 'materials', value: 'a, b' },
    ]);
  });
  it('given empty values, then nothing is said of them', () => {
    expect(timelineFacts({ n: 1, stage: 'signed', city: 3701 }, 'hotline.assignment-moved')).toEqual([
      { name: 'stage', value: 'signed' },
    ]);
    expect(timelineFacts({ note: '', amount: 0, due: null })).toEqual([{ name: 'amount', value: '0' }]);
  });
});

describe('records that came afterwards', () => {
  const at = (occurredAt: string, recordedAt: string) => ({ occurredAt, recordedAt });
  const late = at('2012-01-01T00:00:00Z', '2026-01-01T00:00:00Z');
  const prompt = at('2026-01-01T00:00:00Z', '2026-01-01T00:00:01Z');
  it('given a history with one prompt record, then it is a history', () => {
    expect(isHistory([late, late, prompt])).toBe(true);
  });
  it('given one late record among prompt ones, then it is not', () => {
    expect(isHistory([late, prompt, prompt])).toBe(false);
    expect(isHistory([])).toBe(false);
  });
});
