import { type Column, codeOf, isoDate, plainAmount } from './columns.ts';

const contractKinds = new Map([
  ['耕地', 'farmland'],
  ['林地', 'forest'],
  ['水面', 'water'],
  ['房屋', 'building'],
  ['其他', 'other'],
]);

/** Columns of a file of contracts. */
export const contractColumns: Column[] = [
  { field: 'number', names: ['合同编号'], required: true, example: 'HT-2026-01' },
  { field: 'kind', names: ['类别'], required: true, example: '水面', read: codeOf(contractKinds) },
  { field: 'what', names: ['标的'], required: true, example: '村东鱼塘' },
  { field: 'area', names: ['面积（亩）', '面积'], required: true, example: '10', read: plainAmount },
  { field: 'party', names: ['承包（承租）方', '承包方', '承租方'], required: true, example: '某合作社' },
  { field: 'from', names: ['起始日期', '起始'], required: true, example: '2026-01-01', read: isoDate },
  { field: 'until', names: ['到期日期', '到期'], required: true, example: '2031-12-31', read: isoDate },
  {
    field: 'yearlyRent',
    names: ['年租金（元）', '年租金'],
    required: true,
    example: '5000.00',
    read: plainAmount,
  },
  { field: 'firstDue', names: ['首次收租日'], required: true, example: '2026-12-31', read: isoDate },
  { field: 'vote', names: ['民主决策记录编号'], required: false, example: '村代会2026-03号' },
];

/** Columns of a file of assets. */
export const holdingColumns: Column[] = [
  { field: 'number', names: ['资产编号'], required: true, example: 'ZC-2026-01' },
  { field: 'name', names: ['名称', '资产名称'], required: true, example: '抽水机' },
  { field: 'value', names: ['原值（元）', '原值'], required: true, example: '12000.00', read: plainAmount },
  { field: 'acquired', names: ['取得日期'], required: true, example: '2026-05-01', read: isoDate },
  { field: 'lifeYears', names: ['使用年限（年）', '使用年限'], required: true, example: '10', read: Number },
  { field: 'user', names: ['使用人'], required: false, example: '村委会' },
];
