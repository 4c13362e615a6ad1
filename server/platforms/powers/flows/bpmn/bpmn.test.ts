import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '#base/errors';
import { type Flow, flow as flowShape, limitUnits } from '#contract/catalogue';
import { readBpmn } from './read-bpmn.ts';
import { writeBpmn } from './write-bpmn.ts';

const titled = { name: { zh: '食品经营许可', en: 'Food licence' }, language: 'zh' } as const;
const step = (code: string, given: object = {}) => ({
  code,
  name: { zh: `环节${code}`, en: `Step ${code}` },
  ...given,
});
const licence = flowShape.parse({
  version: 3,
  steps: [
    step('accept', { mandatory: true, repeatable: false, posts: ['clerk'] }),
    step('T07-1', { after: ['accept'], separateFrom: ['accept'], siteCheck: true }),
    step('visit', { after: ['accept'], notBefore: { n: 2, unit: 'hour', from: 'accept' } }),
    step('decide', {
      after: ['visit', 'T07-1'],
      mandatory: true,
      limit: {
        n: 20,
        unit: 'working-day',
        from: 'accept',
        rollEnd: false,
        note: '第四十二条 "二十日" & <十日>',
      },
    }),
    step('deliver', { after: ['decide'], afterEnd: true }),
  ],
});

const text = fc
  .array(fc.constantFrom(...'环节核查 审批abcXYZ 012&<>"\'/\n'), { minLength: 1, maxLength: 12 })
  .map((characters) => characters.join(''));
const limitFrom = (codes: string[]) =>
  fc.record(
    {
      n: fc.integer({ min: 1, max: 3650 }),
      unit: fc.constantFrom(...limitUnits),
      from: fc.constantFrom(...codes),
      rollEnd: fc.boolean(),
      note: text,
    },
    { requiredKeys: ['n', 'unit', 'from'] },
  );

/** Any flow: rings, several beginnings, branches that meet again. The first step may come first. */
const anyFlow: fc.Arbitrary<Flow> = fc
  .uniqueArray(fc.stringMatching(/^[A-Za-z0-9一-十][A-Za-z0-9._:-]{0,6}$/), { minLength: 1, maxLength: 9 })
  .chain((codes) =>
    fc.record({
      version: fc.integer({ min: 1, max: 99 }),
      steps: fc.tuple(
        ...codes.map((code, n) => {
          const others = codes.filter((one) => one !== code);
          const some = fc.shuffledSubarray(others, { maxLength: Math.min(others.length, 3) });
          const times = others.length > 0 ? { limit: limitFrom(others), notBefore: limitFrom(others) } : {};
          return fc.record(
            {
              code: fc.constant(code),
              name: fc.record({ zh: text, en: text }),
              after: n === 0 ? fc.constant([]) : some,
              mandatory: fc.boolean(),
              repeatable: fc.boolean(),
              siteCheck: fc.boolean(),
              posts: fc.uniqueArray(fc.constantFrom('clerk', '科长', 'p.1'), { maxLength: 3 }),
              separateFrom: some,
              afterEnd: fc.boolean(),
              ...times,
            },
            {
              requiredKeys: [
                'code',
                'name',
                'after',
                'mandatory',
                'repeatable',
                'siteCheck',
                'posts',
                'separateFrom',
              ],
            },
          );
        }),
      ),
    }),
  )
  .map((raw) => flowShape.parse(raw));

describe('a flow as BPMN and back', () => {
  it('given a flow with all that it can say, when it is drawn and read again, then it is the same', async () => {
    const xml = await writeBpmn(licence, titled);
    expect(xml).toContain('bpmndi:BPMNShape');
    expect(await readBpmn(xml)).toEqual({ flow: licence, notes: [] });
  });

  it('given any flow, when it is drawn and read again, then it is the same, and every step has its place', async () => {
    await fc.assert(
      fc.asyncProperty(anyFlow, fc.constantFrom('zh', 'en'), async (flow, language) => {
        const xml = await writeBpmn(flow, { ...titled, language });
        for (const n of flow.steps.keys()) expect(xml).toContain(`bpmnElement="step_${n + 1}"`);
        expect(await readBpmn(xml)).toEqual({ flow, notes: [] });
      }),
      { numRuns: 60 },
    );
  });
});

