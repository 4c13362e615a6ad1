import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Flow, flow as flowShape } from '#contract/catalogue';
import { layoutFlow, type StepText, textSpan, wrap } from './flow-layout.ts';

const step = (code: string, after: string[] = []) => ({ code, name: { zh: code, en: code }, after });
const texts = (flow: Flow) =>
  new Map<string, StepText>(flow.steps.map(({ code }) => [code, { name: code, notes: [] }]));
const licence = flowShape.parse({
  version: 1,
  steps: [
    step('apply'),
    step('review', ['apply']),
    step('visit', ['apply']),
    step('decide', ['review', 'visit']),
  ],
});

describe('the layout of a flow', () => {
  it('given a fork and a join, when laid out from left to right, then what must come before stands to the left', () => {
    const { boxes, edges } = layoutFlow(licence, texts(licence), 'LR');
    const at = new Map(boxes.map((box) => [box.code, box]));
    expect(edges).toHaveLength(4);
    for (const { from, to } of edges) expect(at.get(from)!.x).toBeLessThan(at.get(to)!.x);
    expect(at.get('review')!.y).not.toBe(at.get('visit')!.y);
  });

  it('given the same flow, when laid out downwards, then what must come before stands above', () => {
    const { boxes, edges } = layoutFlow(licence, texts(licence), 'TB');
    const at = new Map(boxes.map((box) => [box.code, box]));
    for (const { from, to } of edges) expect(at.get(from)!.y).toBeLessThan(at.get(to)!.y);
  });

  it('given steps that wait for each other in a ring, when laid out, then it still ends', () => {
    const ring = flowShape.parse({
      version: 1,
      steps: [step('start'), step('a', ['start', 'b']), step('b', ['a'])],
    });
    expect(layoutFlow(ring, texts(ring), 'LR').boxes).toHaveLength(3);
  });

  it('given any flow without a ring, when laid out, then no two boxes overlap', () => {
    const flows = fc.array(fc.array(fc.nat(20), { maxLength: 3 }), { minLength: 1, maxLength: 14 });
    fc.assert(
      fc.property(flows, (befores) => {
        const steps = befores.map((picks, index) =>
          step(`s${index}`, index === 0 ? [] : [...new Set(picks.map((pick) => `s${pick % index}`))]),
        );
        const any = flowShape.parse({ version: 1, steps });
        const { boxes } = layoutFlow(any, texts(any), 'LR');
        for (const [i, a] of boxes.entries())
          for (const b of boxes.slice(i + 1)) {
            const apart =
              Math.abs(a.x - b.x) >= (a.width + b.width) / 2 ||
              Math.abs(a.y - b.y) >= (a.height + b.height) / 2;
            expect(apart, `${a.code} and ${b.code}`).toBe(true);
          }
      }),
      { numRuns: 60 },
    );
  });
});

describe('wrapping the name of a step', () => {
  it('given Chinese, when wrapped, then every line fits and nothing is lost', () => {
    const lines = wrap('建设工程消防设计审查验收与现场核查', 14, 120, 3);
    for (const line of lines) expect(textSpan(line, 14)).toBeLessThanOrEqual(120);
    expect(lines.join('')).toBe('建设工程消防设计审查验收与现场核查');
  });

  it('given English, when wrapped, then it breaks between words', () => {
    expect(wrap('Check of the confirmation of receipt', 14, 120, 3)).toEqual([
      'Check of the',
      'confirmation of',
      'receipt',
    ]);
  });

  it('given more than fits, when wrapped, then the last line says so', () => {
    expect(wrap('一二三四五六七八九十', 14, 42, 2)).toEqual(['一二三', '四五…']);
  });
});
