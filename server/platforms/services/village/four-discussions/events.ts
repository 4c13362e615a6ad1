import { z } from 'zod';
import { attachmentReference } from '#contract/attachments';
import { stageNames, voteRecord } from '#contract/services/village-matters';
import { amount, civilDate, code, regionCode } from '#contract/text';
import { eventKind } from '#spine/platform/part';

const actor = z.string().min(1).max(80);

/** What happens to one matter on its way through the four discussions and two publications. */
export const matterEvents = {
  'services.matter-opened': eventKind({
    title: { zh: '议题提出', en: 'Matter taken up' },
    data: z.object({
      item: code,
      organ: code,
      /** Division code of the village. */
      region: regionCode,
      title: z.string().max(200),
      type: code,
      proposal: z.string().max(2000),
      amount: amount.optional(),
      actor: actor.optional(),
    }),
    means: ({ item, organ, title, actor: by }) => ({
      type: 'case.opened',
      data: { item, organ, title, ...(by && { actor: by }) },
    }),
  }),
  /** The villagers' vote is the decision of the case; a vote that is lost before it ends the matter. */
  'services.vote-recorded': eventKind({
    title: { zh: '会议表决记录', en: 'Vote recorded' },
    data: voteRecord.extend({ attachments: z.array(attachmentReference).max(20).optional(), actor }),
    means: ({ stage, passed, actor: by }) => {
      if (!passed)
        return {
          type: 'case.terminated',
          data: { reason: `${stageNames[stage].zh}未通过 (${stageNames[stage].en}: not carried)`, actor: by },
        };
      if (stage !== 'decide') return { type: 'case.step-done', data: { step: stage, actor: by } };
      return {
        type: 'case.decided',
        data: {
          outcome: 'granted',
          reason: '村民会议或村民代表会议表决通过 (carried by the villagers)',
          actor: by,
        },
      };
    },
  }),
  'services.matter-signed': eventKind({
    title: { zh: '村务监督委员会签字', en: 'Signed by the supervision committee' },
    data: z.object({ actor }),
    means: ({ actor: by }) => ({ type: 'case.step-done', data: { step: 'sign', actor: by } }),
  }),
  'services.decision-published': eventKind({
    title: { zh: '决议公布', en: 'Decision published' },
    data: z.object({ text: z.string().min(1).max(2000), on: civilDate, actor }),
    means: ({ actor: by }) => ({ type: 'case.step-done', data: { step: 'publish-decision', actor: by } }),
  }),
  'services.outcome-published': eventKind({
    title: { zh: '实施结果公布', en: 'Outcome published' },
    data: z.object({ text: z.string().min(1).max(2000), on: civilDate, spent: amount.optional(), actor }),
    means: ({ actor: by }) => ({ type: 'case.step-done', data: { step: 'publish-outcome', actor: by } }),
  }),
  'services.matter-confirmed': eventKind({
    title: { zh: '村务监督委员会确认结果', en: 'Outcome confirmed by the supervision committee' },
    data: z.object({ actor }),
    means: ({ actor: by }) => ({ type: 'case.closed', data: { result: 'confirmed', actor: by } }),
  }),
};
