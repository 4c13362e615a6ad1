import type { z } from 'zod';
import type { refusedRow } from '#contract/imports';

export type RefusedRow = z.infer<typeof refusedRow>;

/** A byte order mark, so that Excel reads the file as UTF-8. */
const mark = '\uFEFF';

/** A cell that a spreadsheet would take for a formula is made a text: the values come from a foreign file. */
function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * The refused rows as CSV (RFC 4180).
 * @param header names of the columns line, reason, code, field, expected, value
 * @param reasonOf a refusal's code in the reader's language
 */
export function refusedCsv(
  rows: readonly RefusedRow[],
  header: readonly string[],
  reasonOf: (code: string) => string,
): string {
  const lines = rows.map((row) =>
    [row.line, reasonOf(row.code), row.code, row.field, row.expected, row.value].map(cell).join(','),
  );
  return `${mark}${[header.map(cell).join(','), ...lines].join('\r\n')}\r\n`;
}
