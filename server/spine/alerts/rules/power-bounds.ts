import type { Rule } from '#spine/alerts/rule';
import { levelOf, regionLevels } from '#spine/regions/region-codes';
import { act, clue } from './clue.ts';
import { labels } from './evidence-labels.ts';
import { flowIndex } from './flow-index.ts';

/** Class 2: how far a power goes (越权), beside the posts of BEYOND_POWER: up to which amount, and at which level. */

export const amountBeyondPower: Rule = {
  code: 'BEYOND_POWER_AMOUNT',
  title: { zh: '金额超出环节权限', en: 'Amount above what may be decided in the step' },
  ruleClass: 2,
  level: 'red',
  basis:
    '权责清单与事项流程规定的金额权限 (list of powers and duties; the largest amount that the flow gives the step)',
  clears: {
    zh: '提交上一级批准或集体讨论的记录，或更正金额登记',
    en: 'Showing the approval from above or the record of the discussion, or correcting the amount recorded',
  },
  evidence: labels(
    'step',
    'amount',
    'mostAmount',
    'flowVersion',
    'post',
    'actor',
    'occurredAt',
    'recordedAt',
  ),
  parameters: [],
  on: ['case.step-done'],
  judge(judged) {
    const { event, item } = judged;
    if (event.type !== 'case.step-done' || event.data.amount === undefined) return null;
    const { step, amount, post } = event.data;
    const mostAmount = flowIndex(item).steps.get(step)?.mostAmount;
    if (mostAmount === undefined || amount <= mostAmount) return null;
    return clue(amountBeyondPower, judged, {
      step,
      amount,
      mostAmount,
      flowVersion: item.flow.version,
      ...(post === undefined ? null : { post }),
      ...act(judged),
    });
  },
};

/** 2 province to 6 village, as items count levels. */
const organLevel = (region: string): number => regionLevels.indexOf(levelOf(region)) + 2;

/**
 * A department that opens cases of an item which belongs two levels or more above it, and which the catalogue gives to another
 * organ. Handing down by one level, superiors that take a matter up, and windows that receive for all organs are left alone.
 */
export const itemBeyondPower: Rule = {
  code: 'BEYOND_POWER_ITEM',
  title: { zh: '事项不在本级权责清单内', en: 'Item outside the list of the organ’s level' },
  ruleClass: 2,
  level: 'red',
  basis:
    '各级权责清单：事项由目录列明的层级和机关实施 (lists of powers and duties: an item is implemented at the level and by the organ that the catalogue names)',
  clears: {
    zh: '提交委托、下放或授权的依据，或改由有权机关办理',
    en: 'Showing the entrustment or delegation, or passing the case on to the organ whose power it is',
  },
  evidence: labels('organ', 'organLevel', 'itemOrgan', 'itemLevel', 'actor', 'occurredAt', 'recordedAt'),
  parameters: [],
  on: ['case.opened'],
  judge(judged) {
    const { event, item, organ } = judged;
    if (event.type !== 'case.opened' || organ.code === item.organ) return null;
    if (organ.kind !== 'department') return null;
    const level = organLevel(organ.region);
    // Levels count downwards. What lies one level above, or was handed down one level, may be a matter of who takes it in.
    if (level <= item.level + 1) return null;
    return clue(itemBeyondPower, judged, {
      organ: organ.code,
      organLevel: level,
      itemOrgan: item.organ,
      itemLevel: item.level,
      ...act(judged),
    });
  },
};
