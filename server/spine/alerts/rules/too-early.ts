import { toRfc3339 } from '#base/time';
import type { Rule } from '#spine/alerts/rule';
import { stepOf, stepTrace } from '#spine/cases/case-state';
import { act, clue } from './clue.ts';
import { labels } from './evidence-labels.ts';
import { flowIndex } from './flow-index.ts';
import { stepTypes } from './order.ts';
import { earliestAfter } from './working-time.ts';

/**
 * Class 2: a step that has to wait, for instance a hearing for its announcement or a penalty for the time to
 * pay. It is counted from the first time that the other step was done, which favours the organ.
 */
export const stepTooEarly: Rule = {
  code: 'STEP_TOO_EARLY',
  title: { zh: '环节早于规定的间隔', en: 'Step before its waiting time was over' },
  ruleClass: 2,
  level: 'yellow',
  basis: '事项流程规定的最短间隔 (waiting time that the flow gives the step)',
  clears: {
    zh: '核对两个环节的时间；当事人同意提前的，登记凭证',
    en: 'Checking both times, or recording the consent of the person concerned',
  },
  evidence: labels('step', 'fromStep', 'fromAt', 'wait', 'earliestAt', 'actor', 'occurredAt', 'recordedAt'),
  parameters: [],
  on: stepTypes,
  judge(judged) {
    const { before, event, item, at, calendar, organ } = judged;
    const code = stepOf(event);
    if (before === null || code === null) return null;
    const wait = flowIndex(item).steps.get(code)?.notBefore;
    const from = wait && stepTrace(before, wait.from);
    if (!wait || !from || from.first > at) return null;
    const earliest = earliestAfter(from.first, wait, calendar, organ);
    if (at >= earliest) return null;
    return clue(stepTooEarly, judged, {
      step: code,
      fromStep: wait.from,
      fromAt: toRfc3339(from.first),
      wait: `${wait.n} ${wait.unit}`,
      earliestAt: toRfc3339(earliest),
      ...act(judged),
    });
  },
};
