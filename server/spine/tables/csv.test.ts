import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvOf } from './csv.ts';

test('given any texts, when read as CSV, then they are the same, but for an apostrophe before what would be a formula', () => {
  const text = fc.string({ unit: 'grapheme' }).filter((one) => !one.includes('\uFEFF'));
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text, fc.integer()), { minLength: 1 }), (rows) => {
      const read = parse(csvOf(['a', 'b', 'n'], rows), { bom: true, relax_column_count: true }) as string[][];
      const shown = (one: string) => (/^[=+\-@\t\r]/.test(one) ? `'${one}` : one);
      expect(read).toEqual([['a', 'b', 'n'], ...rows.map(([a, b, n]) => [shown(a), shown(b), String(n)])]);
    }),
  );
});

test.each([
  ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
  ['-1+1', `'-1+1`],
  ['济南市', '济南市'],
  ['a,b', '"a,b"'],
])('given %s, then it is written %s', (given, written) => {
  expect(csvOf(['名称'], [[given]])).toBe(`\uFEFF名称\r\n${written}\r\n`);
});
