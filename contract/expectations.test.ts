import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { expectations, expectedZh } from '#contract/expectations';
import { ofSchemaDefaults } from '#contract/expectations/schema-defaults';

/** Letters and signs that stand in no text of the table. */
const value = fc.stringMatching(/^[QXZ0-9¥“”.-]{1,12}$/);

const templates = Object.entries(expectations).filter(([en]) => en.includes('{}'));
/** Numbers of the values that the Chinese says, in the order in which it says them. */
const placesOf = (zh: string) => {
  let next = 1;
  return [...zh.matchAll(/\{(\d?)\}/g)].map(([, n]) => (n === '' ? next++ : Number(n)));
};
const countOf = (en: string) => en.split('{}').length - 1;

describe('the table', () => {
  test('given any text, then its Chinese is Chinese', () => {
    for (const zh of Object.values(expectations)) expect(zh).toMatch(/\p{Script=Han}/u);
  });
  test('given a text with places, then the Chinese has the same ones, each once', () => {
    const own = templates.filter(
      ([en]) => !Object.hasOwn(ofSchemaDefaults, en) && !en.startsWith('an entry'),
    );
    for (const [en, zh] of own)
      expect(placesOf(zh).sort(), en).toEqual(Array.from({ length: countOf(en) }, (_, n) => n + 1));
  });
});

describe('expectedZh', () => {
  test('given any template filled with any values, then the Chinese carries them', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...templates),
        fc.array(value, { minLength: 8, maxLength: 8 }),
        ([en, zh], values) => {
          let next = 0;
          const filled = en.replaceAll('{}', () => values[next++]!);
          // What the table says of one value alone (at least 1 character: not empty) goes before the template.
          fc.pre(!Object.hasOwn(expectations, filled));
          const said = expectedZh(filled);
          const carried = placesOf(zh).map((n) => values[n - 1]!);
          let rest = 0;
          expect(said).toBe(zh.replaceAll(/\{\d?\}/g, () => carried[rest++]!));
        },
      ),
      { numRuns: 2000 },
    );
  });
  test.each([
    ['at most 20 characters', '最多 20 个字符'],
    ['at most 20', '应不超过 20'],
    ['one of accept, refuse, ask', '应为下列之一：accept, refuse, ask'],
    ['a version of report in force on 2026-03-02', 'report 应有在 2026-03-02 施行的版本'],
    ['an entry, {} for a rule without thresholds', '应有一项，无阈值的规则写 {}'],
    ['a meeting of the discussion review', '应为“党员大会审议”的会议'],
    ['370100000000', null],
    ['constructor', null],
    ['', null],
  ])('given “%s”, then %s', (text, zh) => expect(expectedZh(text)).toBe(zh));
  test('given a long text of a user, then it is looked through without going back and forth', () => {
    const text = `“${'” as in '.repeat(20_000)}`;
    expect(expectedZh(text)).toBeNull();
  });
});

test.each([
  [z.string(), undefined, '此项必填，应为文本'],
  [z.string(), 7, '应为文本'],
  [z.int(), 1.5, '应为整数'],
  [z.boolean(), 'yes', '应为是或否（true 或 false）'],
  [z.array(z.string()), 'a', '应为列表'],
  [z.record(z.string(), z.string()), 'a', '应为一组字段'],
  [z.string().min(1), '', '不得为空'],
  [z.string().min(10), 'a', '应至少有 10 个字符'],
  [z.string().max(2), 'abc', '最多 2 个字符'],
  [z.string().length(2), 'abc', '应为 2 个字符'],
  [z.array(z.string()).min(1), [], '应至少有 1 项'],
  [z.number().min(1), 0, '应不小于 1'],
  [z.number().positive(), 0, '应大于 0'],
  [z.int().max(9), 10, '应不大于 9'],
  [z.number().lt(9), 9, '应小于 9'],
  [z.number().multipleOf(5), 7, '应为 5 的整数倍'],
  [z.enum(['a', 'b']), 'c', '应为下列之一："a"|"b"'],
  [z.literal(1), 2, '应为 1'],
  [z.discriminatedUnion('kind', [z.object({ kind: z.literal('a') })]), { kind: 'b' }, "应为下列之一：'a'"],
  [z.union([z.string(), z.number()]), null, '内容不符合要求'],
  [z.strictObject({}), { a: 1 }, '不应有字段 "a"'],
  [z.iso.date(), '2026-02-30', '应为真实存在的日期，如 2026-03-02'],
  [z.iso.datetime(), 'soon', '应为带时区的日期时间，如 2026-03-02T09:30:00+08:00'],
  [z.email(), 'a', '应为电子邮箱地址'],
  [z.url(), 'a', '应为网址'],
  [z.string().startsWith('a'), 'b', '应以“a”开头'],
  [z.string().regex(/^a$/), 'b', '应符合格式 /^a$/'],
] as const)('given what zod itself says of %j, then there is Chinese for it', (schema, input, zh) => {
  expect(expectedZh(schema.safeParse(input).error!.issues[0]!.message)).toBe(zh);
});
