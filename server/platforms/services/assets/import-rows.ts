import type { Cell, TableItem } from '#spine/intake/readers/table-model';
import { dateText } from '#spine/calendar/civil-date';
import { subjects } from './books/subjects.ts';

/** A row of a file of vouchers, its columns by their own names, or what is wrong with it. */
export type VoucherRowRead =
  | { line: number; entry: Record<string, unknown> }
  | { line: number; field: string; expected: string };

/** Names of columns, Chinese and English, and the field that each is. */
const columns: Record<string, string> = {
  凭证号: 'paper',
  日期: 'date',
  类型: 'kind',
  账户: 'account',
  对方账户: 'to',
  科目: 'subject',
  金额: 'amount',
  对方: 'party',
  收付款方: 'party',
  摘要: 'purpose',
  用途: 'purpose',
  申请号: 'request',
};
const fields = new Set([...Object.values(columns)]);
const needed = ['date', 'kind', 'account', 'amount', 'party', 'purpose'];

const kinds: Record<string, string> = { 收入: 'income', 支出: 'expense', 转账: 'transfer' };
const subjectCodes = new Map(
  [...subjects.income, ...subjects.expense].map(({ code, name }) => [name.zh, code]),
);

const dayMs = 86_400_000;

function textOf(cell: Cell): string {
  return typeof cell === 'string' ? cell.trim() : dateText(Math.floor(cell.civil / dayMs));
}

/** `2026/11/3` and `2026年11月3日` as people write them. */
const isoDate = (text: string): string => {
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text);
  return match ? `${match[1]}-${match[2]!.padStart(2, '0')}-${match[3]!.padStart(2, '0')}` : text;
};

/** Amounts as a workbook writes them: thousands set apart, the sign of the yuan. */
const plainAmount = (text: string): string => text.replaceAll(/[,，￥¥元\s]/g, '');

function valueOf(field: string, text: string, accounts: ReadonlyMap<string, string>): unknown {
  switch (field) {
    case 'date':
      return isoDate(text);
    case 'amount':
      return plainAmount(text);
    case 'kind':
      return kinds[text] ?? text;
    case 'subject':
      return subjectCodes.get(text) ?? text;
    case 'account':
    case 'to':
      return accounts.get(text) ?? text;
    case 'request':
      return Number(text);
    default:
      return text;
  }
}

/**
 * Rows of vouchers from a table. Columns go by Chinese or English names, accounts and subjects by code or name.
 * @param accounts codes of the book's accounts by their names
 */
export async function* voucherRows(
  items: AsyncIterable<TableItem>,
  accounts: ReadonlyMap<string, string>,
): AsyncGenerator<VoucherRowRead> {
  let header: string[] = [];
  for await (const item of items) {
    if (item.kind === 'problem') {
      const { line, field = item.problem.code, expected = item.problem.code } = item.problem;
      yield { line, field, expected };
    } else if (item.kind === 'header') {
      header = item.columns.map((name) => columns[name.trim()] ?? name.trim());
      const missing = needed.filter((name) => !header.includes(name));
      for (const field of missing) yield { line: item.line, field, expected: `a column ${field}` };
      if (missing.length > 0) return;
    } else {
      const entry: Record<string, unknown> = {};
      for (const [i, field] of header.entries()) {
        const text = textOf(item.cells[i] ?? '');
        if (fields.has(field) && text !== '') entry[field] = valueOf(field, text, accounts);
      }
      yield { line: item.line, entry };
    }
  }
}
