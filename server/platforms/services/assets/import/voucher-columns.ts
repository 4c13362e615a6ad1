import { subjects } from '../books/subjects.ts';
import { byName, type Column, codeOf, isoDate, plainAmount } from './columns.ts';

const kinds = new Map([
  ['收入', 'income'],
  ['支出', 'expense'],
  ['转账', 'transfer'],
]);
const subjectCodes = byName([...subjects.income, ...subjects.expense]);

/**
 * Columns of a file of vouchers; accounts, kinds and subjects by name or code.
 * @param accounts codes of the book's accounts by their names
 */
export const voucherColumns = (accounts: ReadonlyMap<string, string>): Column[] => [
  { field: 'paper', names: ['凭证号'], required: false, example: '记-2026-001' },
  { field: 'date', names: ['日期'], required: true, example: '2026-11-03', read: isoDate },
  { field: 'kind', names: ['类型'], required: true, example: '支出', read: codeOf(kinds) },
  { field: 'account', names: ['账户'], required: true, example: '银行存款', read: codeOf(accounts) },
  { field: 'to', names: ['对方账户'], required: false, example: '', read: codeOf(accounts) },
  { field: 'subject', names: ['科目'], required: false, example: '管理费用', read: codeOf(subjectCodes) },
  { field: 'amount', names: ['金额'], required: true, example: '300.00', read: plainAmount },
  { field: 'party', names: ['对方', '收付款方'], required: true, example: '某印务公司' },
  { field: 'purpose', names: ['摘要', '用途'], required: true, example: '打印公开栏' },
  { field: 'request', names: ['申请号'], required: false, example: '', read: Number },
];
