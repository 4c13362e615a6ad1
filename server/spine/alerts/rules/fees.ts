import type { Item } from '#contract/catalogue';
import type { Rule } from '#spine/alerts/rule';
import { act, clue } from './clue.ts';
import { labels } from './evidence-labels.ts';
import { flowIndex } from './flow-index.ts';

/** Class 4: fees. */

/** Penalties, compulsory measures and levies move money that is no fee for a service. */
const moneyItself = new Set<Item['type']>(['02', '03', '04']);

/** Amounts are compared in whole cents: 1.05 - 1 is more than 5 % in binary fractions. */
const cents = (amount: number): number => Math.round(amount * 100);

function outsideCatalogue(item: Item, fee: string | undefined, paid: number): boolean {
  const { feeCodes } = flowIndex(item);
  if (fee !== undefined) return !feeCodes.has(fee);
  return feeCodes.size === 0 && paid > 0 && !moneyItself.has(item.type);
}

export const feeDeviation: Rule = {
  code: 'FEE_DEVIATION',
  title: { zh: '收费与目录或应收不符', en: 'Fee differs from the catalogue or from what was due' },
  ruleClass: 4,
  level: 'yellow',
  basis: '事项目录的收费项目与依据 (fees of the item and their basis in the catalogue)',
  clears: {
    zh: '更正收费登记、退还多收部分，或登记减免依据',
    en: 'Correcting the record, paying back, or recording the ground of a reduction',
  },
  evidence: labels('fee', 'feeDue', 'feePaid', 'percent', 'actor', 'occurredAt', 'recordedAt'),
  parameters: ['percent'],
  on: ['case.fee-charged'],
  judge(judged, { percent }) {
    const { event, item } = judged;
    if (event.type !== 'case.fee-charged') return null;
    const { fee, due, paid } = event.data;
    const apart = Math.abs(cents(paid) - cents(due)) * 100 > percent! * cents(due);
    if (!apart && !outsideCatalogue(item, fee, paid)) return null;
    return clue(feeDeviation, judged, {
      ...(fee === undefined ? null : { fee }),
      feeDue: due,
      feePaid: paid,
      ...(apart ? { percent: percent! } : null),
      ...act(judged),
    });
  },
};
