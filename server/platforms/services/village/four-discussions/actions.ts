import { stageNames, stages } from '#contract/services/village-matters';
import type { ActionField } from '#spine/cases/action-form';
import type { PartAction } from '#spine/platform/part';
import type { MatterState } from './state.ts';
import { findMatterType, voteRules } from './vote-rules.ts';

type Action = PartAction<MatterState>;

const number = (name: string, zh: string, en: string): ActionField => ({
  name,
  title: { zh, en },
  kind: 'number',
  required: true,
});
const longText = (name: string, zh: string, en: string): ActionField => ({
  name,
  title: { zh, en },
  kind: 'long-text',
  required: true,
  minLength: 10,
});
const shortText = (name: string, zh: string, en: string, required: boolean): ActionField => ({
  name,
  title: { zh, en },
  kind: 'text',
  required,
});

/** The bodies that this matter may come before: for the last decision those that its type names. */
function bodiesFor({ type }: MatterState) {
  const deciding = findMatterType(type)?.decidedBy ?? [];
  return voteRules.bodies.filter(({ stage, code }) => stage !== 'decide' || deciding.includes(code));
}

function voteFields(state: MatterState): ActionField[] {
  return [
    {
      name: 'stage',
      title: { zh: '环节', en: 'Discussion' },
      kind: 'select',
      required: true,
      options: stages.map((value) => ({ value, title: stageNames[value] })),
    },
    {
      name: 'body',
      title: { zh: '会议', en: 'Meeting' },
      kind: 'select',
      required: true,
      options: bodiesFor(state).map(({ code: value, title }) => ({ value, title })),
    },
    { name: 'heldOn', title: { zh: '会议日期', en: 'Held on' }, kind: 'date', required: true },
    number('entitled', '应到人数（户数）', 'Entitled'),
    number('present', '实到', 'Present'),
    number('inFavour', '赞成', 'In favour'),
    number('against', '反对', 'Against'),
    number('abstained', '弃权', 'Abstained'),
    shortText('minutes', '会议记录档案号', 'Archive number of the minutes', true),
    shortText('signInSheet', '签到表档案号', 'Archive number of the sign-in sheet', true),
    {
      name: 'attachments',
      title: { zh: '会议记录和签到表（扫描件）', en: 'Minutes and sign-in sheet, scanned' },
      kind: 'files',
      required: false,
    },
  ];
}

/**
 * Who may do what to a matter, and when. Which discussion comes next is not a matter of the table: the one action of
 * recording a vote says itself what is missing (decide.ts).
 */
export const matterActions: Record<string, Action> = {
  'record-vote': {
    title: { zh: '登记会议表决', en: 'Record a vote' },
    from: ['opened', 'proposed', 'discussed', 'reviewed'],
    roles: ['village-clerk'],
    fields: voteFields,
  },
  sign: {
    title: { zh: '监督委员会签字', en: 'Sign the vote records' },
    from: ['decided'],
    roles: ['village-committee'],
    fields: () => [],
  },
  'publish-decision': {
    title: { zh: '公布决议', en: 'Publish the decision' },
    from: ['signed'],
    roles: ['village-clerk'],
    fields: () => [longText('text', '决议内容', 'Decision')],
  },
  'publish-outcome': {
    title: { zh: '公布实施结果', en: 'Publish the outcome' },
    from: ['decision-public'],
    roles: ['village-clerk'],
    fields: () => [
      longText('text', '实施结果', 'Outcome'),
      shortText('spent', '实际支出（元）', 'Spent (yuan)', false),
    ],
  },
  confirm: {
    title: { zh: '监督委员会确认结果', en: 'Confirm the outcome' },
    from: ['outcome-public'],
    roles: ['village-committee'],
    fields: () => [],
  },
};
