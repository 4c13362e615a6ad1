import type { FlowStep, Item, Organ } from '#contract/catalogue';
import type { Rule } from '#spine/alerts/rule';
import { stepOf, stepTrace } from '#spine/cases/case-state';
import { act, clue } from './clue.ts';
import { labels } from './evidence-labels.ts';
import { flowIndex } from './flow-index.ts';
import { stepTypes } from './order.ts';

/** Class 2: who acted. */

const hasPost = (organ: Organ, post: string): boolean => organ.posts.some((one) => one.code === post);

/**
 * Whether an organ other than the case's own may act in a step that names posts. The benefit of the doubt
 * goes to: the implementing organ, the organ above and the organs below, windows that receive for all organs
 * (one window), and an organ that alone has a post which the step names (opinions asked of other organs).
 */
function mayAct(acting: Organ, organ: Organ, item: Item, step: FlowStep): boolean {
  return (
    acting.code === organ.code ||
    acting.code === item.organ ||
    acting.parent === organ.code ||
    organ.parent === acting.code ||
    (acting.kind !== 'department' && acting.kind !== 'other') ||
    step.posts.some((post) => hasPost(acting, post) && !hasPost(organ, post))
  );
}

export const beyondPower: Rule = {
  code: 'BEYOND_POWER',
  title: { zh: '岗位或机关与流程授权不符', en: 'Post or organ that the flow does not authorise' },
  ruleClass: 2,
  level: 'red',
  basis: '权责清单与事项流程规定的岗位 (list of powers and duties; posts that the flow names)',
  clears: {
    zh: '提交授权、委托或代岗的依据，或更正岗位登记',
    en: 'Showing the authorisation, entrustment or deputising, or correcting the post recorded',
  },
  evidence: labels('step', 'post', 'posts', 'organ', 'actingOrgan', 'actor', 'occurredAt', 'recordedAt'),
  parameters: [],
  on: stepTypes,
  judge(judged) {
    const { before, event, item, organ, actingOrgan } = judged;
    const code = stepOf(event);
    if (before === null || code === null) return null;
    const step = flowIndex(item).steps.get(code);
    if (!step || step.posts.length === 0) return null;
    const { post } = event.data;
    const postFits = post === undefined || step.posts.includes(post);
    if (postFits && mayAct(actingOrgan, organ, item, step)) return null;
    return clue(beyondPower, judged, {
      step: code,
      ...(post === undefined ? null : { post }),
      posts: step.posts.join(', '),
      organ: organ.code,
      actingOrgan: actingOrgan.code,
      ...act(judged),
    });
  },
};

export const samePerson: Rule = {
  code: 'SAME_PERSON',
  title: { zh: '应分离的环节由同一人办理', en: 'Same person in steps that ask for different people' },
  ruleClass: 2,
  level: 'red',
  basis: '事项流程规定的岗位分离 (separation of duties in the flow)',
  clears: {
    zh: '更正经办人登记，或由他人复核后登记',
    en: 'Correcting the actor recorded, or having somebody else review the step',
  },
  evidence: labels('step', 'sameActorSteps', 'post', 'actor', 'occurredAt', 'recordedAt'),
  parameters: [],
  on: stepTypes,
  judge(judged) {
    const { before, event, item } = judged;
    const code = stepOf(event);
    const { actor, post } = event.data;
    if (before === null || code === null || actor === undefined) return null;
    const apart = flowIndex(item).steps.get(code)?.apart;
    if (!apart || apart.length === 0) return null;
    let same = '';
    for (const other of apart)
      if (stepTrace(before, other)?.actor === actor) same = same === '' ? other : `${same}, ${other}`;
    if (same === '') return null;
    return clue(samePerson, judged, {
      step: code,
      sameActorSteps: same,
      ...(post === undefined ? null : { post }),
      ...act(judged),
    });
  },
};
