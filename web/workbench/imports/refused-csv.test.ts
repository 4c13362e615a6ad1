import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RefusedRow, refusedCsv } from './refused-csv.ts';

const header = ['line', 'reason', 'code', 'field', 'expected', 'value'];
const row: RefusedRow = {
  line: 7,
  code: 'date-invalid',
  field: 'opened',
  expected: 'a date',
  value: '31.2.2026',
};
const read = (text: string): string[][] => parse(text, { bom: true });

describe('the refused rows as CSV', () => {
  it('given a row, then its line, reason and value stand under their headings', () => {
    expect(read(refusedCsv([row], header, () => 'no date'))).toEqual([
      header,
      ['7', 'no date', 'date-invalid', 'opened', 'a date', '31.2.2026'],
    ]);
  });
  it('given a value that a spreadsheet would compute, then it is a text', () => {
    const [, line] = read(refusedCsv([{ ...row, value: '=HYPERLINK("x")' }], header, String));
    expect(line?.[5]).toBe(`'=HYPERLINK("x")`);
  });
  it('given any texts, when read back, then they are the same but for the guard', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        const [, line] = read(refusedCsv([{ ...row, value }], header, String));
        expect(line?.[5]?.replace(/^'(?=[=+\-@\t\r])/, '')).toBe(value);
      }),
    );
  });
});
