import { toRfc3339 } from '#base/time';
import type { Finding, Judged, Rule } from '#spine/alerts/rule';
import { stepOf } from '#spine/cases/case-state';
import { act, clue, comesAfter } from './clue.ts';
import { labels } from './evidence-labels.ts';
import { flowIndex } from './flow-index.ts';

/** Class 2 and 3: what lies before the beginning of a case or after its end. */

/** What an event did, in one word: its step, or its type where it is no step of the flow. */
const actOf = ({ event }: Judged): string => stepOf(event) ?? event.type;

export const stepBeforeStart: Rule = {
  code: 'STEP_BEFORE_START',
  title: { zh: '环节早于申请', en: 'Step earlier than the application' },
  ruleClass: 2,
  level: 'notice',
  basis: '办件时间的先后关系 (order of time within the case)',
  clears: {
    zh: '核对申请时间与环节时间，更正有误的一项',
    en: 'Checking both times and correcting the one that is wrong',
  },
  evidence: labels('step', 'openedAt', 'actor', 'occurredAt', 'recordedAt'),
  parameters: [],
  on: ['case.step-done', 'case.accepted', 'case.decided', 'case.correction-asked'],
  judge(judged) {
    const { before, historic, occurredAt } = judged;
    if (before === null) return null;
    // A live case is opened when its opening is recorded; only the source's own two times can be compared.
    const openedAt = historic ? before.openedAt : before.openedClaim;
    if (openedAt === null || occurredAt >= openedAt) return null;
    return clue(stepBeforeStart, judged, {
      step: actOf(judged),
      openedAt: toRfc3339(openedAt),
      ...act(judged),
    });
  },
};

/** A log may put the closing before steps that it has told already. */
function closedBeforeSteps(judged: Judged): Finding | null {
  const { before, at, item } = judged;
  if (before === null || before.endedAt !== null || before.lastAt <= at) return null;
  const { steps } = flowIndex(item);
  const later = before.steps.filter(({ code, last }) => last > at && !steps.get(code)?.afterEnd);
  if (later.length === 0) return null;
  const last = Math.max(...later.map((trace) => trace.last));
  const step = later.map(({ code }) => code).join(', ');
  return {
    ...clue(stepAfterEnd, judged, { step, endedAt: toRfc3339(at), lastAt: toRfc3339(last) }),
    at: last,
  };
}

export const stepAfterEnd: Rule = {
  code: 'STEP_AFTER_END',
  title: { zh: '环节晚于办结', en: 'Step later than the closing' },
  ruleClass: 3,
  level: 'notice',
  basis: '办件时间的先后关系 (order of time within the case)',
  clears: {
    zh: '核对办结时间与环节时间；属于办结后环节的，在流程中注明',
    en: 'Checking both times; a step that belongs after the closing is marked so in the flow',
  },
  evidence: labels('step', 'endedAt', 'lastAt', 'actor', 'occurredAt', 'recordedAt'),
  parameters: [],
  on: [
    'case.step-done',
    'case.accepted',
    'case.decided',
    'case.correction-asked',
    'case.paused',
    'case.extended',
    'case.closed',
    'case.not-accepted',
    'case.withdrawn',
    'case.terminated',
  ],
  judge(judged) {
    const { before, after, event, item } = judged;
    if (before === null || after.endedAt === null) return null;
    if (before.endedAt === null) return closedBeforeSteps(judged);
    switch (event.type) {
      case 'case.closed':
      case 'case.not-accepted':
      case 'case.withdrawn':
      case 'case.terminated':
        return null;
    }
    const step = actOf(judged);
    if (!comesAfter(judged, before.endedAt) || flowIndex(item).steps.get(step)?.afterEnd) return null;
    return clue(stepAfterEnd, judged, { step, endedAt: toRfc3339(before.endedAt), ...act(judged) });
  },
};
