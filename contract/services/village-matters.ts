import { z } from 'zod';
import { availableAction, clockView } from '#contract/cases';
import { legalBasis } from '#contract/catalogue';
import { endpoint, many, pageOf, paging } from '#contract/endpoint';
import { amount, bilingual, civilDate, code, regionCode } from '#contract/text';

/** Four discussions, two publications (四议两公开): how a village decides. */

/** The discussions in their order; each waits for the vote record of the one before it. */
export const stages = ['propose', 'discuss', 'review', 'decide'] as const;
export const stage = z.enum(stages);
export type Stage = z.infer<typeof stage>;
export const stageNames: Record<Stage, { zh: string; en: string }> = {
  propose: { zh: '村党组织提议', en: 'The branch proposes' },
  discuss: { zh: '村“两委”会议商议', en: 'The two committees discuss' },
  review: { zh: '党员大会审议', en: 'Party members review' },
  decide: { zh: '村民会议或村民代表会议决议', en: 'Villagers or their representatives decide' },
};

/** `decided` waits for the supervision committee, `signed` for the publication of the decision. */
export const matterStatuses = {
  opened: { zh: '待提议', en: 'To be proposed' },
  proposed: { zh: '待“两委”商议', en: 'Two committees next' },
  discussed: { zh: '待党员大会审议', en: 'Party members next' },
  reviewed: { zh: '待村民决议', en: 'Villagers next' },
  decided: { zh: '待监督委员会签字', en: 'Signature next' },
  signed: { zh: '待公布决议', en: 'Decision to be published' },
  'decision-public': { zh: '决议公告中', en: 'Decision public' },
  'outcome-public': { zh: '结果已公布，待监督委员会确认', en: 'Outcome public, to be confirmed' },
  closed: { zh: '已办结', en: 'Closed' },
  rejected: { zh: '未通过', en: 'Not carried' },
  ended: { zh: '已终止', en: 'Ended' },
} as const;
export const matterStatus = z.enum(
  Object.keys(matterStatuses) as [keyof typeof matterStatuses, ...(keyof typeof matterStatuses)[]],
);
export type MatterStatus = z.infer<typeof matterStatus>;

const count = z.number().int().min(0).max(1_000_000);
export const voteRecord = z.object({
  stage,
  body: code,
  heldOn: civilDate,
  entitled: count.min(1),
  present: count,
  inFavour: count,
  against: count,
  abstained: count,
  passed: z.boolean(),
  /** Archive numbers of the minutes and of the sheet that those present signed. */
  minutes: z.string().min(1).max(200),
  signInSheet: z.string().min(1).max(200),
});
export type VoteRecord = z.infer<typeof voteRecord>;

const matterRow = z.object({
  id: z.string(),
  region: regionCode,
  regionName: bilingual,
  title: z.string(),
  type: z.string(),
  typeName: bilingual,
  amount: amount.nullable(),
  status: matterStatus,
  openedAt: z.iso.datetime(),
  decisionPublicOn: civilDate.nullable(),
});
export type MatterRow = z.infer<typeof matterRow>;

const votes = z.array(voteRecord.extend({ bodyName: bilingual, basis: legalBasis }));
const publicMatter = matterRow.extend({
  votes,
  decision: z.string().nullable(),
  outcome: z.string().nullable(),
  outcomePublicOn: civilDate.nullable(),
  publicityDays: z.number().int(),
});
export type PublicMatter = z.infer<typeof publicMatter>;
const matterDetail = publicMatter.extend({
  proposal: z.string(),
  signedBy: z.string().nullable(),
  clocks: z.array(clockView),
  availableActions: z.array(availableAction),
});
export type MatterDetail = z.infer<typeof matterDetail>;

const onMatter = z.object({ id: z.string().max(40) });

export const mattersApi = {
  getVoteRules: endpoint({
    method: 'GET',
    path: '/api/village/vote-rules',
    summary: 'Matters that need the four discussions, the meetings, their quorum and majority, with basis',
    face: 'public',
    access: 'everybody',
    response: z.object({
      about: bilingual,
      matterTypes: z.array(z.object({ code, title: bilingual, basis: legalBasis, decidedBy: z.array(code) })),
      bodies: z.array(
        z.object({
          code,
          stage,
          title: bilingual,
          quorum: bilingual,
          majority: bilingual,
          basis: legalBasis,
        }),
      ),
    }),
  }),
  listPublicMatters: endpoint({
    method: 'GET',
    path: '/api/village/places/:region/matters',
    summary: 'Decisions of a village that are public, with their votes',
    face: 'public',
    access: 'everybody',
    params: z.object({ region: regionCode }),
    response: z.array(publicMatter),
  }),
  listMatters: endpoint({
    method: 'GET',
    path: '/api/village/matters',
    summary: 'Matters under the four discussions within reach',
    face: 'workbench',
    access: 'cases.read',
    query: z.object({ ...paging, region: regionCode.optional(), status: many(matterStatus) }),
    response: pageOf(matterRow),
  }),
  getMatter: endpoint({
    method: 'GET',
    path: '/api/village/matters/:id',
    summary: 'One matter with its vote records, clocks and the actions allowed now',
    face: 'workbench',
    access: 'cases.read',
    params: onMatter,
    response: matterDetail,
  }),
  openMatter: endpoint({
    method: 'POST',
    path: '/api/village/matters',
    summary: 'Take up a matter that needs the four discussions',
    face: 'workbench',
    access: 'cases.act',
    body: z.strictObject({
      organ: code,
      type: code,
      title: z.string().min(2).max(200),
      proposal: z.string().min(5).max(2000),
      amount: amount.optional(),
    }),
    response: z.object({ id: z.string() }),
  }),
};
