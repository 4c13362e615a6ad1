import { outcomes } from '#contract/hotline/programmes';
import { field } from '#spine/cases/action-field';
import type { PartAction } from '#spine/platform/part';
import { type EpisodeState, unsettled } from './episode.ts';

/** The closed table of what may be done with an episode; agents of its centre do it. */
type Action = PartAction<EpisodeState>;

const agent = ['hotline-agent'] as const;
const live = ['on-air', 'aired'] as const;

const questionField = (state: EpisodeState) => ({
  ...field('n', '问题', 'Question', 'select'),
  options: state.questions.map(({ n, title }) => ({
    value: String(n),
    title: { zh: `${n}. ${title}`, en: `${n}. ${title}` },
  })),
});

export const actions: Record<string, Action> = {
  'change-episode': {
    title: { zh: '调整节目安排', en: 'Change the plan' },
    from: ['planned'],
    roles: ['system'],
    fields: () => [
      field('plan', '安排', 'Plan', 'long-text', { maxLength: 4000 }),
      field('by', '调整人', 'By'),
    ],
  },
  'begin-broadcast': {
    title: { zh: '开始直播', en: 'Go on air' },
    from: ['planned'],
    roles: agent,
    fields: () => [],
  },
  'raise-question': {
    title: { zh: '登记直播提问', en: 'Take a question down' },
    from: live,
    roles: ['system'],
    fields: () => [
      field('question', '问题', 'Question', 'long-text', { maxLength: 4000 }),
      field('by', '登记人', 'By'),
    ],
  },
  'unlink-question': {
    title: { zh: '取消关联工单', en: 'No longer take a ticket up' },
    from: live,
    roles: ['system'],
    fields: () => [field('n', '问题', 'Question'), field('by', '操作人', 'By')],
  },
  'say-outcome': {
    title: { zh: '登记上线单位答复', en: 'Record what was said' },
    from: live,
    roles: agent,
    when: ({ questions }) => questions.length > 0,
    fields: (state) => [
      questionField(state),
      {
        ...field('kind', '答复方式', 'Outcome', 'select'),
        options: Object.entries(outcomes).map(([value, title]) => ({ value, title })),
      },
      field('text', '答复内容', 'What was said', 'long-text', { minLength: 4 }),
      field('speaker', '答复人职务', 'Post of whoever said it'),
    ],
  },
  'end-broadcast': {
    title: { zh: '结束直播', en: 'End the broadcast' },
    from: ['on-air'],
    roles: agent,
    fields: () => [],
  },
  'settle-question': {
    title: { zh: '问题办结', en: 'Settle a question' },
    from: [...live, 'closed'],
    roles: ['system'],
    fields: () => [
      field('ticket', '工单', 'Ticket'),
      field('solved', '是否解决', 'Solved'),
      field('note', '说明', 'Note', 'long-text', { required: false }),
    ],
  },
  'cancel-episode': {
    title: { zh: '取消节目', en: 'Cancel the episode' },
    from: ['planned'],
    roles: agent,
    danger: true,
    fields: () => [field('reason', '取消原因', 'Reason', 'long-text', { minLength: 4 })],
  },
  'close-episode': {
    title: { zh: '节目办结', en: 'Close the episode' },
    from: ['aired'],
    roles: ['hotline-agent', 'system'],
    when: (state) => unsettled(state).length === 0,
    fields: () => [],
  },
};
