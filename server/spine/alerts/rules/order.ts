import type { Rule } from '#spine/alerts/rule';
import { stateBounds, stepOf, stepTrace } from '#spine/cases/case-state';
import { act, clue } from './clue.ts';
import { labels } from './evidence-labels.ts';
import { flowIndex } from './flow-index.ts';

/** Class 2: the steps of a case against the flow version of its item. */

const basis = "办件所用的事项流程版本 (version of the item's flow that the case follows)";
export const stepTypes = ['case.step-done', 'case.accepted', 'case.decided'] as const;

export const wrongOrder: Rule = {
  code: 'WRONG_ORDER',
  title: { zh: '环节顺序与流程不符', en: 'Step before those that it waits for' },
  ruleClass: 2,
  level: 'red',
  basis,
  clears: {
    zh: '补充登记已完成的前置环节，或说明原因',
    en: 'Recording the earlier step if it was done, or an explanation',
  },
  evidence: labels('step', 'after', 'flowVersion', 'actor', 'occurredAt', 'recordedAt'),
  parameters: [],
  on: stepTypes,
  judge(judged) {
    const { before, event, item, at } = judged;
    const code = stepOf(event);
    if (before === null || code === null) return null;
    const step = flowIndex(item).steps.get(code);
    // A step that came too soon is told once; doing it again adds nothing.
    if (!step || step.after.length === 0 || stepTrace(before, code)) return null;
    for (const earlier of step.after) {
      const trace = stepTrace(before, earlier);
      if (trace && trace.first <= at) return null;
    }
    return clue(wrongOrder, judged, {
      step: code,
      after: step.after.join(', '),
      flowVersion: item.flow.version,
      ...act(judged),
    });
  },
};

export const skippedStep: Rule = {
  code: 'SKIPPED_STEP',
  title: { zh: '办结时缺少必经环节', en: 'Closed without a mandatory step' },
  ruleClass: 2,
  level: 'red',
  basis,
  clears: {
    zh: '补充登记已完成的环节及凭证，或说明原因',
    en: 'Recording the step with its proof if it was done, or an explanation',
  },
  evidence: labels('steps', 'flowVersion', 'actor', 'occurredAt', 'recordedAt'),
  parameters: [],
  on: ['case.closed'],
  judge(judged) {
    const { before, after, item } = judged;
    if (before === null || before.endedAt !== null) return null;
    const { mandatory, steps } = flowIndex(item);
    const missing = mandatory.filter((code) => !stepTrace(after, code) && !steps.get(code)!.afterEnd);
    // Where the state could not hold every step, nothing is said about those it lacks.
    if (missing.length === 0 || after.steps.length >= stateBounds.steps) return null;
    return clue(skippedStep, judged, {
      steps: missing.join(', '),
      flowVersion: item.flow.version,
      ...act(judged),
    });
  },
};

export const stepOutsideFlow: Rule = {
  code: 'STEP_OUTSIDE_FLOW',
  title: { zh: '流程之外或重复的环节', en: 'Step that the flow does not know, or knows only once' },
  ruleClass: 2,
  level: 'notice',
  basis: `本系统建议规则 (proposed by this system); ${basis}`,
  clears: {
    zh: '更正环节编码，或在目录中补充该环节',
    en: 'Correcting the code of the step, or adding the step to the catalogue',
  },
  evidence: labels('step', 'times', 'flowVersion', 'actor', 'occurredAt', 'recordedAt'),
  parameters: [],
  on: stepTypes,
  judge(judged) {
    const { before, event, item } = judged;
    const code = stepOf(event);
    if (before === null || code === null) return null;
    const step = flowIndex(item).steps.get(code);
    const trace = stepTrace(before, code);
    if (step) {
      if (step.repeatable || !trace) return null;
    } else if (event.type !== 'case.step-done' || trace) return null;
    return clue(stepOutsideFlow, judged, {
      step: code,
      times: (trace?.n ?? 0) + 1,
      flowVersion: item.flow.version,
      ...act(judged),
    });
  },
};
