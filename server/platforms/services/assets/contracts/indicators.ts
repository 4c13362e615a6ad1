import { Decimal } from 'decimal.js';
import { moneyText } from '#base/money';
import { act, clue } from '#spine/alerts/rules/clue';
import type { PartRule } from '#spine/platform/part';
import { daysBetween } from '../days.ts';
import type { ContractEvent, ContractState } from './state.ts';

type Rule = PartRule<ContractState, ContractEvent>;

const labels = {
  contract: { zh: '合同编号', en: 'Contract' },
  rent: { zh: '每亩年租金（元）', en: 'Yearly rent per mu (yuan)' },
  median: { zh: '同县同类合同中位数（元）', en: 'Median of such contracts in the county (yuan)' },
  percent: { zh: '下限（%）', en: 'Least (%)' },
  years: { zh: '期限（年）', en: 'Term (years)' },
  most: { zh: '上限（年）', en: 'Most (years)' },
  actor: { zh: '经办人', en: 'By' },
  occurredAt: { zh: '发生时间', en: 'Occurred' },
  recordedAt: { zh: '记录时间', en: 'Recorded' },
} as const;
const on = ['services.contract-signed'] as const;

const priceBelowMedian: Rule = {
  code: 'RENT_BELOW_MEDIAN',
  title: { zh: '租金低于同类合同水平', en: 'Rent below that of such contracts' },
  ruleClass: 4,
  level: 'yellow',
  basis:
    '集体资源发包应公开定价，比例为本系统建议 (prices of collective resources are set in public; share proposed here)',
  clears: { zh: '说明定价依据，附民主决策记录', en: 'The ground of the price, with the record of the vote' },
  evidence: labels,
  parameters: ['percent'],
  on,
  judge(judged, { percent }) {
    const { area, yearlyRent, medianRent, number } = judged.after;
    if (medianRent === null || new Decimal(area).lte(0)) return null;
    const rent = new Decimal(yearlyRent).div(area);
    if (rent.times(100).gte(new Decimal(medianRent).times(percent!))) return null;
    return clue({ code: 'RENT_BELOW_MEDIAN', level: 'yellow' }, judged, {
      contract: number,
      rent: moneyText(rent),
      median: medianRent,
      percent: percent!,
      ...act(judged),
    });
  },
};

const termTooLong: Rule = {
  code: 'CONTRACT_TERM_LONG',
  title: { zh: '合同期限超过上限', en: 'Term of a contract beyond the limit' },
  ruleClass: 2,
  level: 'yellow',
  basis: '民法典第三百三十二条等（K，上限为本系统参数） (Civil Code art. 332; the limit is a parameter)',
  clears: { zh: '说明法律依据或变更期限', en: 'The legal ground, or a shorter term' },
  evidence: labels,
  parameters: ['years'],
  on,
  judge(judged, { years }) {
    const { from, until, number } = judged.after;
    const term = daysBetween(from, until) / 365.2425;
    if (term <= years! + 1 / 365) return null;
    return clue({ code: 'CONTRACT_TERM_LONG', level: 'yellow' }, judged, {
      contract: number,
      years: Math.round(term * 10) / 10,
      most: years!,
      ...act(judged),
    });
  },
};

const rentUnpaid: Rule = {
  code: 'RENT_UNPAID',
  title: { zh: '租金逾期未收', en: 'Rent unpaid' },
  ruleClass: 1,
  level: 'yellow',
  basis: '集体合同约定的租金期限 (the due date that the contract names)',
  clears: {
    zh: '登记租金到账，或说明催收与减免情况',
    en: 'Rent received, or what was done to collect or reduce it',
  },
  evidence: {},
  parameters: [],
};

export const contractRules: Rule[] = [priceBelowMedian, termTooLong, rentUnpaid];
