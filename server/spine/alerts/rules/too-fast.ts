import { toRfc3339 } from '#base/time';
import type { Limit, Organ } from '#contract/catalogue';
import type { Rule } from '#spine/alerts/rule';
import { dayPlan } from '#spine/clocks/day-plan';
import { act, clue } from './clue.ts';
import { labels } from './evidence-labels.ts';
import { flowIndex } from './flow-index.ts';
import { endOfLimit } from './working-time.ts';

const hourMs = 3_600_000;
const hoursIn = { 'calendar-day': 24, month: 30 * 24, year: 365 * 24, hour: 1 };

/** A share of a promise in whole hours, rounded down; working days become the working hours of the organ. */
function shareInHours({ n, unit }: Limit, percent: number, organ: Organ): Pick<Limit, 'n' | 'unit'> {
  const inWork = unit === 'working-day' || unit === 'working-hour';
  const each =
    unit === 'working-day' ? dayPlan(organ.workPeriods).total / hourMs : inWork ? 1 : hoursIn[unit];
  return { n: Math.floor((n * each * percent) / 100), unit: inWork ? 'working-hour' : 'hour' };
}

/**
 * Class 2: decided or closed so soon after the application that a visit on the spot is hard to imagine.
 * Pauses are not taken off: the visit may be the very thing the case was paused for.
 */
export const tooFast: Rule = {
  code: 'TOO_FAST',
  title: { zh: '需现场核查的办件办理过快', en: 'Very fast for a case with a check on the spot' },
  ruleClass: 2,
  level: 'notice',
  basis:
    '本系统建议规则 (proposed by this system); 流程规定需现场核查 (the flow asks for a check on the spot)',
  clears: { zh: '提交现场核查记录', en: 'Handing in the record of the visit' },
  evidence: labels(
    'siteCheckSteps',
    'openedAt',
    'doneAt',
    'promise',
    'percent',
    'actor',
    'occurredAt',
    'recordedAt',
  ),
  parameters: ['percent'],
  on: ['case.decided', 'case.closed'],
  judge(judged, { percent }) {
    const { before, at, item, calendar, organ } = judged;
    if (before === null || before.decidedAt !== null || before.endedAt !== null) return null;
    const { siteChecks, promise } = flowIndex(item);
    if (siteChecks.length === 0) return null;
    const share = shareInHours(promise, percent!, organ);
    if (share.n < 1 || at >= endOfLimit(before.openedAt, share, calendar, organ)) return null;
    return clue(tooFast, judged, {
      siteCheckSteps: siteChecks.join(', '),
      openedAt: toRfc3339(before.openedAt),
      doneAt: toRfc3339(at),
      promise: `${promise.n} ${promise.unit}`,
      percent: percent!,
      ...act(judged),
    });
  },
};
