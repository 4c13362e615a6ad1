import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { caseEvents, cloudEvent } from '#contract/events';
import { quickCheck, quickCopy } from '#base/quick-check';

const text = fc.oneof(
  fc.constantFrom(
    '1.0',
    'case.opened',
    '370102001001',
    '2026-03-02T09:00:00+08:00',
    '2026-02-30T09:00:00Z',
    'day',
    'hearing',
    'granted',
  ),
  fc.string({ maxLength: 6 }),
  fc.string({ minLength: 75, maxLength: 85 }),
);
const value = fc.oneof(
  { weight: 6, arbitrary: text },
  fc.double({ noNaN: true }),
  fc.integer({ min: -1, max: 4000 }),
  fc.constantFrom(null, undefined, true, Number.NaN),
  fc.array(text, { maxLength: 3 }),
  fc.record({ legal: text, promised: text, other: text }, { requiredKeys: [] }),
);

/** Objects with fields of a schema in any order, some absent, and one that it does not know. */
const objectFor = (schema: z.ZodObject) =>
  fc
    .uniqueArray(fc.constantFrom(...Object.keys(schema.shape), 'unknown'))
    .chain((names) => fc.tuple(...names.map((name) => fc.tuple(fc.constant(name), value))))
    .map((fields) => Object.fromEntries(fields));

const schemas = { ...caseEvents, envelope: cloudEvent } as Record<string, z.ZodObject>;

describe('given a schema of events, when values are checked quickly', () => {
  test.each(Object.entries(schemas))(
    'then whatever passes as %s is taken by zod, which gives the same bytes',
    (_name, schema) => {
      const passes = quickCheck(schema);
      const copy = quickCopy(schema);
      fc.assert(
        fc.property(objectFor(schema), (one) => {
          if (!passes(one)) return;
          const parsed = schema.parse(one);
          const copied = copy(one);
          if (copied) expect(JSON.stringify(copied)).toBe(JSON.stringify(parsed));
        }),
        { numRuns: 2_000 },
      );
    },
  );

  test('then what systems usually send passes, and comes out in the order of the schema', () => {
    const step = { note: '同意', step: 'review', actor: '张三', surplus: 1 };
    expect(quickCheck(caseEvents['case.step-done'])(step)).toBe(true);
    expect(JSON.stringify(quickCopy(caseEvents['case.step-done'])(step))).toBe(
      '{"actor":"张三","step":"review","note":"同意"}',
    );
    const envelope = {
      specversion: '1.0',
      id: '1',
      source: 's',
      type: 't',
      subject: 'n',
      time: '2026-03-02T09:00:00Z',
    };
    expect(quickCheck(cloudEvent)({ ...envelope, region: '370102001001', data: {} })).toBe(true);
    expect(quickCheck(cloudEvent)({ ...envelope, region: '370102001001' })).toBe(false);
  });

  test('then a nested object is left to zod, which drops what it does not know', () => {
    expect(quickCopy(caseEvents['case.opened'])({ item: 'a', due: { legal: 'x', more: 1 } })).toBeUndefined();
  });

  test('then nothing passes a schema of a kind that is not known here', () => {
    for (const schema of [
      z.string().trim(),
      z.email(),
      z.union([z.string(), z.number()]),
      z.object({}).strict(),
    ])
      expect(quickCheck(schema)(schema instanceof z.ZodObject ? {} : 'a@b.cn')).toBe(false);
  });
});