describe('BPMN of another hand', () => {
  const foreign = (body: string) =>
    `<?xml version="1.0"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="x"><process id="p">${body}</process></definitions>`;
  const way = (from: string, to: string) =>
    `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}"/>`;
  const read = (body: string) => readBpmn(foreign(body));
  const refused = async (xml: string) => {
    const error = await readBpmn(xml).then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(Refusal);
    return { code: (error as Refusal).code, ...(error as Refusal).about };
  };

  it('given tasks and gateways, then each step waits for what leads to it', async () => {
    const { flow, notes } = await read(
      `<startEvent id="s"/><task id="a" name="收件"/><exclusiveGateway id="g"/><userTask id="b"/><serviceTask id="c"/><endEvent id="e"/>` +
        way('s', 'a') +
        way('a', 'g') +
        way('g', 'b') +
        way('g', 'c') +
        way('b', 'e') +
        way('c', 'e'),
    );
    expect(flow.steps.map(({ code, after }) => [code, after])).toEqual([
      ['a', []],
      ['b', ['a']],
      ['c', ['a']],
    ]);
    expect(flow.steps[0]!.name).toEqual({ zh: '收件', en: '收件' });
    expect(notes).toEqual([]);
  });

  it('given a way back to the beginning, then the step may still come first, and that is told', async () => {
    const { flow, notes } = await read(
      `<startEvent id="s"/><task id="a"/><task id="b"/>` + way('s', 'a') + way('a', 'b') + way('b', 'a'),
    );
    expect(flow.steps.map(({ after }) => after)).toEqual([[], ['a']]);
    expect(notes.map(({ element }) => element)).toEqual(['a']);
  });

  it('given a gateway that waits for all ways, then it is refused by its id', async () => {
    const xml = foreign(
      `<task id="a"/><task id="b"/><parallelGateway id="both"/><task id="c"/>` +
        way('a', 'both') +
        way('b', 'both') +
        way('both', 'c'),
    );
    expect(await refused(xml)).toMatchObject({ code: 'field-invalid', field: 'both' });
  });

  it.each([
    ['<task id="a"/><subProcess id="inner"/>', 'inner'],
    ['<task id="a"/><intermediateCatchEvent id="wait"/>', 'wait'],
    ['<task id="a"/><startEvent id="timer"><timerEventDefinition id="t"/></startEvent>', 'timer'],
    ['<startEvent id="s"/>', 'p'],
    ['<task id="_a"/>', '_a'],
  ])('given %s, then %s is refused', async (body, element) => {
    expect(await refused(foreign(body))).toMatchObject({ code: 'field-invalid', field: element });
  });

  it('given a second process, or a way to nowhere, or no XML at all, then it is refused', async () => {
    const two = foreign('<task id="a"/>').replace('</definitions>', '<process id="q"/></definitions>');
    expect(await refused(two)).toMatchObject({ field: 'q' });
    expect((await refused(foreign(`<task id="a"/>${way('a', 'nowhere')}`))).code).toBe('file-unreadable');
    expect((await refused('not xml')).code).toBe('file-unreadable');
  });

  it('given a condition, a note and data, then they are left out, and each is told', async () => {
    const { notes } = await read(
      `<task id="a"/><task id="b"/><dataObjectReference id="paper"/><sequenceFlow id="way" sourceRef="a" targetRef="b"><conditionExpression>x</conditionExpression></sequenceFlow><textAnnotation id="hint"/>`,
    );
    expect(notes.map(({ element }) => element).sort()).toEqual(['hint', 'paper', 'way']);
  });
});
